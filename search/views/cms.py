"""Screens for editors in the CMS: what is searched, which files cannot be read, why a result ranks where it does."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.documents import get_permission_policy

from core.exports import csv_response
from core.languages import LANGUAGES, active_language
from search.access import can_read_insight
from search.explaining import explain
from search.file_models import PROBLEMS, FileReading
from search.insight import FEWEST, RARE_FOR
from search.insight_report import QueryRow, make_report
from search.views.asked import LONGEST_QUERY

PERIODS = (7, 30, 90, 365)
MOST_FILES = 500


def _check(request: HttpRequest) -> None:
    if not can_read_insight(request.user):
        raise PermissionDenied


@require_safe
def queries(request: HttpRequest) -> HttpResponseBase:
    """Queries of a period with results opened, those in vain first where asked; as a table of a file with ?export=csv."""
    _check(request)
    days = next((one for one in PERIODS if str(one) == request.GET.get("days")), 30)
    report = make_report(days=days)
    if request.GET.get("export") == "csv":
        return csv_response(f"search-{days}", _header(), (_cells(row) for row in report.rows))
    return render(
        request,
        "search/cms/queries.html",
        {
            "report": report,
            "periods": PERIODS,
            "days": days,
            "fewest": FEWEST,
            "rare_days": RARE_FOR.days,
            "page_title": _("What is searched"),
        },
    )


def _header() -> list[str]:
    return [_("Query"), _("Language"), _("Asked"), _("Without a result"), _("Opened"), _("Mean rank opened")]


def _cells(row: QueryRow) -> list[Any]:
    return [row.query, row.language, row.asked, row.in_vain, row.clicks, row.mean_rank or ""]


@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """Files whose text cannot be found, and why: of those that this editor may change."""
    _check(request)
    own = get_permission_policy().instances_user_has_any_permission_for(request.user, ["add", "change"])
    readings = FileReading.objects.filter(document__in=own.values("pk")).select_related("document")
    readings = readings.order_by("-read_at", "pk")
    return render(
        request,
        "search/cms/files.html",
        {
            "rows": readings.filter(state__in=PROBLEMS)[:MOST_FILES],
            "cut": readings.filter(is_cut=True)[:MOST_FILES],
            "page_title": _("Files that cannot be searched"),
        },
    )


@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """What a visitor finds by a query, and why in this order."""
    _check(request)
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else active_language()
    return render(
        request,
        "search/cms/why.html",
        {
            "query": text,
            "language": language,
            "languages": LANGUAGES,
            "why": explain(text, language) if text else None,
            "page_title": _("Why does a result rank where it does?"),
        },
    )
