"""Where packages of others run: on this site's own host in an opaque origin, or on a second host name (ACTIVITY_ORIGIN)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

ACTIVITY_PATHS = ("/h5p/play/", "/h5p/lib/", "/h5p/content/", "/h5p/authoring/")
"""Beginnings of what a frame asks for. No cookie is read there, and none is set."""


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
