"""Every row of every table, to see what changed and what is still there."""

import json

from django.apps import apps
from django.core import serializers


def all_rows():
    """(table, id) -> the row's fields as JSON text, over the whole database."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed:
            continue
        for row in model._base_manager.all():
            fields = serializers.serialize("python", [row])[0]["fields"]
            own = {field.name for field in model._meta.local_fields}
            kept = {name: value for name, value in fields.items() if name in own}
            text = json.dumps(kept, default=str, ensure_ascii=False, sort_keys=True)
            found[model._meta.label, str(row.pk)] = text
    return found
