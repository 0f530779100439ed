"""What programmes tell other applets. Connected in lms/wiring.py."""

from collections.abc import Sequence

from django.urls import reverse

from lms.courses.models import CoursePage
from lms.courses.registry import UpcomingGroup, upcoming_groups
from lms.programmes.models import Joining
from lms.programmes.selectors import coming_cohorts


def groups_that_will_take(course: CoursePage) -> Sequence[UpcomingGroup]:
    """For the course's public page. A join code is a key: it is never shown, so there is no address."""
    return [
        UpcomingGroup(
            name=cohort.name,
            starts_on=cohort.starts_on,
            place=cohort.province.name if cohort.province else "",
            url="" if cohort.joining == Joining.CLOSED else reverse("lms:cohort-join-code"),
        )
        for cohort in coming_cohorts(course)
    ]


def connect() -> None:
    """Add to lower applets' screens; called once while Django starts."""
    upcoming_groups.register("programmes", groups_that_will_take)
