"""The one clear act: publish changes to trainees."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from core import audit
from core.page_cache import purge_public_pages
from lms.courses.exceptions import CourseNotReady, NothingToPublish
from lms.courses.models import CoursePage, Edition, EditionLesson, source_of
from lms.courses.registry import activity_kinds
from lms.courses.rules.differences import differences, is_material
from lms.courses.selectors.authored import Draft, SourcePages, compile_draft
from lms.courses.selectors.changes import problems_of
from lms.courses.signals import edition_published

PUBLISH_ACTION = "lms.publish_edition"
"""Shown in the history of the course page in the CMS."""


def publish_edition(*, course: CoursePage, by: Any, note: str = "") -> Edition:
    """Publish all drafts of a course's pages and compile what trainees see from now on into a new edition.

    Any twin of the course will do; the edition belongs to the source. Texts alone keep the line of the newest edition,
    anything that completion depends on starts a new one. When only the public course page changed, that goes live and
    the newest edition is returned as it is.

    Raises CourseNotReady (with the problems in words) and NothingToPublish. Two calls at once: the second waits for
    the first, and then has nothing to publish or makes the next number; the database refuses a number twice.
    """
    with transaction.atomic():
        source = lock_course(course)
        draft = compile_draft(source)
        problems = problems_of(draft)
        if problems:
            raise CourseNotReady(problems)
        is_changed = draft.newest is None or draft.newest.digest != draft.compiled.digest
        if draft.newest is not None and not is_changed and not draft.pages.drafts:
            raise NothingToPublish
        publish_drafts(draft.pages, by=by)
        transaction.on_commit(purge_public_pages)
        if draft.newest is not None and not is_changed:
            return draft.newest
        return _write_edition(source, draft, by=by, note=note)


def lock_course(course: CoursePage) -> CoursePage:
    """The course's source, locked until the end of the transaction: acts on one course happen one after another."""
    source = source_of(course)
    return CoursePage.objects.select_for_update(of=("self",)).select_related("locale").get(pk=source.pk)


def publish_drafts(pages: SourcePages, *, by: Any) -> None:
    """Publish the drafts, parents first. Who may publish the course may publish its pages: that was asked before."""
    for page in pages.drafts:
        revision = page.latest_revision or page.save_revision(user=by)
        revision.publish(user=by, skip_permission_checks=True)


def _write_edition(source: CoursePage, draft: Draft, *, by: Any, note: str) -> Edition:
    newest, compiled = draft.newest, draft.compiled
    is_new_line = False
    if draft.published is not None:
        keys = {kind.kind: kind.material_keys for kind in activity_kinds}
        is_new_line = is_material(differences(draft.published, compiled, keys))
    edition = Edition.objects.create(
        course=source,
        course_key=source.translation_key,
        number=newest.number + 1 if newest else 1,
        line=(newest.line + is_new_line) if newest else 1,
        outline=compiled.outline,
        rules=compiled.rules,
        digest=compiled.digest,
        note=note[:300],
        published_by=by,
    )
    EditionLesson.objects.bulk_create(
        EditionLesson(
            edition=edition,
            lesson_key=lesson.lesson_key,
            language=lesson.language,
            title=lesson.text.title,
            objectives=list(lesson.text.objectives),
            body=list(lesson.text.body),
        )
        for lesson in compiled.lessons
    )
    audit.record(action=PUBLISH_ACTION, actor=by, about=edition, reason=note, data={"number": edition.number})
    log(instance=source, action=PUBLISH_ACTION, user=by, data={"number": edition.number, "note": note})
    edition_published.send(sender=Edition, edition=edition, previous=newest, is_material=is_new_line)
    return edition
