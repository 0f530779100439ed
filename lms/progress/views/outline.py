"""The outline on the course page: one piece of HTML a module, kept for everybody who has done the same of it.

An edition never changes, so what decides a module's piece is the edition, the language, whether the course is open, and
the state of each lesson and quiz in it. Where a person stands in one module leaves the pieces of the others as they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from lms.courses.models import Edition
from lms.courses.rules.reading import ActivityOutline, CourseOutline, LessonOutline, ModuleOutline
from lms.progress.selectors import Progress
from lms.progress.views.entering import step_address
from lms.quizzes.rules.grading import shown_percent

TEMPLATE = "lms/progress/_outline_module.html"


@dataclass(frozen=True)
class ActivityRow:
    activity: ActivityOutline
    is_done: bool
    best: int | None
    url: str


@dataclass(frozen=True)
class LessonRow:
    lesson: LessonOutline
    is_done: bool
    is_next: bool
    activities: list[ActivityRow]


def outline_pieces(
    edition: Edition, outline: CourseOutline, progress: Progress, *, is_open: bool
) -> list[SafeString]:
    """The modules' pieces in order, each an <li>; `outline` is the edition's in the language of the page."""
    return [
        _piece(edition, outline, place, progress, is_open=is_open) for place in range(len(outline.modules))
    ]


def _piece(
    edition: Edition, outline: CourseOutline, place: int, progress: Progress, *, is_open: bool
) -> SafeString:
    module = outline.modules[place]
    if settings.DEBUG:  # whoever changes the template sees it at once
        return _render(edition.course_key, outline, module, progress, is_open=is_open)
    states = blake2b(repr((is_open, *_states(module, progress))).encode(), digest_size=16).hexdigest()
    name = f"outline:{edition.uuid}:{outline.language}:{place}:{states}"
    kept: str | None = caches["fragments"].get(name)
    if kept is None:
        kept = _render(edition.course_key, outline, module, progress, is_open=is_open)
        caches["fragments"].set(name, str(kept))
    return mark_safe(kept)


def _states(
    module: ModuleOutline, progress: Progress
) -> Iterable[tuple[bool, bool] | tuple[bool, int | None]]:
    """What a piece shows of a person: of each lesson whether it is done and the next, of each quiz done and best."""
    for lesson in module.lessons:
        yield lesson.key in progress.done, lesson.key == progress.next_lesson_key
        for one in lesson.activities:
            yield one.key in progress.done, _best(one, progress)


def _best(activity: ActivityOutline, progress: Progress) -> int | None:
    percent = progress.best.get(activity.key)
    return None if percent is None else shown_percent(percent)


def _render(
    course_key: UUID, outline: CourseOutline, module: ModuleOutline, progress: Progress, *, is_open: bool
) -> SafeString:
    lessons = [
        LessonRow(
            lesson,
            lesson.key in progress.done,
            lesson.key == progress.next_lesson_key,
            [
                ActivityRow(
                    one, one.key in progress.done, _best(one, progress), step_address(course_key, one)
                )
                for one in lesson.activities
            ],
        )
        for lesson in module.lessons
    ]
    is_current = any(row.is_next for row in lessons)
    context = {
        "module": module,
        "lessons": lessons,
        "done": sum(row.is_done for row in lessons),
        "is_done": all(row.is_done and all(one.is_done for one in row.activities) for row in lessons),
        "is_current": is_current,
        "is_unfolded": is_current or len(outline.modules) == 1,
        "is_open": is_open,
        "course_key": course_key,
        "language": outline.language,
    }
    return render_to_string(TEMPLATE, context)
