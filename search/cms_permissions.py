"""What editors may do with search in the CMS."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

EDITORS = "Editors"


def let_editors_write_synonyms(*, app_config: AppConfig, using: str, **_signal: Any) -> None:
    """Editors add, change and delete synonyms and recommended results. Runs after every migrate; changes nothing that is there.

    Search is installed before Django's own permissions, which would only be made after this.
    """
    create_permissions(app_config, verbosity=0, using=using)
    group, _is_new = Group.objects.get_or_create(name=EDITORS)
    allowed = Permission.objects.filter(
        content_type__app_label="search", content_type__model__in=("synonyms", "pin")
    )
    group.permissions.add(*allowed)
