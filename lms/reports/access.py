"""Who may see reports and the teaching pages."""

from typing import Any

from accounts.models import Role
from accounts.roles import has_role_somewhere, roles_of

TEACHING_ROLES = (Role.TRAINER, Role.PROGRAMME_OFFICER, Role.EDITOR)


def is_mentor(user: Any) -> bool:
    """Whether she is a mentor of anything: for the menu and the page, which shows what lies in her scope."""
    return any(held.role == Role.MENTOR for held in roles_of(user))


def can_open_teaching(user: Any) -> bool:
    """Whoever teaches, runs or writes something. What is on the page is decided object by object."""
    return has_role_somewhere(user, *TEACHING_ROLES)
