"""Where a sign-in card leads."""

from typing import Any

from django.db.models import F
from django.urls import reverse

from lms.enrolments.models import Enrolment, MembershipState


def course_of_her_group(user: Any) -> str | None:
    """The first course of the group that she came into last; None when it has none yet. One query."""
    key = (
        Enrolment.objects.active()
        .filter(
            user=user,
            membership__state=MembershipState.ACTIVE,
            course__cohort_courses__cohort=F("membership__cohort"),
        )
        .order_by("-membership__joined_at", "course__cohort_courses__sort_order", "pk")
        .values_list("course_key", flat=True)
        .first()
    )
    return reverse("lms:course-learn", args=[key]) if key else None
