"""On every page of a course in the CMS: how much trainees do not see yet, and the way to publish it to them."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Page

from lms.courses.access import can_edit_course, can_publish_course
from lms.courses.handlers import COURSE_PAGES
from lms.courses.models import course_of
from lms.courses.selectors.changes import pending_change_count


@hooks.register("register_page_header_buttons")
def course_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """ "3 changes not yet published to trainees" and "Course builder" in the header of course, module and lesson."""
    if not issubclass(page.specific_class or Page, COURSE_PAGES):
        return
    course = course_of(page.specific)
    if course is None or not can_edit_course(user, course):
        return
    key = course.translation_key
    yield Button(_("Course builder"), url=reverse("lms:course-builder", args=[key]), icon_name="list-ul", priority=5)
    if view_name != "edit" or not can_publish_course(user, course):
        return
    count = pending_change_count(course)
    if count:
        label = ngettext(
            "%(count)d change not yet published to trainees",
            "%(count)d changes not yet published to trainees",
            count,
        ) % {"count": count}
    else:
        label = _("Trainees see everything")
    yield HeaderButton(label, url=reverse("lms:course-publish", args=[key]), icon_name="upload", priority=1)
