"""What the groups of the CMS may do with H5P packages."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

_OWN = ("add_h5ppackage", "choose_h5ppackage")
_ALL = (*_OWN, "change_h5ppackage", "delete_h5ppackage")
_MAY = {"Trainers": _OWN, "Programme officers": _OWN, "Editors": _ALL}


def let_groups_use_packages(*, app_config: AppConfig, using: str, **_signal: Any) -> None:
    """Trainers and officers bring packages, change their own and use all; editors change all. In every collection.

    Runs after every migrate; a group that has any right to packages, as an administrator set it, is left alone.
    """
    create_permissions(app_config, verbosity=0, using=using)
    root = Collection.get_first_root_node()
    if root is None:
        return
    rights = {row.codename: row for row in Permission.objects.filter(codename__in=_ALL)}
    for name, codenames in _MAY.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        if GroupCollectionPermission.objects.filter(group=group, permission__in=rights.values()).exists():
            continue
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=root, permission=rights[codename])
            for codename in codenames
        )
