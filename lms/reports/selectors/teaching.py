"""What a trainer starts from: her groups, her courses, her next class sessions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Role
from accounts.roles import has_role_somewhere, scope_ids
from lms.attendance.models import ClassSession
from lms.courses.models import CoursePage, Edition
from lms.enrolments.models import MembershipState
from lms.programmes.models import Cohort
from lms.programmes.selectors import cohorts_taught_by


@dataclass(frozen=True)
class TeachingHome:
    """Groups (with `people` and `waiting` counted), courses (with `is_published`), sessions of the next two weeks."""

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
    return TeachingHome(list(counted[:50]), list(courses_edited_by(user)[:50]), list(sessions[:10]))


def courses_edited_by(user: Any) -> Any:
    """Courses (in Turkish, not archived) that she may edit; her own and, for editors and officers, all."""
    courses = CoursePage.objects.filter(locale__language_code="tr", archived_at=None, is_announced=False)
    if not has_role_somewhere(user, Role.EDITOR, Role.PROGRAMME_OFFICER):
        given = scope_ids(user, Role.TRAINER, "course")
        if given is not None:
            courses = courses.filter(Q(owner=user) | Q(pk__in=given))
    editions = Edition.objects.filter(course_key=OuterRef("translation_key"))
    return courses.annotate(is_published=Exists(editions)).order_by("-latest_revision_created_at", "title")
