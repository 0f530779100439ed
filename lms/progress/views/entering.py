"""How a person comes into a course: by her enrolment, else to where she can enrol."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.languages import active_language
from core.public_data import cached_public
from lms.courses.models import CourseIndexPage
from lms.courses.registry import activity_kinds
from lms.courses.selectors.reading import course_of_key
from lms.enrolments.models import Enrolment
from lms.enrolments.selectors import enrolment_for
from lms.progress.rules.completion import LESSON
from lms.progress.selectors import Missing


def enrolment_or_way_in(request: HttpRequest, course_key: UUID) -> Enrolment | HttpResponse:
    """Her enrolment; where she has none, the way to the course's public page. Raises Http404 where there is none."""
    enrolment = enrolment_for(request.user, course_key)
    if enrolment is not None:
        return enrolment
    course = course_of_key(course_key)
    address = course.localized.get_url(request) if course is not None and course.live else None
    if not address:
        raise Http404
    return redirect(address)


def step_address(course_key: UUID | str, step: Missing | Any) -> str:
    """Where a missing lesson or activity is done; "" for what is not done on a screen (attendance)."""
    if step.kind == LESSON:
        return reverse("lms:lesson-detail", args=[course_key, step.key])
    kind = activity_kinds.get(step.kind)
    return reverse(kind.url_name, args=[course_key, step.key]) if kind is not None else ""


def catalogue_address(request: HttpRequest) -> str:
    """Where all courses are listed, in the reader's language where there is such a page; "" without a catalogue."""
    # A page's address names the host where an installation has several sites.
    addresses = cached_public(f"catalogues:{request.get_host()}", lambda: _catalogues(request))
    return addresses.get(active_language()) or addresses.get("tr", "")


def _catalogues(request: HttpRequest) -> dict[str, str]:
    """Addresses of the live lists of courses, by language."""
    pages = CourseIndexPage.objects.live().select_related("locale")
    return {page.locale.language_code: page.get_url(request) or "" for page in pages}
