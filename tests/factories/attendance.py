"""Class sessions for tests."""

from datetime import timedelta

from django.utils import timezone

from lms.attendance.models import ClassSession
from lms.attendance.services import schedule_session
from lms.programmes.models import Cohort


def make_session(
    cohort: Cohort, *, course=None, starts_in: timedelta = timedelta(minutes=-30), hours: float = 2, **fields
) -> ClassSession:
    """A face-to-face session that began half an hour ago."""
    starts_at = timezone.now() + starts_in
    values = {"title": "Ayıklama uygulaması", "place": "Atölye 2", "by": None, **fields}
    return schedule_session(
        cohort=cohort,
        course=course,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        **values,
    )
