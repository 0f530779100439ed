from core.append_only import AppendOnly
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lms", "0009_h5p_and_statements")]

    operations = [AppendOnly(table="lms_statement"), AppendOnly(table="lms_h5pversion")]
