from django.db import migrations, models

from core.append_only import DoorInAppendOnly


class Migration(migrations.Migration):
    dependencies = [("core", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="OpenDoor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, unique=True)),
            ],
        ),
        DoorInAppendOnly(
            table="core_auditentry",
            doors={"erasure": ["reason", "data"]},
            others=["id", "at", "actor_id", "action", "object_type", "object_id"],
        ),
    ]
