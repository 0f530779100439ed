from core.append_only import AppendOnly
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        AppendOnly(table="core_auditentry"),
    ]
