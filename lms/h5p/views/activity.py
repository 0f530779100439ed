"""A package of a course alone on a page: where the course's outline leads, beside the lesson that holds it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.languages import active_language
from lms.courses.access import can_edit_course
from lms.courses.models import Edition
from lms.courses.selectors.reading import course_of_key, newest_edition, outline_for
from lms.enrolments.selectors import enrolment_for, is_open_now
from lms.h5p.models import H5PPackage
from lms.h5p.selectors.results import has_attempts
from lms.h5p.services.starting import KIND


@login_required
@require_GET
@never_cache
def h5p_detail(request: HttpRequest, course_key: UUID, activity_key: UUID) -> HttpResponse:
    """The package, its result so far, and the way back. Those who write the course try it without a record."""
    enrolment = enrolment_for(request.user, course_key)
    edition = enrolment.edition if enrolment else _edition_for_writers(request, course_key)
    outline = outline_for(edition, active_language())
    activity = outline.find_activity(str(activity_key))
    if activity is None or activity.kind != KIND:
        raise Http404
    if enrolment is not None and not is_open_now(enrolment):
        return redirect("lms:course-learn", course_key=course_key)
    package = H5PPackage.objects.filter(uuid=activity.config["package"]).select_related("current").first()
    if package is None:
        raise Http404
    lesson = outline.find_lesson(activity.lesson_key)
    crumbs = [{"label": outline.title, "url": reverse("lms:course-learn", args=[course_key])}]
    if lesson is not None:
        crumbs.append(
            {"label": lesson.title, "url": reverse("lms:lesson-detail", args=[course_key, lesson.key])}
        )
    context = {
        "activity": activity,
        "activity_key": activity.key,
        "course_key": course_key,
        "value": {"package": package},
        "is_preview": enrolment is None,
        "has_results": enrolment is not None and has_attempts(enrolment, activity.key),
        "lesson": lesson,
        "title": activity.title,
        "crumbs": [*crumbs, {"label": activity.title, "url": ""}],
    }
    return render(request, "lms/h5p/activity.html", context)


def _edition_for_writers(request: HttpRequest, course_key: UUID) -> Edition:
    course = course_of_key(course_key)
    edition = newest_edition(course_key) if course and can_edit_course(request.user, course) else None
    if edition is None:
        raise Http404
    return edition
