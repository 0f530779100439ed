import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_documents_in_private_storage'),
        ('toolkits', '0004_packages_on_pages'),
    ]

    operations = [
        migrations.AddField(
            model_name='toolkitfile',
            name='is_printable',
            field=models.BooleanField(db_default=False, default=False, help_text='Tick it when the file is laid out for paper.', verbose_name='printable on A4'),
        ),
        migrations.AddField(
            model_name='toolkitfile',
            name='preview',
            field=models.ForeignKey(blank=True, help_text='A small picture of one page, shown beside the file. Its description is read out aloud.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.licensedimage', verbose_name='preview'),
        ),
    ]
