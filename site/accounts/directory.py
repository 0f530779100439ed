"""People as the office sees them: finding them, what they are and why, and what can be given to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import can_take_role, scopes_run_by
from accounts.giving import EVERYWHERE, ROLE_SCOPES
from accounts.identifiers import email_key, phone_key, username_key
from accounts.models import Role, RoleAssignment, User
from accounts.scopes import inside_of, objects_inside, scope_kinds
from core import turkish
from core.registry import Registry

MOST_OBJECTS = 500
"""How many objects of a kind a form offers."""

WHAT_A_ROLE_MAY: dict[str, str | Promise] = {
    Role.TRAINEE: _("Learns in the courses of the group."),
    Role.TRAINER: _("Writes courses, holds class sessions, sees progress and results of these groups."),
    Role.MENTOR: _("Sees how far the trainees of this firm or group are. Changes nothing."),
    Role.FIRM_CONTACT: _("Sees the firm's page and its collections, and acts for the firm."),
    Role.PROGRAMME_OFFICER: _(
        "Makes groups, adds people, names trainers, sees the results of the programme."
    ),
    Role.EDITOR: _("Writes and publishes pages, toolkits, guides and news."),
    Role.ADMINISTRATOR: _("Does everything on this site."),
}


@dataclass(frozen=True)
class RoleRow:
    """A role of somebody: what it is, for what, what it lets her do, who gave it when and why."""

    assignment: RoleAssignment
    label: str | Promise
    scope_label: str | Promise
    scope_name: str
    may: str | Promise
    can_take: bool


@dataclass(frozen=True)
class PanelRow:
    """A line of a panel."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class PersonPanel:
    """What another app knows about a person, for her page."""

    title: str | Promise
    rows: list[PanelRow]


person_panels: Registry[Callable[[Any, User], PersonPanel | None]] = Registry("panel of a person's page")
"""Functions of the one who looks and the person; None: nothing to show her."""


def find_people(people: QuerySet[User], words: str, role: str = "") -> QuerySet[User]:
    """People of a query by name or identifier however typed, and by role; closed accounts last.

    Every word must be in her name, or the whole text be (the beginning of) an identifier.
    """
    plain = " ".join(words.split())
    if plain:
        by_name = Q()
        for word in turkish.fold(plain).split():
            by_name &= Q(name_key__contains=word)
        found = by_name if turkish.fold(plain) else Q(pk=None)
        if key := username_key(plain):
            found |= Q(username_key__startswith=key)
        found |= Q(email_key__startswith=email_key(plain))
        if phone := phone_key(plain):
            found |= Q(phone_key=phone)
        people = people.filter(found)
    if role in Role.values:
        people = people.filter(pk__in=RoleAssignment.objects.current().filter(role=role).values("user"))
    return people.order_by("-is_active", "sort_name", "pk")


def with_roles(people: QuerySet[User]) -> QuerySet[User]:
    """The same people with their current roles in `current_roles`. One query more, however many."""
    current = RoleAssignment.objects.current().order_by("granted_at", "pk")
    return people.prefetch_related(Prefetch("role_assignments", current, to_attr="current_roles"))


def role_names(person: Any) -> list[str]:
    """The different roles of somebody from `with_roles`. No query."""
    return list(dict.fromkeys(one.role for one in person.current_roles))


def roles_of_person(viewer: Any, person: User) -> tuple[list[RoleRow], int]:
    """Her current roles that `viewer` may see, and how many there are elsewhere."""
    everything = RoleAssignment.objects.of(person)
    scopes = scopes_run_by(viewer)
    seen = everything if scopes is None else everything.filter(inside_of(scopes) | Q(scope_id=None))
    rows = list(seen.select_related("granted_by", "user").order_by("granted_at", "pk"))
    ids: dict[str, set[int]] = {}
    for row in rows:
        if row.scope_id is not None:
            ids.setdefault(row.scope_kind, set()).add(row.scope_id)
    names = {kind: scope_kinds[kind].names(found) for kind, found in ids.items() if kind in scope_kinds}
    return [
        RoleRow(
            assignment=row,
            label=Role(row.role).label,
            scope_label=scope_kinds[row.scope_kind].label if row.scope_kind in scope_kinds else "",
            scope_name=names.get(row.scope_kind, {}).get(row.scope_id or 0, ""),
            may=WHAT_A_ROLE_MAY[row.role],
            can_take=can_take_role(viewer, row),
        )
        for row in rows
    ], everything.count() - len(rows)


@dataclass(frozen=True)
class PastRole:
    """A role that was taken away."""

    label: str | Promise
    given_at: datetime
    taken_at: datetime


def past_roles_of(person: User) -> list[PastRole]:
    """Roles that she had, the last one first. One query."""
    rows = RoleAssignment.objects.filter(user=person, revoked_at__isnull=False).order_by("-revoked_at")[:20]
    return [PastRole(Role(row.role).label, row.granted_at, row.revoked_at) for row in rows if row.revoked_at]


def scope_choices(user: Any, roles: list[Role]) -> list[tuple[str | Promise, Any]]:
    """What these roles can be given for by her, grouped by kind: values are "cohort:7", "" is everywhere."""
    scopes = scopes_run_by(user)
    kinds = dict.fromkeys(kind for role in roles for kind in ROLE_SCOPES[role] if kind != EVERYWHERE)
    found: list[tuple[str | Promise, Any]] = []
    for kind in kinds:
        entry = scope_kinds.get(kind)
        if entry is None or entry.objects is None:
            continue
        ids = list(objects_inside(kind, scopes).values_list("pk", flat=True)[:MOST_OBJECTS])
        names = entry.names(ids)
        rows = [(f"{kind}:{one}", names[one]) for one in dict.fromkeys(ids) if one in names]
        if rows:
            found.append((entry.label, rows))
    return found
