"""How much of a video a trainer's people watched: who, and which parts."""

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
from core.charts import Chart, Series, bar_chart
from core.exports import csv_response, xlsx_response
from lms.courses.rules.reading import ActivityOutline
from lms.enrolments.views.shown_results import results_asked_for
from lms.videos.rules.coverage import Slice
from lms.videos.rules.times import write_time
from lms.videos.selectors.results import (
    STATES,
    people_with_watching,
    rows_for_file,
    watch_row,
    watched_slices,
)
from lms.videos.selectors.watching import KIND

PAGE_SIZE = 50


@login_required
@require_GET
def video_results(request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID) -> HttpResponse:
    """People and parts. `?group=` narrows to a group, `?state=` to enough, begun or not_begun."""
    found = results_asked_for(request, course_key, activity_key, kind=KIND, states=STATES)
    activity: ActivityOutline = found["activity"]
    rows = people_with_watching(found["enrolments"], activity, found["state"])
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    slices, viewers = watched_slices(found["enrolments"], activity)
    context = {
        **found,
        "course_key": course_key,
        "page_obj": page_obj,
        "rows": [watch_row(row, activity) for row in page_obj.object_list],
        "length": write_time(int(activity.config["length_ms"]) / 1000),
        "viewers": viewers,
        "chart": _chart(slices) if viewers else None,
        "states": [
            ("", _("Everybody")),
            ("enough", _("Watched enough")),
            ("begun", _("Begun, not watched enough")),
            ("not_begun", _("Not watched yet")),
        ],
        "crumbs": [
            {"label": _("Teaching"), "url": reverse("lms:teach-home")},
            {
                "label": found["outline"].title,
                "url": reverse("lms:course-builder", args=[course_key]) if found["may_edit"] else "",
            },
            {"label": activity.title, "url": ""},
        ],
    }
    return render(request, "lms/videos/results.html", context)


def _chart(slices: list[Slice]) -> Chart:
    labels = [f"{write_time(one.start / 1000)}–{write_time(one.end / 1000)}" for one in slices]
    return bar_chart(
        _("People who watched each part"), labels, [Series(_("People"), [one.people for one in slices])]
    )


@login_required
@require_GET
def video_results_export(
    request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID, ending: str
) -> HttpResponseBase:
    """The same people as a file: csv or xlsx."""
    found = results_asked_for(request, course_key, activity_key, kind=KIND, states=STATES)
    activity: ActivityOutline = found["activity"]
    rows = people_with_watching(found["enrolments"], activity, found["state"])
    audit.record_reading(
        action="lms.video_results_exported",
        actor=request.user,
        people=User.objects.filter(pk__in=rows.values("user")).only("pk"),
    )
    people = found["enrolments"].filter(pk__in=rows.values("pk"))
    header = [
        _("Name"), _("Group"), _("Watched, per cent"), _("Watched, seconds"), _("Watched enough"), _("First watched on"),
        _("Last watched on"),
    ]  # fmt: skip
    lines = (
        [one.name, one.group, one.percent, one.seconds, one.is_enough, one.started_at, one.last_at]
        for one in rows_for_file(people, activity)
    )
    write = xlsx_response if ending == "xlsx" else csv_response
    return write(activity.title, header, lines)
