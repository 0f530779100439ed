from django.db import migrations, models

from search.synonyms_of_the_field import LINES


def add_synonyms(apps, schema_editor):
    """Those of the field; editors change them in the CMS."""
    table = apps.get_model("search", "Synonyms")
    table.objects.bulk_create([table(phrases=line) for line in LINES], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_tokens")]

    operations = [
        migrations.AddField("searchentry", "published_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("folded", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("written", models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phrases",
                    models.CharField(
                        help_text="Separated by commas, in any language: SKDM, CBAM, carbon border adjustment. A search for one finds all.",
                        max_length=400,
                        unique=True,
                        verbose_name="words that mean the same",
                    ),
                ),
            ],
            options={
                "verbose_name": "search synonyms",
                "verbose_name_plural": "search synonyms",
                "ordering": ["phrases"],
            },
        ),
        migrations.RunPython(add_synonyms, migrations.RunPython.noop),
    ]
