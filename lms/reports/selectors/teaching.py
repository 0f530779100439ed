"""What a trainer starts from: her groups, her courses, her next class sessions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lms.attendance.models import ClassSession
from lms.courses.access import editable_courses
from lms.courses.models import CoursePage, Edition
from lms.enrolments.models import MembershipState
from lms.enrolments.selectors.moving import waiting_in_cohorts
from lms.programmes.models import Cohort
from lms.programmes.selectors import cohorts_taught_by


@dataclass(frozen=True)
class TeachingHome:
    """Groups (with `people` and `waiting` counted, and `behind`: courses in which people are on an earlier edition),
    courses (with `is_published`), sessions of the next two weeks."""

    cohorts: list[Cohort]
    courses: list[CoursePage]
    sessions: list[ClassSession]


def teaching_home(user: Any) -> TeachingHome:
    """What `user` teaches or runs. A constant number of queries."""
    cohorts = cohorts_taught_by(user)
    counted = cohorts.annotate(
        people=Count("memberships", filter=Q(memberships__state=MembershipState.ACTIVE)),
        waiting=Count("memberships", filter=Q(memberships__state=MembershipState.WAITING)),
    )
    now = timezone.now()
    sessions = ClassSession.objects.filter(
        cohort__in=cohorts.values("pk"),
        cancelled_at=None,
        ends_at__gte=now - timedelta(hours=6),
        starts_at__lte=now + timedelta(days=14),
    ).select_related("cohort")
    shown: list[Any] = list(counted[:50])
    behind = waiting_in_cohorts(shown)
    for cohort in shown:
        cohort.behind = behind.get(cohort.pk, [])
    return TeachingHome(shown, list(courses_written_by(user)[:50]), list(sessions[:10]))


def courses_written_by(user: Any) -> QuerySet[CoursePage]:
    """Courses that she may edit, with `is_published`; the newest first, those that are only announced last."""
    editions = Edition.objects.filter(course_key=OuterRef("translation_key"))
    return (
        editable_courses(user)
        .annotate(is_published=Exists(editions))
        .order_by("is_announced", "-latest_revision_created_at", "title")
    )
