"""Whose results somebody may see: the same for every kind of activity."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.roles import has_role
from lms.courses.models import CoursePage
from lms.enrolments.models import Enrolment, EnrolmentState, MembershipState
from lms.programmes.models import Cohort
from lms.programmes.selectors import cohorts_taught_by


def groups_with(user: Any, course_key: uuid.UUID) -> QuerySet[Cohort]:
    """Groups of hers that have the course."""
    return cohorts_taught_by(user).filter(courses__translation_key=course_key).distinct()


def enrolments_to_show(user: Any, course: CoursePage, group: Cohort | None = None) -> QuerySet[Enrolment]:
    """Active enrolments whose results she may see (security statements 5, 6): those of her groups, and, of people who
    take the course without a group, when she is a trainer of the course itself."""
    enrolments = Enrolment.objects.filter(course_key=course.translation_key, state=EnrolmentState.ACTIVE)
    of_groups = Q(
        membership__cohort__in=groups_with(user, course.translation_key),
        membership__state=MembershipState.ACTIVE,
    )
    if group is not None:
        return enrolments.filter(of_groups, membership__cohort=group)
    if has_role(user, Role.TRAINER, [("course", course.pk)]):
        of_groups |= Q(membership=None)
    return enrolments.filter(of_groups)
