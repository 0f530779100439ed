"""Archiving instead of deleting: what trainees' records point to is never lost."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from core.page_cache import purge_public_pages
from lms.courses.exceptions import CannotMove
from lms.courses.models import CoursePage, LessonPage, ModulePage, course_of
from lms.courses.services.editions import lock_course

ARCHIVE_ACTION = "lms.archive_page"
RESTORE_ACTION = "lms.restore_page"

AnyPage = CoursePage | ModulePage | LessonPage


def archive_page(*, page: AnyPage, by: Any) -> None:
    """Take a course, module or lesson out of what authors work on and out of the next edition.

    It is unpublished and marked; its address, its history and all records stay, and `restore_page` brings it back.
    What lies below it goes and comes with it, as it is.
    """
    with transaction.atomic():
        _lock(page)
        page.refresh_from_db()
        if page.archived_at is not None:
            return
        revision = page.live_revision_id if page.live else None
        data = {"was_live": page.live, "revision": revision}
        if page.live:
            page.unpublish(user=by)
        _mark(page, timezone.now())
        log(instance=page, action=ARCHIVE_ACTION, user=by, data=data)
        transaction.on_commit(purge_public_pages)


def restore_page(*, page: AnyPage, by: Any) -> None:
    """Bring an archived page back as it was; trainees see it after the next publish.

    Raises CannotMove when the page above it is archived too: that one comes back first.
    """
    with transaction.atomic():
        _lock(page)
        page.refresh_from_db()
        if page.archived_at is None:
            return
        above = page.get_parent().specific
        if getattr(above, "archived_at", None) is not None:
            raise CannotMove
        _mark(page, None)
        entry = PageLogEntry.objects.filter(page_id=page.pk, action=ARCHIVE_ACTION).order_by("-pk").first()
        data = entry.data if entry else {}
        if data.get("was_live"):
            revision = page.revisions.filter(pk=data.get("revision")).first() or page.save_revision(user=by)
            revision.publish(user=by, skip_permission_checks=True)
        log(instance=page, action=RESTORE_ACTION, user=by)
        transaction.on_commit(purge_public_pages)


def _lock(page: AnyPage) -> None:
    course = course_of(page)
    if course is not None:
        lock_course(course)


def _mark(page: AnyPage, moment: datetime | None) -> None:
    type(page).objects.filter(pk=page.pk).update(archived_at=moment)
    page.archived_at = moment
