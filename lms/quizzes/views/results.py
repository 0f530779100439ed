"""How a trainer's people did in a quiz: names, questions, a file."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from core import audit
from core.exports import csv_response
from core.languages import active_language
from lms.enrolments.views.shown_results import results_asked_for
from lms.quizzes.selectors.results import (
    STATES,
    people_with_results,
    question_shares,
    result_row,
    result_rows,
    shares_chart,
)

PAGE_SIZE = 50


@login_required
@require_GET
def quiz_results(request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID) -> HttpResponse:
    """People and questions. `?group=` narrows to a group, `?state=` to passed, not_passed or not_taken."""
    found = results_asked_for(request, course_key, activity_key, kind="quiz", states=STATES)
    rows = people_with_results(found["enrolments"], activity_key, found["state"])
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shares = question_shares(found["enrolments"], activity_key, active_language())
    title = _("Right at the first go, by question")
    context = {
        **found,
        "course_key": course_key,
        "page_obj": page_obj,
        "rows": [result_row(row) for row in page_obj.object_list],
        "shares": shares,
        "chart": shares_chart(title, shares, _("Right")) if shares else None,
        "states": [
            ("", _("Everybody")),
            ("passed", _("Passed")),
            ("not_passed", _("Not passed yet")),
            ("not_taken", _("Not taken yet")),
        ],
        "crumbs": [
            {"label": _("Teaching"), "url": reverse("lms:teach-home")},
            {"label": found["outline"].title, "url": reverse("lms:course-builder", args=[course_key])}
            if found["may_edit"]
            else {"label": found["outline"].title, "url": ""},
            {"label": found["activity"].title, "url": ""},
        ],
    }
    return render(request, "lms/quizzes/results.html", context)


@login_required
@require_GET
def quiz_results_export(
    request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID
) -> HttpResponseBase:
    """The same people as a file."""
    found = results_asked_for(request, course_key, activity_key, kind="quiz", states=STATES)
    rows = people_with_results(found["enrolments"], activity_key, found["state"])
    audit.record_reading(
        action="lms.results_exported",
        actor=request.user,
        people=User.objects.filter(pk__in=rows.values("user")).only("pk"),
    )
    header = [
        _("Name"),
        _("Group"),
        _("Attempts"),
        _("Best result, per cent"),
        _("Passed"),
        _("Last attempt"),
    ]
    lines = (
        [
            row.name,
            row.group,
            row.attempts,
            row.percent,
            _("yes") if row.passed else _("no"),
            row.submitted_at,
        ]
        for row in result_rows(rows)
    )
    return csv_response(found["activity"].title, header, lines)
