from django.db import migrations, models
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat


def name_pages(apps, schema_editor):
    """Until now every entry was a page."""
    entries = apps.get_model("search", "SearchEntry").objects
    source = Concat(Value("page:"), Cast(F("page_id"), CharField()), output_field=CharField())
    entries.update(source=source)
    entries.update(key=Concat(F("source"), Value(":"), F("language"), Value(":"), output_field=CharField()))


class Migration(migrations.Migration):
    dependencies = [("search", "0003_words_synonyms_dates")]

    operations = [
        migrations.AddField("searchentry", "key", models.CharField(max_length=120, null=True)),
        migrations.AddField(
            "searchentry",
            "source",
            models.CharField(db_index=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            "searchentry", "file_id", models.PositiveBigIntegerField(db_index=True, null=True)
        ),
        migrations.AddField(
            "searchentry",
            "circle",
            models.CharField(blank=True, db_index=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            "searchentry",
            "under",
            models.CharField(blank=True, default="", max_length=255),
            preserve_default=False,
        ),
        migrations.AddField("searchentry", "page_number", models.PositiveIntegerField(null=True)),
        migrations.RunPython(name_pages, migrations.RunPython.noop),
        migrations.AlterField("searchentry", "key", models.CharField(max_length=120, unique=True)),
        migrations.AlterField(
            "searchentry", "page_id", models.PositiveBigIntegerField(db_index=True, null=True)
        ),
        migrations.AlterField(
            "searchentry",
            "kind",
            models.CharField(
                help_text="course, toolkit, guide, chapter, news, page, file or lesson.", max_length=30
            ),
        ),
    ]
