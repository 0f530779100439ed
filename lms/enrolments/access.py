"""Who may see and change enrolments."""

from typing import Any

from accounts.models import Role
from accounts.roles import has_role
from lms.courses.access import can_publish_course
from lms.courses.models import CoursePage
from lms.enrolments.models import Enrolment, Membership
from lms.programmes.access import can_manage_cohort, can_teach_cohort
from lms.programmes.models import Cohort


def can_read_enrolment(user: Any, enrolment: Enrolment) -> bool:
    """Herself, her trainers and officers, and her mentor at her firm (security statements 5 and 6)."""
    if not getattr(user, "is_authenticated", False):
        return False
    if enrolment.user_id == user.pk:
        return True
    membership = enrolment.membership
    if membership is None:
        return has_role(user, Role.TRAINER, [("course", enrolment.course_id)])
    if can_teach_cohort(user, membership.cohort):
        return True
    return can_mentor(user, membership)


def can_mentor(user: Any, membership: Membership) -> bool:
    """A mentor of her firm or of her very group: reads how far she is, changes nothing (security statement 5)."""
    scopes = [("cohort", membership.cohort_id)]
    if membership.firm_id is not None:
        scopes.append(("firm", membership.firm_id))
    return has_role(user, Role.MENTOR, scopes)


def can_manage_membership(user: Any, membership: Membership) -> bool:
    """Who runs the group's programme adds, moves and withdraws its members."""
    return can_manage_cohort(user, membership.cohort)


def can_answer_waiting(user: Any, membership: Membership) -> bool:
    """Who lets people into a group: those who teach or run it."""
    return can_teach_cohort(user, membership.cohort)


def can_move_people(user: Any, course: CoursePage, cohort: Cohort | None) -> bool:
    """Who moves people to a newer edition: a group's, those who teach or run the group; people who take the course
    without a group, those who publish the course."""
    if not getattr(user, "is_authenticated", False):
        return False
    return can_publish_course(user, course) if cohort is None else can_teach_cohort(user, cohort)
