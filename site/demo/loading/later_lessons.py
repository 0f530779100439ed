"""Lessons of a demonstration that came into a course after a group had begun it, so that the group waits to be moved."""

from typing import Any

from demo.keys import key_uuid
from demo.loading.contents import Say
from lms.courses.models import CoursePage, LessonPage
from lms.courses.services.editions import publish_edition

Held = tuple[CoursePage, list[int], str]
"""A course, the lessons that were held back, and what trainees are told when they come."""


def hold_back(data: dict[str, Any], say: Say) -> list[Held]:
    """Keep what groups say came later out of the first edition of its course, for `bring_in`.

    Call when the pages are there and before the first edition. A course that has an edition is left alone: what came
    later is in it. A lesson that the course does not have (any more) is passed over, with a word.
    """
    held: list[Held] = []
    for entry in data["cohorts"]:
        for course_entry in entry["courses"]:
            later = course_entry.get("later")
            key = course_entry["course"]
            course = CoursePage.objects.filter(
                translation_key=key_uuid("course", key), locale__language_code="tr", is_announced=False
            ).first()
            if not later or course is None or course.editions.exists():
                continue
            keys = [key_uuid("course", key, "lesson", lesson) for lesson in later["lessons"]]
            lessons = LessonPage.objects.descendant_of(course).filter(translation_key__in=keys, live=True)
            found = list(lessons.values_list("pk", flat=True))
            if len(found) != len(keys):
                say(f"  {key}: has no lesson {', '.join(later['lessons'])} to come later")
                continue
            lessons.update(live=False)
            held.append((course, found, later["note"]["tr"]))
    return held


def bring_in(held: list[Held], by: Any) -> None:
    """Publish the course again with the lessons that were held back."""
    for course, lessons, note in held:
        LessonPage.objects.filter(pk__in=lessons).update(live=True)
        publish_edition(course=course, by=by, note=note)
