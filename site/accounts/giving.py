"""Who may give and take which role: one pure rule, and what each role can be limited to.

Administrators any role; a programme officer the roles below her own, for something in her scope. Nobody gives herself
anything, and nobody raises anybody to her own role or above (but administrators).
"""

from collections.abc import Callable, Iterable

from accounts.models import Role
from accounts.roles import Held
from accounts.scopes import Scope

EVERYWHERE = ""
ROLE_SCOPES: dict[str, tuple[str, ...]] = {
    Role.TRAINEE: ("cohort",),
    Role.TRAINER: ("cohort", "course", EVERYWHERE),
    Role.MENTOR: ("firm", "cohort"),
    Role.FIRM_CONTACT: ("firm",),
    Role.PROGRAMME_OFFICER: ("programme", "province", EVERYWHERE),
    Role.EDITOR: (EVERYWHERE, "course"),
    Role.ADMINISTRATOR: (EVERYWHERE,),
}
"""Kinds of scope that a role may have; EVERYWHERE stands for none."""

BELOW_OFFICER = (Role.TRAINER, Role.MENTOR, Role.FIRM_CONTACT, Role.TRAINEE)
"""What a programme officer may give."""

OFFERED = (
    Role.TRAINER,
    Role.MENTOR,
    Role.FIRM_CONTACT,
    Role.PROGRAMME_OFFICER,
    Role.EDITOR,
    Role.ADMINISTRATOR,
)
"""Roles that are given on screens. A trainee is one by being in a group."""


def fits(role: str, scope: Scope | None) -> bool:
    """Whether a role can have this scope at all."""
    return (scope[0] if scope else EVERYWHERE) in ROLE_SCOPES.get(role, ())


def may_give(
    *,
    giver: Iterable[Held],
    is_herself: bool,
    role: str,
    scope: Scope | None,
    is_inside: Callable[[Scope, Scope], bool],
) -> bool:
    """Whether somebody with the roles `giver` may give (or take) `role` for `scope`.

    `is_inside(inner, outer)`: whether the one scope is or lies in the other.
    """
    if is_herself:
        return False
    held = list(giver)
    if any(one.role == Role.ADMINISTRATOR and one.scope is None for one in held):
        return True
    if scope is None or role not in BELOW_OFFICER:
        return False
    return any(
        one.role == Role.PROGRAMME_OFFICER and (one.scope is None or is_inside(scope, one.scope))
        for one in held
    )
