"""Links with which a colleague reads a course's draft without an account."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing

from lms.courses.access import can_edit_course
from lms.courses.models import CoursePage
from lms.courses.selectors.reading import course_of_key

SALT = "lms.course-preview"
MAX_AGE_SECONDS = 14 * 24 * 3600


@dataclass(frozen=True)
class Preview:
    course: CoursePage
    by: Any


def preview_token(*, course: CoursePage, by: Any) -> str:
    """A signed, expiring token for the draft of a course. Nothing is stored; it dies with its maker's right to edit."""
    return signing.dumps({"c": str(course.translation_key), "u": by.pk}, salt=SALT, compress=True)


def read_preview_token(token: str) -> Preview | None:
    """The course that a token opens; None when it is forged, older than two weeks, or its maker may not edit any more."""
    try:
        data = signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    course = course_of_key(data["c"])
    maker = get_user_model().objects.filter(pk=data["u"], is_active=True).first()
    if course is None or maker is None or not can_edit_course(maker, course):
        return None
    return Preview(course, maker)
