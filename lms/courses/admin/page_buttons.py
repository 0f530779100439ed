"""On every page of a course in the CMS: how much trainees do not see yet, and the way to publish it to them."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from lms.courses.access import can_edit_course, can_publish_course
from lms.courses.handlers import COURSE_PAGES
from lms.courses.models import course_of
from lms.courses.selectors.changes import change_label, pending_change_count


@hooks.register("construct_page_action_menu")
def say_what_trainees_do_not_see(_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """ "3 changes not yet published to trainees" above the edit screen of course, module and lesson.

    Wagtail makes the menu of actions whenever it shows the screen, also again after a save that failed; a save that
    leads elsewhere and the answers to autosave (JSON) show no screen.
    """
    page = context.get("page")
    if (
        context.get("view") != "edit"
        or not isinstance(page, COURSE_PAGES)
        or not request.accepts("text/html")
    ):
        return
    course = course_of(page)
    if course is None or not can_publish_course(request.user, course):
        return
    text = change_label(pending_change_count(course))
    if not text:
        return
    address = reverse("lms:course-publish", args=[course.translation_key])
    messages.warning(request, text, buttons=[messages.button(address, _("Publish changes to trainees"))])


@hooks.register("register_page_header_buttons")
def course_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """ "Course builder" and "Publish changes to trainees" in the page's menu, in listings and on the edit screen."""
    if not issubclass(page.specific_class or Page, COURSE_PAGES):
        return
    course = course_of(page.specific)
    if course is None or not can_edit_course(user, course):
        return
    key = course.translation_key
    yield Button(
        _("Course builder"), url=reverse("lms:course-builder", args=[key]), icon_name="list-ul", priority=5
    )
    if can_publish_course(user, course):
        address = reverse("lms:course-publish", args=[key])
        yield Button(_("Publish changes to trainees"), url=address, icon_name="upload", priority=6)
