"""A group's progress: table, chart, who lacks what, export, reminder."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import audit
from core.charts import Series, bar_chart
from core.exports import csv_response, xlsx_response
from lms.enrolments.selectors.moving import waiting_in_cohort
from lms.reports.selectors.cohort_progress import (
    CohortReport,
    activities_of,
    cohort_report,
    results_of_activities,
    rows_missing,
)
from lms.reports.services import remind
from lms.reports.views.teaching import cohort_of


@login_required
def cohort_progress(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Everybody's progress in one course of the group; `missing=<activity>` keeps those who have not done it."""
    cohort = cohort_of(request, uuid)
    report = cohort_report(cohort)
    column = _chosen_course(report, request)
    activities = activities_of(report, column.course_id) if column else []
    missing = _chosen_activity(request, activities)
    rows = report.rows
    if column and missing is not None:
        rows = rows_missing(report, column.course_id, missing)
    chart = None
    if activities:
        total = len([row for row in report.rows if column and row.progress.get(column.course_id)])
        done = Series(_("People who have done it"), [total - activity.missing for activity in activities])
        chart = bar_chart(
            _("Done, by step"), [activity.title for activity in activities], [done], top=max(total, 1)
        )
    cells = [(row, row.progress.get(column.course_id) if column else None) for row in rows]
    return render(
        request,
        "lms/reports/cohort_progress.html",
        {
            "cohort": cohort,
            "behind": waiting_in_cohort(cohort),
            "columns": report.columns,
            "column": column,
            "cells": cells,
            "everybody": len(report.rows),
            "activities": activities,
            "results": results_of_activities(column.key, cohort) if column else [],
            "missing": missing,
            "missing_title": next((one.title for one in activities if one.key == missing), ""),
            "chart": chart,
            "export_query": request.GET.urlencode(),
            "courses_tabs": [
                {
                    "label": one.title,
                    "url": f"{reverse('lms:cohort-progress', args=[cohort.uuid])}?course={one.key}",
                    "is_current": one == column,
                }
                for one in report.columns
            ],
        },
    )


@login_required
def cohort_export(request: HttpRequest, uuid: Any, ending: str) -> HttpResponseBase:
    """The same rows as a file: csv or xlsx."""
    cohort = cohort_of(request, uuid)
    report = cohort_report(cohort)
    column = _chosen_course(report, request)
    if column is None:
        raise Http404
    activities = activities_of(report, column.course_id)
    missing = _chosen_activity(request, activities)
    rows = report.rows if missing is None else rows_missing(report, column.course_id, missing)
    header = [
        _("Family name"),
        _("Given name"),
        _("Course"),
        _("Progress, per cent"),
        _("Completed on"),
        _("Missing"),
    ]
    table = []
    for row in rows:
        progress = row.progress.get(column.course_id)
        user = row.membership.user
        table.append(
            [
                user.last_name,
                user.first_name,
                column.title,
                progress.percent if progress else "",
                progress.completed_at if progress else "",
                "; ".join(item.title or _("attendance") for item in progress.missing) if progress else "",
            ]
        )
    audit.record_reading(
        action="lms.progress_exported", actor=request.user, people=[row.membership.user for row in rows]
    )
    write = xlsx_response if ending == "xlsx" else csv_response
    return write(f"{cohort.name} {column.title}", header, table)


@require_POST
@login_required
def cohort_remind(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Remind those who have not done an activity; each at most once a day."""
    cohort = cohort_of(request, uuid)
    report = cohort_report(cohort)
    column = _chosen_course(report, request)
    if column is None:
        raise Http404
    activities = activities_of(report, column.course_id)
    missing = _chosen_activity(request, activities)
    if missing is None:
        raise Http404
    rows = rows_missing(report, column.course_id, missing)
    told = remind(
        rows=rows,
        course_key=column.key,
        course_title=column.title,
        step=next((one.title for one in activities if one.key == missing), ""),
        by=request.user,
        cohort=cohort,
    )
    if told:
        messages.success(
            request,
            ngettext(
                "%(count)d person will be reminded by e-mail.",
                "%(count)d people will be reminded by e-mail.",
                told,
            )
            % {"count": told},
        )
    if unreached := len(rows) - told:
        messages.warning(
            request,
            ngettext(
                "%(count)d person has no e-mail address: remind her in class.",
                "%(count)d people have no e-mail address: remind them in class.",
                unreached,
            )
            % {"count": unreached},
        )
    query = f"?course={column.key}&missing={missing or 'course'}"
    return redirect(reverse("lms:cohort-progress", args=[cohort.uuid]) + query)


def _asked(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def _chosen_course(report: CohortReport, request: HttpRequest) -> Any:
    """The course asked for, else the first; 404 for one that is not the group's."""
    wanted = _asked(request, "course")
    if not wanted:
        return report.columns[0] if report.columns else None
    found = next((column for column in report.columns if column.key == wanted), None)
    if found is None:
        raise Http404
    return found


def _chosen_activity(request: HttpRequest, activities: list[Any]) -> str | None:
    """The activity asked for; "" for the whole course; None when nothing was asked. 404 for a strange one."""
    wanted = _asked(request, "missing")
    if not wanted:
        return None
    if wanted == "course":
        return ""
    if wanted not in {activity.key for activity in activities}:
        raise Http404
    return wanted
