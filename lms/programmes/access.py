"""Who may do what with programmes and groups."""

from typing import Any

from accounts.models import Role
from accounts.roles import has_role
from lms.programmes.models import Cohort, Programme


def can_manage_programme(user: Any, programme: Programme) -> bool:
    """The programme's officers and administrators: groups, approvals, revocations."""
    return has_role(user, Role.PROGRAMME_OFFICER, [("programme", programme.pk)])


def can_teach_cohort(user: Any, cohort: Cohort) -> bool:
    """Trainers of the cohort, officers of its programme, administrators (security statement 6)."""
    return has_role(user, Role.TRAINER, [("cohort", cohort.pk)]) or has_role(
        user, Role.PROGRAMME_OFFICER, [("programme", cohort.programme_id)]
    )
