"""Writing a course from the builder: pages, their drafts and their order. Nothing here reaches trainees by itself.

Every act saves a draft (a revision of the page) and an entry in the page's history, as the CMS does; order changes at
once in the CMS and reaches trainees with the next edition. Who may do it is asked by the caller (access.can_edit_course).
"""

import hashlib
import math
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from lms.courses.exceptions import CannotMove, EditConflict
from lms.courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage, course_of
from lms.courses.registry import BUILDER_TOOLS, activity_kinds
from lms.courses.rules.plain_text import to_plain_text, to_rich_text
from lms.courses.services.editions import lock_course

AnyPage = CoursePage | ModulePage | LessonPage

WORDS_PER_MINUTE = 120
"""Careful reading on a phone, with the pictures; below the usual 200 to 250 for easy prose."""

ONE_SITTING = timedelta(minutes=10)
"""Saves of one person within this time are one entry in the page's history."""


@transaction.atomic
def create_course(*, title: str, first_module: str, by: Any) -> CoursePage:
    """Begin a course: a draft page in the catalogue with one module in it.

    Raises CourseIndexPage.DoesNotExist while the site has no catalogue.
    """
    catalogue = (
        CourseIndexPage.objects.select_for_update(of=("self",)).filter(locale__language_code="tr").first()
    )
    if catalogue is None:
        raise CourseIndexPage.DoesNotExist
    course = _add(catalogue, CoursePage(title=title, live=False, owner=by), by)
    _add(course, ModulePage(title=first_module, live=False, owner=by), by)
    return course


@transaction.atomic
def add_module(*, course: CoursePage, title: str, by: Any) -> ModulePage:
    """Add a module at the end of a course, as a draft."""
    lock_course(course)
    return _add(course, ModulePage(title=title, live=False, owner=by), by)


@transaction.atomic
def add_lesson(*, module: ModulePage, title: str, text: str, by: Any) -> LessonPage:
    """Add a lesson at the end of a module, as a draft; `text` is typed text (rules.plain_text). Minutes are estimated."""
    course = course_of(module)
    if course is not None:
        lock_course(course)
    body = [_text_block(text)] if text.strip() else []
    lesson = LessonPage(title=title, live=False, owner=by, body=body, minutes=estimate_minutes(text))
    return _add(module, lesson, by)


def estimate_minutes(text: str) -> int:
    """How long a trainee needs for a text: whole minutes, 1 to 60."""
    return min(60, max(1, math.ceil(len(text.split()) / WORDS_PER_MINUTE)))


def _text_block(text: str) -> dict[str, Any]:
    return {"type": "text", "value": to_rich_text(text), "id": str(uuid.uuid4())}


def _add(parent: Page, page: AnyPage, by: Any) -> Any:
    # The parent at hand may not know the children that were added meanwhile.
    parent = type(parent).objects.get(pk=parent.pk)
    page = parent.add_child(instance=page)
    page.save_revision(user=by, clean=False)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    return page


@transaction.atomic
def rename_page(*, page: AnyPage, title: str, by: Any) -> None:
    """Give a page another name, in its draft. The address stays."""
    draft = page.get_latest_revision_as_object()
    if draft.title != title:
        draft.title = title
        _save(draft, by)


@transaction.atomic
def save_lesson(
    *,
    lesson: LessonPage,
    title: str,
    minutes: int,
    is_required: bool,
    text: str | None,
    base: str,
    by: Any,
) -> Revision | None:
    """Save a lesson's draft from the builder; None when nothing differs.

    text: typed text, or None to leave the body alone (a body that the builder cannot show as text is never touched).
    base: the `draft_mark` of what the person had on screen. Raises EditConflict when the draft has changed since, by
    somebody else or in another window of hers. The same values sent twice are no conflict.
    """
    LessonPage.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    lesson.refresh_from_db(fields=["latest_revision"])
    draft = lesson.get_latest_revision_as_object()
    was = (draft.title, draft.minutes, draft.is_required, lesson_typed_text(draft))
    if text is None or was[3] is None:
        text = was[3]
    if was == (title, minutes, is_required, text):
        return None
    if base and base != draft_mark(draft):
        raise EditConflict
    draft.title, draft.minutes, draft.is_required = title, minutes, is_required
    if text is not None and text != was[3]:
        _write_text(draft, text)
    return _save(draft, by)


def draft_mark(draft: LessonPage) -> str:
    """A short mark of what the builder's form edits in a draft: another mark, another content.

    The revision's id would not do: a sitting of one person overwrites one revision.
    """
    content = (draft.title, draft.minutes, draft.is_required, lesson_typed_text(draft))
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def lesson_typed_text(lesson: LessonPage) -> str | None:
    """The text of a lesson as its author can type it in a plain box; None when only the CMS can edit it.

    That is a body with at most one block that is read, of plain paragraphs, headings and lists, beside activities.
    """
    activities = {kind.block_name for kind in activity_kinds}
    read = [block for block in lesson.body.raw_data if block["type"] not in activities]
    if not read:
        return ""
    if len(read) > 1 or read[0]["type"] != "text":
        return None
    return to_plain_text(read[0]["value"])


