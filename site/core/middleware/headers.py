"""Headers on every response, error pages included (security.md statement 39)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(self), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)
CMS_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'", "blob:"],
}
"""Wagtail's admin has inline script and style; nothing a trainee or visitor opens lies below its path."""


class ResponseHeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path_info.startswith(settings.CMS_PATH):
            players = [settings.ACTIVITY_ORIGIN] if settings.ACTIVITY_ORIGIN else []
            response._csp_replace = {  # type: ignore[attr-defined]
                **CMS_POLICY,
                "frame-src": [*CMS_POLICY["frame-src"], *players],
            }
        return response
