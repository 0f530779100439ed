import uuid
from django.db import migrations, models


def begin_state(apps, schema_editor):
    """The one row of the state; entries that are there belong to the first generation."""
    apps.get_model("search", "SearchState").objects.get_or_create(pk=1)


def add_title_vectors(apps, schema_editor):
    """PostgreSQL keeps titles' tokens by themselves: weights are not in an index of all tokens."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_searchentry ADD COLUMN title_vector tsvector")
        schema_editor.execute("CREATE INDEX search_entry_title_vector ON search_searchentry USING gin (title_vector)")
        schema_editor.execute("UPDATE search_searchentry SET title_vector = ts_filter(vector, '{a}')")


def drop_title_vectors(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_searchentry DROP COLUMN title_vector")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0006_editors_and_readers'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(choices=[('rebuild', 'Rebuild'), ('check', 'Check')], max_length=10)),
                ('target', models.CharField(choices=[('table', 'Database'), ('server', 'Search server')], max_length=10)),
                ('index', models.CharField(blank=True, help_text='The generation or the name of the new index.', max_length=80)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('position', models.CharField(blank=True, help_text='The last source or entry that is done.', max_length=120)),
                ('missing', models.PositiveIntegerField(default=0)),
                ('outdated', models.PositiveIntegerField(default=0)),
                ('surplus', models.PositiveIntegerField(default=0)),
                ('runner', models.CharField(blank=True, help_text='Who holds the run.', max_length=36)),
                ('held_until', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='SearchChange',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('stamp', models.UUIDField()),
                ('entries', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='SearchRemoval',
            fields=[
                ('key', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('version', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='SearchState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('generation', models.PositiveIntegerField(default=1)),
                ('building', models.PositiveIntegerField(null=True)),
                ('number', models.BigIntegerField(default=0)),
                ('stamp', models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.AddField(
            model_name='searchentry',
            name='is_continued',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='searchword',
            name='generation',
            field=models.PositiveIntegerField(db_default=1, default=1, help_text='The last one that has it.'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='digest',
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='generation',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='version',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name='searchentry',
            name='key',
            field=models.CharField(max_length=120),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('generation', 'key'), name='search_entry_once_a_generation'),
        ),
        migrations.AddConstraint(
            model_name='indexrun',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('task', 'target'), name='search_one_open_run_of_a_kind'),
        ),
        migrations.RunPython(begin_state, migrations.RunPython.noop),
        migrations.RunPython(add_title_vectors, drop_title_vectors),
    ]
