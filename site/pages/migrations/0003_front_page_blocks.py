import json
import uuid

import wagtail.fields
from django.db import migrations


def _blocks(kind, entries):
    """[{title, …}] as StreamField data; what is in that form already stays."""
    return [
        entry
        if "type" in entry
        else {"type": kind, "id": str(uuid.uuid4()), "value": _value(kind, entry)}
        for entry in entries
        if isinstance(entry, dict)
    ]


def _value(kind, entry):
    value = {name: entry.get(name, "") for name in ("title", "text")}
    if kind == "door":
        value |= {"label": entry.get("label", ""), "page": None, "address": entry.get("url", "")}
    return value


def to_blocks(apps, schema_editor):
    for page in apps.get_model("pages", "HomePage").objects.all():
        page.doors, page.steps = _blocks("door", page.doors or []), _blocks("step", page.steps or [])
        page.save(update_fields=["doors", "steps"])
    # Drafts and earlier versions hold the same lists, the fields of a StreamField as text.
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="pages", model="homepage").first()
    if kind is None:
        return
    for revision in apps.get_model("wagtailcore", "Revision").objects.filter(content_type=kind):
        for field, block in (("doors", "door"), ("steps", "step")):
            entries = revision.content.get(field) or []
            if not isinstance(entries, str):
                revision.content[field] = json.dumps(_blocks(block, entries))
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("pages", "0002_eu_emblem"),
        ("wagtailcore", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(to_blocks, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='homepage',
            name='doors',
            field=wagtail.fields.StreamField([('door', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 300}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where it leads, in two or three words.', 'label': 'Words of the link', 'max_length': 60, 'required': False}), 3: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 4: ('pages.blocks.AddressBlock', (), {'help_text': 'For what is no page, for example /search/.', 'label': 'Or an address', 'max_length': 300, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1), ('label', 2), ('page', 3), ('address', 4)]], {})}, help_text='Cards for trainee, trainer and firm.', verbose_name='doors'),
        ),
        migrations.AlterField(
            model_name='homepage',
            name='steps',
            field=wagtail.fields.StreamField([('step', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 300}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {})}, help_text='How it works, step by step.', verbose_name='how it works'),
        ),
    ]
