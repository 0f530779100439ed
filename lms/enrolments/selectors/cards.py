"""Where somebody goes who has just come in: with a sign-in card, or into a group."""

from typing import Any

from django.db.models import F
from django.urls import reverse

from lms.enrolments.models import Enrolment, MembershipState
from lms.programmes.models import Cohort


def course_of_her_group(user: Any, cohort: Cohort | None = None) -> str | None:
    """The first course of the group that she came into last, or of this group; None when it has none yet. One query."""
    enrolments = Enrolment.objects.active()
    if cohort is not None:
        enrolments = enrolments.filter(membership__cohort=cohort)
    key = (
        enrolments.filter(
            user=user,
            membership__state=MembershipState.ACTIVE,
            course__cohort_courses__cohort=F("membership__cohort"),
        )
        .order_by("-membership__joined_at", "course__cohort_courses__sort_order", "pk")
        .values_list("course_key", flat=True)
        .first()
    )
    return reverse("lms:course-learn", args=[key]) if key else None
