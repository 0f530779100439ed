"""Who may do what with sessions and registers; everybody else gets 404."""

from typing import Any

from lms.attendance.models import ClassSession
from lms.enrolments.models import Membership, MembershipState
from lms.programmes.access import can_teach_cohort
from lms.programmes.models import Cohort


def can_schedule(user: Any, cohort: Cohort) -> bool:
    """Who plans a group's sessions: its trainers, its programme's officers, administrators."""
    return can_teach_cohort(user, cohort)


def can_take_register(user: Any, session: ClassSession) -> bool:
    """Who records attendance (security statement 6): the same people, never a member herself."""
    return can_teach_cohort(user, session.cohort)


def can_see_session(user: Any, session: ClassSession) -> bool:
    """Who sees time, place and link: members of the group, and those who teach it."""
    if not user.is_authenticated:
        return False
    return (
        can_teach_cohort(user, session.cohort)
        or Membership.objects.filter(
            user=user, cohort=session.cohort_id, state=MembershipState.ACTIVE
        ).exists()
    )
