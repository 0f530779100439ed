"""What the profile shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.consents import PURPOSES, Purpose
from accounts.devices import device_name
from accounts.models import Consent, Role, RoleAssignment, User
from accounts.scopes import scope_kinds
from accounts.services.looking import BEGAN, ENDED
from core.models import AuditEntry

MOST_LOOKS = 60
"""How many beginnings and ends the profile reads."""

WHAT_ROLES_MAY: dict[str, str | Promise] = {
    Role.TRAINEE: _("You may learn in the courses that are open to you."),
    Role.TRAINER: _(
        "You may teach: write courses, hold class sessions, see progress and results of your groups."
    ),
    Role.MENTOR: _("You may accompany trainees at the workplace and see how far they are."),
    Role.FIRM_CONTACT: _("You may see your firm's page and its collections, and act for your firm."),
    Role.PROGRAMME_OFFICER: _(
        "You may set up groups, appoint trainers and see the results of the programme."
    ),
    Role.EDITOR: _("You may write and publish pages, toolkits, guides and news."),
    Role.ADMINISTRATOR: _("You may do everything on this site."),
}


@dataclass(frozen=True)
class RoleHeld:
    """A role as its owner reads it: what it is, for what, what it lets her do, who gave it and why."""

    label: str | Promise
    scope_label: str | Promise
    scope_name: str
    may: str | Promise
    given_by: str
    given_at: datetime
    reason: str


@dataclass(frozen=True)
class ConsentState:
    """The newest decision on a purpose; `at` is None when she was never asked."""

    purpose: Purpose
    is_given: bool
    at: datetime | None


@dataclass(frozen=True)
class Device:
    """A session as its owner reads it."""

    id: int
    name: str
    ip: str
    since: datetime
    is_current: bool


@dataclass(frozen=True)
class SecondFactors:
    has_app: bool
    passkeys: int

    @property
    def any(self) -> bool:
        return self.has_app or self.passkeys > 0


def roles_held_by(user: User) -> list[RoleHeld]:
    """Current roles with the names of their scopes. One query, and one for each kind of scope."""
    rows = list(RoleAssignment.objects.of(user).select_related("granted_by").order_by("granted_at"))
    ids: dict[str, set[int]] = {}
    for row in rows:
        if row.scope_id is not None:
            ids.setdefault(row.scope_kind, set()).add(row.scope_id)
    names = {kind: scope_kinds[kind].names(found) for kind, found in ids.items() if kind in scope_kinds}
    return [
        RoleHeld(
            label=Role(row.role).label,
            scope_label=scope_kinds[row.scope_kind].label if row.scope_kind in scope_kinds else "",
            scope_name=names.get(row.scope_kind, {}).get(row.scope_id or 0, ""),
            may=WHAT_ROLES_MAY[row.role],
            given_by=row.granted_by.get_full_name() if row.granted_by else "",
            given_at=row.granted_at,
            reason=row.reason,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class LookAtMe:
    """That somebody saw the site as its owner does. `ended_at` is None while she still may."""

    by: str
    reason: str
    at: datetime
    ended_at: datetime | None


def looks_at(user: User) -> list[LookAtMe]:
    """Who looked at the site as this person, the newest of them first. One query."""
    rows = AuditEntry.objects.filter(
        object_type=user._meta.label_lower, object_id=str(user.pk), action__in=(BEGAN, ENDED)
    )
    entries = list(rows.select_related("actor").order_by("-at", "-pk")[:MOST_LOOKS])
    ended = {entry.data["number"]: entry.at for entry in entries if entry.action == ENDED}
    return [
        LookAtMe(
            entry.actor.get_full_name() if entry.actor else "", entry.reason, entry.at, ended.get(entry.pk)
        )
        for entry in entries
        if entry.action == BEGAN
    ]


def consents_of(user: User) -> list[ConsentState]:
    """The newest decision on each purpose. One query."""
    newest: dict[str, Consent] = {}
    for row in Consent.objects.filter(user=user).order_by("at", "pk"):
        newest[row.purpose] = row
    return [
        ConsentState(
            purpose=purpose,
            is_given=purpose.name in newest and newest[purpose.name].is_given,
            at=newest[purpose.name].at if purpose.name in newest else None,
        )
        for purpose in PURPOSES
    ]


def agreed_to(purpose: Purpose, user_ids: Collection[int]) -> set[int]:
    """Those of these people whose newest decision on a purpose is yes. One query."""
    rows = Consent.objects.filter(purpose=purpose.name, user__in=user_ids).order_by("at", "pk")
    newest = dict(rows.values_list("user", "is_given"))
    return {user_id for user_id, is_given in newest.items() if is_given}


def devices_of(user: User, current_key: str | None) -> list[Device]:
    """Sessions that are alive, this one first. Two queries."""
    rows = list(UserSession.objects.filter(user=user))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    devices = [
        Device(
            id=row.pk,
            name=device_name(row.user_agent),
            ip=row.ip,
            since=row.created_at,
            is_current=row.session_key == current_key,
        )
        for row in rows
        if row.session_key in alive
    ]
    return sorted(devices, key=lambda device: (not device.is_current, -device.since.timestamp()))


def second_factors_of(user: User) -> SecondFactors:
    """What she has beside the password. One query."""
    types = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return SecondFactors(
        has_app=Authenticator.Type.TOTP in types, passkeys=types.count(Authenticator.Type.WEBAUTHN)
    )
