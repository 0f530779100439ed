"""A language that the installation offers no more keeps its addresses: they lead to the same place in one it offers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language_from_path, override

from core.brand import recent_brand
from pages.selectors.places import find_route


class OfferedLanguageMiddleware:
    """Only reading is led elsewhere: what somebody sends from a page that she opened before is taken.

    Not for ever (302): a language can be offered again. Costs addresses without a prefix nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        code = get_language_from_path(request.path_info)
        if not code or code == settings.LANGUAGE_CODE or request.method not in ("GET", "HEAD"):
            return None
        if code in recent_brand().languages:
            return None
        response = HttpResponseRedirect(_same_place(request))
        response.headers["Cache-Control"] = "no-store"
        return response


def _same_place(request: HttpRequest) -> str:
    """The address in the language that every installation offers, with what stands behind the question mark."""
    match = request.resolver_match
    if match is None or not match.view_name:
        return "/"
    if match.view_name == "wagtail_serve":
        return _twin(request, match.args[0] if match.args else "") or "/"
    try:
        with override(settings.LANGUAGE_CODE):
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except NoReverseMatch:
        return "/"
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _twin(request: HttpRequest, path: str) -> str:
    """The live page of which this one is a translation."""
    found = find_route(request, path)
    if found is None:
        return ""
    twin = found.page.get_translations().live().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return (twin.get_url(request) if twin else "") or ""
