"""Move people to the newest edition of a course: what changes for them first, then one clear act."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.languages import active_language
from lms.courses.models import CoursePage
from lms.courses.selectors.reading import course_of_key, newest_edition, outline_for
from lms.enrolments.access import can_move_people
from lms.enrolments.exceptions import EditionNotNewest
from lms.enrolments.forms import MoveForm
from lms.enrolments.selectors.moving import MovePlan, plan_move
from lms.enrolments.services import move_people
from lms.programmes.models import Cohort


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_move_people(request: HttpRequest, uuid: UUID, course_key: UUID) -> HttpResponse:
    """The people of a group: for its trainers and officers; 404 for others."""
    cohort = get_object_or_404(Cohort.objects.select_related("programme", "track"), uuid=uuid)
    return _move(request, course_key, cohort)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def course_move_people(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """People who take the course without a group: for those who publish the course; 404 for others."""
    return _move(request, course_key, None)


def _move(request: HttpRequest, course_key: UUID, cohort: Cohort | None) -> HttpResponse:
    course = course_of_key(course_key)
    if course is None or not can_move_people(request.user, course, cohort):
        raise Http404
    newest = newest_edition(course_key)
    if newest is None:
        raise Http404
    status = 200
    form = MoveForm(request.POST if request.method == "POST" else None, initial=_initial(newest))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if form.cleaned_data["edition"] == newest.number:
                try:
                    moved = move_people(
                        course=course,
                        cohort=cohort,
                        edition=newest,
                        by=request.user,
                        reason=form.cleaned_data["reason"],
                    )
                except EditionNotNewest:
                    newest = newest_edition(course_key) or newest
                else:
                    return _moved(request, course, cohort, moved, newest.number)
            status = 409
            form = MoveForm(initial=_initial(newest) | {"reason": form.cleaned_data["reason"]})
            messages.warning(
                request, _("A newer edition came out meanwhile. Look at what changes once more.")
            )
    plan = plan_move(newest, cohort)
    if cohort is not None and not plan.is_known:
        raise Http404
    context = _context(plan, course, cohort) | {"form": form}
    return render(request, "lms/enrolments/move_people.html", context, status=status)


def _initial(newest: Any) -> dict[str, Any]:
    return {"edition": newest.number, "reason": newest.note}


def _context(plan: MovePlan, course: CoursePage, cohort: Cohort | None) -> dict[str, Any]:
    return {
        "plan": plan,
        "cohort": cohort,
        "course": course,
        "title": outline_for(plan.newest, active_language()).title,
    }


def _moved(
    request: HttpRequest, course: CoursePage, cohort: Cohort | None, moved: int, number: int
) -> HttpResponse:
    if moved:
        text = ngettext(
            "%(count)d person is on edition %(number)s now.",
            "%(count)d people are on edition %(number)s now.",
            moved,
        )
        messages.success(request, text % {"count": moved, "number": number})
    else:
        messages.info(request, _("Everybody is on edition %(number)s already.") % {"number": number})
    if cohort is None:
        return redirect("lms:course-builder", course_key=course.key)
    return redirect("lms:cohort-detail", uuid=cohort.uuid)
