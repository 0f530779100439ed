"""Giving and taking roles: audited, told to the person, and in force at once."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.exceptions import UnknownScope
from accounts.groups import sync_groups
from accounts.models import STAFF_ROLES, Role, RoleAssignment, User
from accounts.scopes import scope_kinds, scope_names
from accounts.services.sessions import end_sessions
from core import audit
from core.notifications import notify


def assign_role(
    *,
    user: User,
    role: str,
    scope_kind: str = "",
    scope_id: int | None = None,
    by: User | None,
    reason: str = "",
) -> RoleAssignment:
    """Give a role everywhere (no scope) or for one object. Given twice it is one; the person is told once.

    A role of the staff ends her sessions, so that she comes back in with a second factor (security statement 38).
    Raises UnknownScope, and ValueError for a role that does not exist or a scope without an id.
    """
    role = Role(role)
    if bool(scope_kind) != (scope_id is not None):
        raise ValueError("A scope has a kind and an id")
    if scope_kind and scope_kind not in scope_kinds:
        raise UnknownScope(scope_kind)
    scope = {"scope_kind": scope_kind, "scope_id": scope_id}
    current = RoleAssignment.objects.of(user).filter(role=role, **scope)
    with transaction.atomic():
        existing = current.first()
        if existing:
            return existing
        try:
            with transaction.atomic():
                assignment = RoleAssignment.objects.create(
                    user=user, role=role, granted_by=by, reason=reason[:300], **scope
                )
        except IntegrityError:
            return current.get()
        _after_change(user, role)
        audit.record(
            action="accounts.role_given",
            actor=by,
            about=user,
            reason=reason,
            data={"role": role.value, **scope},
        )
        notify(
            user=user,
            kind="role_given",
            key=f"role-given:{assignment.pk}",
            context={"role": role.value, "scope_label": scope_names(scope_kind, scope_id)},
        )
        return assignment


@transaction.atomic
def revoke_role(*, assignment: RoleAssignment, by: User | None, reason: str) -> None:
    """Take a role away; it stops working with the next request, and her sessions end. Twice is once."""
    taken = RoleAssignment.objects.filter(pk=assignment.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=by
    )
    if not taken:
        return
    assignment.refresh_from_db()
    user = assignment.user
    _after_change(user, Role(assignment.role), is_taken_away=True)
    audit.record(
        action="accounts.role_taken",
        actor=by,
        about=user,
        reason=reason,
        data={"role": assignment.role, "scope_kind": assignment.scope_kind, "scope_id": assignment.scope_id},
    )


def _after_change(user: User, role: Role, *, is_taken_away: bool = False) -> None:
    user.__dict__.pop("_held_roles", None)
    sync_groups(user, lost=role if is_taken_away else "")
    if is_taken_away or role in STAFF_ROLES:
        end_sessions(user=user)
