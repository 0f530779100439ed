from django.db import migrations


def make_token_store(apps, schema_editor):
    """FTS5 keeps the tokens beside the entries; PostgreSQL in a column with a GIN index."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE search_fts USING fts5(title, summary, text, tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        schema_editor.execute("ALTER TABLE search_searchentry ADD COLUMN vector tsvector")
        schema_editor.execute("CREATE INDEX search_entry_vector ON search_searchentry USING gin (vector)")


def drop_token_store(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_fts")
    else:
        schema_editor.execute("ALTER TABLE search_searchentry DROP COLUMN vector")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make_token_store, drop_token_store)]