def _write_text(draft: LessonPage, text: str) -> None:
    activities = {kind.block_name for kind in activity_kinds}
    blocks = [dict(block) for block in draft.body.raw_data]
    place = next((index for index, block in enumerate(blocks) if block["type"] not in activities), None)
    if not text.strip():
        blocks = [block for block in blocks if block["type"] in activities]
    elif place is None:
        blocks.insert(0, _text_block(text))
    else:
        blocks[place] = {**blocks[place], "value": to_rich_text(text)}
    draft.body = _stream(blocks)


def _stream(blocks: list[dict[str, Any]]) -> Any:
    return LessonPage._meta.get_field("body").stream_block.to_python(blocks)


def _save(draft: AnyPage, by: Any) -> Revision:
    latest = draft.latest_revision
    is_same_sitting = (
        latest is not None
        and latest.user_id == by.pk
        and latest.pk != draft.live_revision_id
        and latest.approved_go_live_at is None
        and timezone.now() - latest.created_at < ONE_SITTING
    )
    return draft.save_revision(
        user=by, log_action=not is_same_sitting, overwrite_revision=latest if is_same_sitting else None
    )


@transaction.atomic
def write_activity(*, lesson: LessonPage, kind: str, data: dict[str, Any], by: Any) -> None:
    """Let a builder tool put an activity into a lesson's draft, or extend the one that is there.

    `data`: cleaned data of the tool's form. Raises KeyError for a kind without a tool.
    """
    tool = BUILDER_TOOLS[kind]
    block_name = activity_kinds[kind].block_name
    LessonPage.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    lesson.refresh_from_db()
    draft = lesson.get_latest_revision_as_object()
    blocks = [dict(block) for block in draft.body.raw_data]
    there = next((block for block in blocks if block["type"] == block_name), None)
    if there is not None and tool.extend is not None:
        tool.extend(value=there["value"], data=data, by=by)
        return
    value = tool.create(lesson=draft, data=data, by=by)
    blocks.append({"type": block_name, "value": value, "id": str(uuid.uuid4())})
    draft.body = _stream(blocks)
    _save(draft, by)


@transaction.atomic
def move_page(*, page: ModulePage | LessonPage, direction: str, by: Any) -> None:
    """Move a module or lesson one place "up" or "down"; a lesson goes on into the module beside its own.

    Raises CannotMove at the ends of the course.
    """
    course = _locked_course(page)
    siblings = _children(page.get_parent(), type(page))
    place = [one.pk for one in siblings].index(page.pk)
    step = -1 if direction == "up" else 1
    if 0 <= place + step < len(siblings):
        _move(page, siblings[place + step], "left" if step < 0 else "right", by)
        return
    if isinstance(page, ModulePage):
        raise CannotMove
    modules = _children(course, ModulePage)
    keys = [one.pk for one in modules]
    parent = page.get_parent().pk
    beside = keys.index(parent) + step if parent in keys else -1
    if not 0 <= beside < len(modules):
        raise CannotMove
    _move(page, modules[beside], "last-child" if step < 0 else "first-child", by)


@transaction.atomic
def place_page(*, page: ModulePage | LessonPage, parent: Page, position: int, by: Any) -> None:
    """Put a module or lesson at a place (0 is the first) among those of a course or module that are not archived.

    Raises CannotMove when the page does not belong there or the parent is of another course.
    """
    course = _locked_course(page)
    wanted = CoursePage if isinstance(page, ModulePage) else ModulePage
    if not isinstance(parent, wanted) or getattr(course_of(parent), "pk", None) != course.pk:
        raise CannotMove
    others = [one for one in _children(parent, type(page)) if one.pk != page.pk]
    position = max(0, min(position, len(others)))
    if position < len(others):
        _move(page, others[position], "left", by)
    elif others:
        _move(page, others[-1], "right", by)
    else:
        _move(page, parent, "first-child", by)


def _locked_course(page: AnyPage) -> CoursePage:
    course = course_of(page)
    if course is None:
        raise CannotMove
    locked = lock_course(course)
    page.refresh_from_db()
    return locked


def _children(parent: Page, model: Any) -> list[Any]:
    return list(model.objects.child_of(parent).filter(archived_at=None).order_by("path"))


def _move(page: Any, target: Any, position: str, by: Any) -> None:
    parent = target if position in ("first-child", "last-child") else target.get_parent()
    if not page.is_child_of(parent):
        _make_slug_free(page, parent, by)
    MovePageAction(page, target, pos=position, user=by).execute(skip_permission_checks=True)


def _make_slug_free(page: Any, parent: Page, by: Any) -> None:
    """Two lessons of different modules may have one slug; below one parent they may not."""
    slug, number = page.slug, 1
    while not Page._slug_is_available(slug, parent, page):
        number += 1
        slug = f"{page.slug}-{number}"
    if slug != page.slug:
        type(page).objects.filter(pk=page.pk).update(slug=slug)
        page.slug = slug
        draft = page.get_latest_revision_as_object()
        draft.slug = slug
        draft.save_revision(user=by, clean=False)
        page.refresh_from_db()
