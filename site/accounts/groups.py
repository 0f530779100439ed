"""Wagtail's groups follow our roles: who may enter the CMS. What each group may do there is set by the apps that own it."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from accounts.models import Role, RoleAssignment, User

GROUPS: dict[str, str] = {
    Role.TRAINER: "Trainers",
    Role.EDITOR: "Editors",
    Role.PROGRAMME_OFFICER: "Programme officers",
    Role.ADMINISTRATOR: "Administrators",
}


def ensure_groups(**_signal: Any) -> None:
    """Make the groups, each with the permission to enter the CMS. Runs after every migrate; changes nothing else."""
    content_type, _made = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    enter, _made = Permission.objects.get_or_create(
        content_type=content_type, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    for name in GROUPS.values():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(enter)


def sync_groups(user: User, *, lost: str = "") -> None:
    """Put a person into the groups of her current roles, and out of every other one that opens the CMS.

    An administrator may do everything.

    An editor of one course only gets a trainer's group: the editors' own may change every page of the site.
    `lost`: the role that was just taken away; only losing "administrator" ends being a superuser, so that one made on
    the command line stays one.
    """
    wanted = {
        GROUPS[Role.TRAINER] if role == Role.EDITOR and scope_kind else GROUPS[role]
        for role, scope_kind in RoleAssignment.objects.of(user).values_list("role", "scope_kind")
        if role in GROUPS
    }
    opens_cms = Q(permissions__content_type__app_label="wagtailadmin", permissions__codename="access_admin")
    held = set(
        user.groups.filter(Q(name__in=GROUPS.values()) | opens_cms).values_list("name", flat=True).distinct()
    )
    if wanted - held:
        user.groups.add(*Group.objects.filter(name__in=wanted - held))
    if held - wanted:
        user.groups.remove(*Group.objects.filter(name__in=held - wanted))
    is_administrator = RoleAssignment.objects.of(user).filter(role=Role.ADMINISTRATOR, scope_kind="").exists()
    if user.is_superuser != is_administrator and (is_administrator or lost == Role.ADMINISTRATOR):
        user.is_superuser = is_administrator
        user.save(update_fields=["is_superuser"])
