import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms", "0005_once_on_sqlite_too")]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="seen_move",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                help_text="The last move of which she has read what it changed.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lms.enrolmentmove",
            ),
        ),
    ]
