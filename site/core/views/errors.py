"""Error pages in the person's language that say what to do; none needs the database."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import escape

from core.logs import request_id

_BARE = """<!doctype html><html lang="tr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>İmece</title></head><body>
<h1 lang="tr">Bir şeyler ters gitti</h1><p lang="tr">Hata bizde. Birkaç dakika sonra yeniden deneyin.</p>
<p lang="en">Something went wrong on our side. Try again in a few minutes.</p>
<p lang="ar" dir="rtl">حدث خطأ من جهتنا. حاولوا مرة أخرى بعد بضع دقائق.</p>
<p><a href="/">İmece</a></p><p>{request_id}</p></body></html>"""
"""When even the template fails: no template, no translation, no style."""


def _language(request: HttpRequest) -> str:
    """The language of the address: an error may come before anybody has looked at it."""
    first = request.path_info.split("/", 2)[1] if request.path_info.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _page(request: HttpRequest, status: int, kind: str) -> HttpResponse:
    language = _language(request)
    with translation.override(language):
        context = {
            "kind": kind,
            "status": status,
            "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
            "request_id": request_id.get(),
        }
        return render(request, "core/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the address or the form cannot be read; 413: it is too large to be."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, "too_large")
    return _page(request, 400, "bad_request")


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: known, but not allowed."""
    return _page(request, 403, "permission_denied")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: not there, or not for this person."""
    return _page(request, 404, "not_found")


def too_many_requests(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """429: a limit was reached; it says how long to wait."""
    return _page(request, 429, "too_many")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Answers even when the template cannot be rendered."""
    try:
        return _page(request, 500, "server_error")
    except Exception:
        return HttpResponse(_BARE.format(request_id=escape(request_id.get())), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long or cookies are off; going back keeps the typed text."""
    return _page(request, 403, "csrf")


def refusal(request: HttpRequest, status: int, kind: str) -> HttpResponse:
    """The page for a refusal that has a reason of its own (a kind that templates/core/error.html explains)."""
    return _page(request, status, kind)


_KINDS = {
    400: "bad_request",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    429: "too_many",
}


def page_of_status(request: HttpRequest, status: int) -> HttpResponse | None:
    """The page that explains this status; None where there is none."""
    kind = _KINDS.get(status)
    return _page(request, status, kind) if kind else None
