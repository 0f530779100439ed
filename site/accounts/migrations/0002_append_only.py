from core.append_only import AppendOnly
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        AppendOnly(table="accounts_consent", allow_delete=True),
    ]
