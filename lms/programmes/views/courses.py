"""The courses of a group."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.programmes.forms.courses import AddCourseForm, CourseDatesForm
from lms.programmes.models import Cohort, CohortCourse
from lms.programmes.services import add_course, change_course_dates, move_course, remove_course
from lms.programmes.views.groups import managed_cohort


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_courses(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """In their order, with dates; one more; out again. `act`: what was pressed."""
    cohort = managed_cohort(request, uuid)
    rows = list(cohort.cohort_courses.select_related("course"))
    act, _colon, which = request.POST.get("act", "").partition(":")
    if request.method == "POST" and act in ("up", "down", "remove"):
        return _act_on_row(request, cohort, _row(rows, which), act)
    adding = AddCourseForm(request.POST if act == "add" else None, cohort=cohort)
    dates = CourseDatesForm(request.POST if act == "dates" else None, rows=rows)
    if adding.is_bound and adding.is_valid():
        add_course(cohort=cohort, by=request.user, **adding.cleaned_data)
        messages.success(request, _("The course is in the group now, and its members are enrolled."))
        return redirect("lms:cohort-courses", cohort.uuid)
    if dates.is_bound and dates.is_valid():
        change_course_dates(cohort=cohort, by=request.user, dates=dates.dates())
        messages.success(request, _("Saved."))
        return redirect("lms:cohort-courses", cohort.uuid)
    context = {"cohort": cohort, "adding": adding, "dates": dates, "rows": rows}
    status = 422 if adding.errors or dates.errors else 200
    return render(request, "lms/programmes/group_courses.html", context, status=status)


def _row(rows: list[CohortCourse], which: str) -> CohortCourse:
    """A row of this very group; another group's is not there."""
    found = next((row for row in rows if str(row.pk) == which), None)
    if found is None:
        raise Http404
    return found


def _act_on_row(request: HttpRequest, cohort: Cohort, row: CohortCourse, act: str) -> HttpResponse:
    if act == "remove":
        remove_course(row=row, by=request.user)
        messages.success(
            request,
            _("“%(course)s” is no course of the group any more. What people did in it stays.")
            % {"course": row.course.title},
        )
    else:
        move_course(row=row, up=act == "up")
    return redirect("lms:cohort-courses", cohort.uuid)
