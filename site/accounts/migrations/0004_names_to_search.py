from django.db import migrations, models

from core import turkish


def fill(apps, schema_editor):
    """Make the key of everybody's name; whoever is saved meanwhile by an older program is found after the next save."""
    User = apps.get_model('accounts', 'User')
    for person in User.objects.filter(name_key='').only('pk', 'first_name', 'last_name').iterator():
        key = turkish.fold(f'{person.first_name} {person.last_name}')[:220]
        User.objects.filter(pk=person.pk).update(name_key=key)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_once_on_sqlite_too'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='name_key',
            field=models.CharField(db_default='', default='', editable=False, max_length=220),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
