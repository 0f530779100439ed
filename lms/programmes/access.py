"""Who may do what with programmes and groups."""

from typing import Any

from accounts.models import Role
from accounts.roles import has_role, scope_ids
from lms.programmes.models import Cohort, Programme


def can_manage_programme(user: Any, programme: Programme) -> bool:
    """The programme's officers and administrators: groups, approvals, revocations."""
    return has_role(user, Role.PROGRAMME_OFFICER, [("programme", programme.pk)])


def can_create_programme(user: Any) -> bool:
    """Administrators and officers of everything."""
    return has_role(user, Role.PROGRAMME_OFFICER)


def can_manage_programmes(user: Any) -> bool:
    """Whether she runs any programme: for menus and the list."""
    return bool(programme_ids(user) is None or programme_ids(user))


def programme_ids(user: Any) -> set[int] | None:
    """Ids of the programmes that she runs; None: all of them."""
    return scope_ids(user, Role.PROGRAMME_OFFICER, "programme")


def can_manage_cohort(user: Any, cohort: Cohort) -> bool:
    """Who runs the programme sets up its groups: dates, courses, trainers, members."""
    return has_role(user, Role.PROGRAMME_OFFICER, [("programme", cohort.programme_id)])


def can_teach_cohort(user: Any, cohort: Cohort) -> bool:
    """Trainers of the cohort, officers of its programme, administrators (security statement 6)."""
    return has_role(user, Role.TRAINER, [("cohort", cohort.pk)]) or has_role(
        user, Role.PROGRAMME_OFFICER, [("programme", cohort.programme_id)]
    )
