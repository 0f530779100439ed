"""Whether somebody may enrol herself in a course that names courses to finish first."""

from collections.abc import Mapping, Sequence
from typing import Any

from lms.courses.registry import CourseAnswer


def still_missing(wanted: Sequence[Any], answers: Mapping[Any, CourseAnswer]) -> list[Any]:
    """Keys of the courses that she has not completed, in the order given. A course that she never took is missing."""
    return [key for key in wanted if not (key in answers and answers[key].is_complete)]
