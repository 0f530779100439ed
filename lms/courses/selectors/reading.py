"""What trainees read: outlines and lessons of editions. Editions never change, so what is made of them is kept.

Kept under the edition's uuid in the process (cache "immutable"). A lesson that shows something from outside the
edition (a toolkit's card) is made anew after anything public was published.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from core.page_cache import page_cache
from lms.courses.models import CoursePage, Edition, EditionLesson, LessonPage
from lms.courses.registry import activity_kinds, kind_of_block
from lms.courses.rules.keys import activity_key
from lms.courses.rules.reading import ActivityOutline, CourseOutline, LessonOutline, read_outline
from lms.courses.rules.texts import Block

__all__ = [
    "CourseOutline",
    "LessonContent",
    "lesson_content",
    "newest_edition",
    "newest_editions",
    "outline_for",
    "practice_in",
    "render_body",
]

_OUTSIDE = {"toolkit", "file", "figure", "video", "h5p"}
"""Blocks that show something that lives outside the edition."""

_FOR_EVER = "for ever"
"""In the place of a generation: the text depends on nothing outside the edition."""


@dataclass(frozen=True)
class LessonContent:
    """A lesson ready to show.

    html: safe, rendered blocks. language: of the text. is_fallback: the text is not in the language asked for.
    """

    title: str
    html: SafeString
    language: str
    is_fallback: bool
    objectives: tuple[str, ...]


def newest_edition(course_key: uuid.UUID | str) -> Edition | None:
    """The edition that new enrolments get; None when the course was never published to trainees."""
    return Edition.objects.of_course(uuid.UUID(str(course_key))).first()


def newest_editions(course_keys: list[uuid.UUID]) -> dict[uuid.UUID, Edition]:
    """The newest edition of each course, without its outline, in one query."""
    rows = (
        Edition.objects.filter(course_key__in=course_keys).defer("outline").order_by("course_key", "number")
    )
    return {edition.course_key: edition for edition in rows}


def outline_for(edition: Edition, language: str) -> CourseOutline:
    """The edition's outline in a language. No query when it was read before, even if `edition.outline` is deferred."""
    name = f"outline:{edition.uuid}:{language}"
    outline = caches["immutable"].get(name)
    if outline is None:
        outline = read_outline(edition.outline, edition.rules, language)
        caches["immutable"].set(name, outline)
    return outline


def lesson_content(edition: Edition, lesson_key: uuid.UUID | str, language: str) -> LessonContent:
    """A lesson's text in a language, else in the course's own. One query when cold (and those of its images).

    Raises EditionLesson.DoesNotExist when the edition has no such lesson.
    """
    name = f"lesson:{edition.uuid}:{lesson_key}:{language}"
    kept: tuple[str, LessonContent] | None = caches["immutable"].get(name)
    if kept is not None and kept[0] == _FOR_EVER:
        return kept[1]
    generation = _generation()
    if kept is not None and generation and kept[0] == generation:
        return kept[1]
    rows = {row.language: row for row in EditionLesson.objects.filter(edition=edition, lesson_key=lesson_key)}
    row = rows.get(language) or rows.get("tr") or next(iter(rows.values()), None)
    if row is None:
        raise EditionLesson.DoesNotExist(f"{edition} has no lesson {lesson_key}")
    outline = outline_for(edition, language)
    content = LessonContent(
        title=row.title,
        html=render_body(
            row.body,
            language=language,
            course_key=str(edition.course_key),
            lesson_key=str(lesson_key),
            edition=edition,
            activities={one.key: one for one in outline.activities},
        ),
        language=row.language,
        is_fallback=row.language != language,
        objectives=tuple(row.objectives),
    )
    depends = any(block["type"] in _OUTSIDE or _has_page_link(block["value"]) for block in row.body)
    if generation or not depends:
        caches["immutable"].set(name, (generation if depends else _FOR_EVER, content))
    return content


def practice_in(edition: Edition, lesson: LessonOutline, language: str) -> SafeString:
    """The lesson's activities that play where they stand, rendered for another page of the course; "" without any, and
    then without a query."""
    if not any(_plays_in_place(activity.kind) for activity in lesson.activities):
        return SafeString("")
    rows = {row.language: row for row in EditionLesson.objects.filter(edition=edition, lesson_key=lesson.key)}
    row = rows.get(language) or rows.get("tr") or next(iter(rows.values()))
    return render_body(
        [block for block in row.body if (kind := kind_of_block(block["type"])) and kind.plays_in_place],
        language=language,
        course_key=str(edition.course_key),
        lesson_key=lesson.key,
        edition=edition,
        activities={one.key: one for one in lesson.activities},
    )


def _plays_in_place(kind: str) -> bool:
    found = activity_kinds.get(kind)
    return found is not None and found.plays_in_place


def _generation() -> str:
    """Changes when anything public was published; "" when that cannot be known, and then nothing may be kept for it."""
    return page_cache.generation.current() if page_cache is not None else ""


def _has_page_link(value: Any) -> bool:
    """Whether a block's value holds rich text with a link to a page or document, however deep (call-outs, steps)."""
    if isinstance(value, str):
        return re.search(r'linktype="(page|document)"', value) is not None
    if isinstance(value, Mapping):
        return any(_has_page_link(part) for part in value.values())
    return isinstance(value, Sequence) and any(_has_page_link(part) for part in value)


def render_body(
    body: list[Block],
    *,
    language: str,
    course_key: str,
    lesson_key: str,
    edition: Edition | None = None,
    activities: dict[str, ActivityOutline] | None = None,
) -> SafeString:
    """Render a lesson's blocks in an interface language.

    Block templates get: course_key, lesson_key, block_id, activity_key (of an activity's block, else ""), activity
    (its entry in the outline, or None), edition, is_preview.
    """
    stream = LessonPage._meta.get_field("body").stream_block.to_python(body)
    shared: dict[str, Any] = {
        "course_key": course_key,
        "lesson_key": lesson_key,
        "edition": edition,
        "is_preview": edition is None,
    }
    parts = []
    with translation.override(language):
        for block in stream:
            kind = kind_of_block(block.block_type)
            key = activity_key(lesson_key, block.id) if kind else ""
            context = {
                **shared,
                "block_id": block.id,
                "activity_key": key,
                "activity": (activities or {}).get(key),
            }
            parts.append(block.render(context=context))
    return mark_safe("\n".join(parts))


def course_of_key(course_key: uuid.UUID | str) -> CoursePage | None:
    """The source page of a course."""
    pages = CoursePage.objects.filter(translation_key=course_key).select_related("locale")
    return pages.filter(locale__language_code="tr").first() or pages.first()
