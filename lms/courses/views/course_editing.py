"""What the trainer's screens of a course share: finding the course and its pages, or answering 404."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lms.courses.access import can_edit_course
from lms.courses.models import CoursePage, LessonPage, ModulePage
from lms.courses.selectors.reading import course_of_key


def edits_course(view: Any) -> Any:
    """Give the view the course (its source) that the address names; 404 for whoever may not write it."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, course_key: Any, **kwargs: Any) -> HttpResponse:
        course = course_of_key(course_key)
        if course is None or not can_edit_course(request.user, course):
            raise Http404
        return view(request, course=course, **kwargs)

    return wrapped


def page_of_course(course: CoursePage, key: Any, *, is_archived: bool | None = False) -> Any:
    """The module or lesson of the course with this key. Raises Http404."""
    for model in (LessonPage, ModulePage):
        pages = model.objects.descendant_of(course).filter(translation_key=key)
        if is_archived is not None:
            pages = pages.filter(archived_at__isnull=not is_archived)
        page = pages.first()
        if page is not None:
            return page
    raise Http404


def to_builder(course: CoursePage, **state: Any) -> HttpResponse:
    """Back to the builder with something open in it: to_builder(course, open=key)."""
    query = urlencode({name: str(value) for name, value in state.items() if value})
    address = reverse("lms:course-builder", args=[course.translation_key])
    return redirect(f"{address}?{query}" if query else address)
