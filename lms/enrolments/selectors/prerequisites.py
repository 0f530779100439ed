"""What must come before a course, and what of it somebody has done."""

from typing import Any
from uuid import UUID

from lms.courses.models import CoursePage, source_of
from lms.courses.registry import course_answers
from lms.enrolments.rules.prerequisites import still_missing


def missing_prerequisites(user: Any, course: CoursePage) -> list[UUID]:
    """Keys of the courses that she must still complete before she may enrol herself.

    Empty where the course only recommends them. A course that is archived or not shown is asked of nobody: it cannot be taken. One
    query for the courses and those of the answer, none where nothing is asked.
    """
    source = source_of(course)
    if not source.needs_prerequisites:
        return []
    wanted = list(
        source.prerequisite_courses.filter(archived_at=None, live=True)
        .order_by("path")
        .values_list("translation_key", flat=True)
    )
    answer = course_answers.get("progress")
    return still_missing(wanted, answer(user, wanted) if answer and wanted else {})
