"""Who has which role where: the one place that answers it. Applets build their own rules on these three questions.

A role with an empty scope holds everywhere. An administrator may do what any role may. Asked anew at each request
(security statement 9): answers are kept on the user object only, which lives as long as the request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField

from accounts.models import STAFF_ROLES, Role, RoleAssignment
from accounts.scopes import Scope
from core.kept_queries import KeptQuery


@dataclass(frozen=True)
class Held:
    """A current role of a person; `scope` is None when it holds everywhere."""

    role: str
    scope: Scope | None


_CURRENT = KeptQuery(
    lambda user: RoleAssignment.objects.of(user).values_list("role", "scope_kind", "scope_id"), BigAutoField()
)


def roles_of(user: Any) -> tuple[Held, ...]:
    """The person's current roles; empty for visitors and closed accounts. One query a request."""
    held: tuple[Held, ...] | None = getattr(user, "_held_roles", None)
    if held is None:
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return ()
        held = tuple(
            Held(role, (kind, identifier) if kind and identifier is not None else None)
            for role, kind, identifier in _CURRENT.rows(user.pk)
        )
        if user.is_superuser:
            held = (*held, Held(Role.ADMINISTRATOR, None))
        user._held_roles = held
    return held


def is_administrator(user: Any) -> bool:
    """Whether she administers the whole installation."""
    return any(held.role == Role.ADMINISTRATOR and held.scope is None for held in roles_of(user))


def has_role(user: Any, role: str, scopes: Iterable[Scope] = ()) -> bool:
    """Whether she has `role` everywhere or for any of `scopes` (an object's own scope and those it lies in)."""
    wanted = set(scopes)
    return is_administrator(user) or any(
        held.role == role and (held.scope is None or held.scope in wanted) for held in roles_of(user)
    )


def has_role_somewhere(user: Any, *roles: str) -> bool:
    """Whether she has one of the roles for anything at all: for menus, never for a decision about an object."""
    return is_administrator(user) or any(held.role in roles for held in roles_of(user))


def scope_ids(user: Any, role: str, kind: str) -> set[int] | None:
    """Ids of the objects of `kind` for which she has `role`; None means all of them."""
    if is_administrator(user):
        return None
    ids: set[int] = set()
    for held in roles_of(user):
        if held.role == role:
            if held.scope is None:
                return None
            if held.scope[0] == kind:
                ids.add(held.scope[1])
    return ids


def is_staff_member(user: Any) -> bool:
    """Whether any of her roles needs a second factor (security statement 36)."""
    return is_administrator(user) or any(held.role in STAFF_ROLES for held in roles_of(user))
