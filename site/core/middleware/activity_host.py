"""Keeps the files of packages apart from the site: no cookie goes in or out, and with a second host name each host
answers its own addresses only (security statement 24)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

from core.activity_origin import ACTIVITY_PATHS, is_activity_host


class ActivityHostMiddleware:
    """Stands before whatever reads a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_activity = request.path_info.startswith(ACTIVITY_PATHS)
        if settings.ACTIVITY_ORIGIN and is_activity_host(request) != is_activity:
            return HttpResponseNotFound()
        if not is_activity:
            return self.get_response(request)
        request.COOKIES = {}
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        return response
