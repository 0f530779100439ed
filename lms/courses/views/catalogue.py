"""What visitors see: the catalogue and a course's page. Registered as page views in lms/wiring.py.

A visitor's answer is kept for all visitors, so it holds nothing personal and no CSRF token; what concerns a signed-in
person is rendered only for her.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from wagtail.models import Page

from lms.courses.access import can_edit_course
from lms.courses.models import CourseIndexPage, CoursePage, course_of
from lms.courses.registry import CourseAnswer, Standing, course_answers, course_standing
from lms.courses.selectors.catalogue import catalogue, catalogue_link
from lms.courses.selectors.presentation import CourseBefore, Presentation, present_course

FILTERS = ("audience", "topic", "sector", "mode", "state")


def catalogue_view(request: HttpRequest, page: CourseIndexPage) -> HttpResponse:
    """All courses, narrowed by the filters of the address."""
    filters = {name: request.GET.get(name, "")[:60] for name in FILTERS}
    found = catalogue(filters=filters, page_number=request.GET.get("page", "1"))
    context = {"page": page, "catalogue": found, "page_obj": found.page}
    return render(request, "lms/courses/catalogue.html", context)


def course_view(request: HttpRequest, page: CoursePage) -> HttpResponse:
    """A course: what for, what is in it, how long, when the next groups start, and how to get in."""
    shown = present_course(page, is_preview=getattr(request, "is_preview", False))
    catalogue_title, catalogue_url = catalogue_link()
    context = {
        "page": page,
        "catalogue_title": catalogue_title,
        "catalogue_url": catalogue_url,
        "shown": shown,
        "standing": _standing(request, shown),
        "before": _before(request, shown),
        "is_signed_in": request.user.is_authenticated,
        "can_edit": request.user.is_authenticated and can_edit_course(request.user, shown.source),
    }
    return render(request, "lms/courses/course_page.html", context)


def _standing(request: HttpRequest, shown: Presentation) -> Standing | None:
    """How a signed-in person stands to the course; None for visitors and for what nobody can take yet."""
    if not request.user.is_authenticated:
        return None
    provider = course_standing.get("enrolments")
    return provider(request.user, shown.source.translation_key) if provider else None


def _before(request: HttpRequest, shown: Presentation) -> list[tuple[CourseBefore, CourseAnswer | None]]:
    """Courses to finish first, each with how far a signed-in person is in it (None: not begun, or nobody is signed in)."""
    provider = course_answers.get("progress")
    if not shown.before or provider is None or not request.user.is_authenticated:
        return [(course, None) for course in shown.before]
    answers = provider(request.user, [course.key for course in shown.before])
    return [(course, answers.get(course.key)) for course in shown.before]


def inner_page_view(request: HttpRequest, page: Page) -> HttpResponse:
    """A module's or lesson's own address leads to the course's page: trainees read lessons from an edition."""
    course = course_of(page)
    address = course.get_url() if course is not None and course.live else "/"
    return HttpResponseRedirect(address or "/")
