"""Where packages of others run: on this site's own host in an opaque origin, or on a second host name (ACTIVITY_ORIGIN)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

ACTIVITY_PATHS = ("/h5p/play/", "/h5p/lib/", "/h5p/content/", "/h5p/authoring/")
"""Beginnings of what a frame asks for. No cookie is read there, and none is set."""
PLAYER_PATH, EDITOR_PATH = "/h5p/play/", "/h5p/authoring/"
"""Documents that a page of ours shows in a frame."""


def activity_origin(request: HttpRequest) -> str:
    """Scheme and host under which players and their files are."""
    return settings.ACTIVITY_ORIGIN.rstrip("/") or f"{request.scheme}://{request.get_host()}"


def site_origin(request: HttpRequest) -> str:
    """Scheme and host of the site's own pages, also when asked for from the other host."""
    if not settings.ACTIVITY_ORIGIN:
        return f"{request.scheme}://{request.get_host()}"
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return f"{parts.scheme}://{parts.netloc}"


def is_activity_host(request: HttpRequest) -> bool:
    """Whether a request came to the second host name."""
    return bool(settings.ACTIVITY_ORIGIN) and request.get_host() == urlsplit(settings.ACTIVITY_ORIGIN).netloc


def frame_sources(request: HttpRequest, *paths: str) -> list[str]:
    """What may be shown in frames of a page (the CSP's frame-src), by the beginning of its path.

    A frame that leads itself elsewhere asks the policy of the page around it, too: with 'self' a package could show
    pages of the site inside itself.
    """
    try:
        origin = activity_origin(request)
    except DisallowedHost:
        return ["'none'"]
    return [f"{origin}{path}" for path in paths]
