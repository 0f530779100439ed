"""Headers on every response, error pages included (security.md statement 39)."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER, NONE, SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.activity_origin import EDITOR_PATH, PLAYER_PATH, frame_sources

PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(self), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)
CMS_POLICY = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}
"""Wagtail's admin has inline script and style; nothing a trainee or visitor opens lies below its path."""


class ResponseHeadersMiddleware:
    """Who may show a page in a frame is said once, by X-Frame-Options (nobody, if nothing is said), and the policy says
    the same. A view says more of its own policy with csp's decorators."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not getattr(response, "xframe_options_exempt", False):
            response.headers.setdefault("X-Frame-Options", "DENY")
        if getattr(request, "is_dummy", False):
            # Wagtail's request for a preview, inside the one that asked for it, which knows the real host and frame.
            response.is_previewed = True  # type: ignore[attr-defined]
            return response
        if is_previewed := getattr(response, "is_previewed", False):
            del response.headers[HEADER]
        is_cms = request.path_info.startswith(settings.CMS_PATH) and not is_previewed
        own = getattr(response, "_csp_replace", {})
        response._csp_replace = {**_policy(request, response, is_cms=is_cms), **own}  # type: ignore[attr-defined]
        return response


def _policy(request: HttpRequest, response: HttpResponse, *, is_cms: bool) -> dict[str, list[Any]]:
    """What this answer's policy says instead of the settings'."""
    is_framed = response.headers.get("X-Frame-Options") == "SAMEORIGIN"
    shown = {
        "frame-ancestors": [SELF if is_framed else NONE],
        "frame-src": frame_sources(request, PLAYER_PATH),
    }
    if not is_cms:
        return shown
    # Previews of pages and blocks, players of packages, and the editor of packages on the second host name.
    frames = [
        SELF,
        "blob:",
        *(frame_sources(request, PLAYER_PATH, EDITOR_PATH) if settings.ACTIVITY_ORIGIN else []),
    ]
    return {**CMS_POLICY, **shown, "frame-src": frames}
