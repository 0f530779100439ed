"""How a trainer's people did in a package: names, spread, questions, files."""

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
from core.exports import csv_response, xlsx_response
from core.languages import active_language
from lms.enrolments.views.shown_results import results_asked_for
from lms.h5p.selectors.answers import question_shares
from lms.h5p.selectors.best import KIND
from lms.h5p.selectors.files import ANSWER_HEADER, ATTEMPT_HEADER, answer_lines, attempt_lines
from lms.h5p.selectors.results import STATES, people_with_results, result_row, spread_chart

PAGE_SIZE = 50


@login_required
@require_GET
def h5p_results(request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID) -> HttpResponse:
    """People and questions. `?group=` narrows to a group, `?state=` to completed, not_completed or not_opened."""
    found = results_asked_for(request, course_key, activity_key, kind=KIND, states=STATES)
    rows = people_with_results(found["enrolments"], activity_key, found["state"])
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **found,
        "course_key": course_key,
        "page_obj": page_obj,
        "rows": [result_row(row) for row in page_obj.object_list],
        "shares": question_shares(found["enrolments"], activity_key, active_language()),
        "chart": spread_chart(
            _("Best results, by share of the points"), _("People"), found["enrolments"], activity_key
        ),
        "states": [
            ("", _("Everybody")),
            ("completed", _("Worked through")),
            ("not_completed", _("Begun, not worked through")),
            ("not_opened", _("Not opened yet")),
        ],
        "crumbs": [
            {"label": _("Teaching"), "url": reverse("lms:teach-home")},
            {
                "label": found["outline"].title,
                "url": reverse("lms:course-builder", args=[course_key]) if found["may_edit"] else "",
            },
            {"label": found["activity"].title, "url": ""},
        ],
    }
    return render(request, "lms/h5p/results.html", context)


@login_required
@require_GET
def h5p_results_export(
    request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID, what: str, ending: str
) -> HttpResponseBase:
    """Every attempt, or every answer, of the same people as a file: csv or xlsx."""
    found = results_asked_for(request, course_key, activity_key, kind=KIND, states=STATES)
    rows = people_with_results(found["enrolments"], activity_key, found["state"])
    audit.record_reading(
        action="lms.package_results_exported",
        actor=request.user,
        people=User.objects.filter(pk__in=rows.values("user")).only("pk"),
    )
    people = found["enrolments"].filter(pk__in=rows.values("pk"))
    write = xlsx_response if ending == "xlsx" else csv_response
    title = found["activity"].title
    if what == "answers":
        lines = answer_lines(people, activity_key, active_language())
        name = _("answers")
        return write(f"{title} {name}", [str(one) for one in ANSWER_HEADER], lines)
    lines = attempt_lines(people, activity_key, found["activity"].config)
    return write(title, [str(one) for one in ATTEMPT_HEADER], lines)
