"""Error pages in the person's language that say what to do; none needs the database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, kind: str) -> HttpResponse:
    return render(request, "core/error.html", {"kind": kind, "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the address or the form cannot be read."""
    return _page(request, 400, "bad_request")


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: known, but not allowed."""
    return _page(request, 403, "permission_denied")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: not there, or not for this person."""
    return _page(request, 404, "not_found")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; no template tag that could fail again."""
    return _page(request, 500, "server_error")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long or cookies are off; going back keeps the typed text."""
    return _page(request, 403, "csrf")
