"""The player: one document that runs a package in an opaque origin. It reads no cookie; its token says what it may show.

What it needs is in it: files in the order in which they are loaded, texts, settings, and where she stopped.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from core.activity_origin import activity_origin, site_origin
from core.languages import RTL_LANGUAGES
from lms.h5p.models import H5PVersion
from lms.h5p.rules.frame_policy import player_policy
from lms.h5p.selectors import player_model
from lms.h5p.services.opening import Opened, open_token, version_of
from lms.h5p.views.core_texts import core_texts
from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Launch
from lms.xapi.services import activity_id, place_of, states_of

_CORE = "h5p/core/"


@require_safe
@xframe_options_exempt
def play(request: HttpRequest, token: str) -> HttpResponse:
    """The document of a frame. 404 for a token that never was one, 410 for one that is over, each as a small page that
    tells the page around it (which opens a new launch by itself)."""
    language = request.GET.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            opened = open_token(token)
            version = version_of(opened)
        except (Launch.DoesNotExist, H5PVersion.DoesNotExist):
            response = _closed(request, "gone", status=404)
        except LaunchOver:
            response = _closed(request, "over", status=410)
        else:
            response = _playing(request, token, opened, version, language)
    response.headers["Content-Security-Policy"] = player_policy(
        origin=activity_origin(request),
        site=site_origin(request),
        static_url=settings.STATIC_URL,
        content_path=_content_address(token),
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-DNS-Prefetch-Control"] = "off"
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


def _playing(
    request: HttpRequest, token: str, opened: Opened, version: H5PVersion, language: str
) -> HttpResponse:
    origin = activity_origin(request)
    model = player_model(version)
    launch = opened.launch
    scripts, styles = (_absolute(origin, model[name]) for name in ("scripts", "styles"))
    player = {
        "origin": origin,
        "site": site_origin(request),
        "content_id": model["content_id"],
        "content_url": origin + _content_address(token).rstrip("/"),
        "library_url": f"{origin}/h5p/lib",
        "directories": {name: address.rpartition("/")[2] for name, address in model["libraries"].items()},
        "library": model["library"],
        "parameters": model["parameters"],
        "metadata": model["metadata"],
        "scripts": scripts,
        "styles": styles,
        "l10n": core_texts(),
        "saves": launch is not None,
        "activity_id": activity_id(launch) if launch else f"urn:uuid:{opened.version_key}",
        "state": _states(launch),
    }
    context = {
        "player": player,
        "language": language,
        "direction": "rtl" if language in RTL_LANGUAGES else "ltr",
        "title": model["metadata"].get("title", ""),
        "styles": [_static(origin, f"{_CORE}styles/h5p.css"), *styles, _static(origin, "lms/h5p/frame.css")],
        "before": _static(origin, "lms/h5p/frame-before.js"),
        "core": _static(origin, f"{_CORE}frame.bundle.js"),
        "scripts": scripts,
        "start": _static(origin, "lms/h5p/frame-start.js"),
    }
    return render(request, "lms/h5p/player.html", context)


def _closed(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    context = {
        "reason": reason,
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    return render(request, "lms/h5p/player_closed.html", context, status=status)


def _states(launch: Launch | None) -> dict[str, dict[str, str]]:
    """Where she stopped, as core reads it: by part ("0" is the whole), then by the name of what is kept."""
    if launch is None:
        return {}
    kept: dict[str, dict[str, str]] = {}
    found = states_of(user=launch.user, place=place_of(launch), version_key=launch.version_key)
    for key, state in found.items():
        part, _colon, name = key.partition(":")
        kept.setdefault(part or "0", {})[name or "state"] = state
    return kept


def _content_address(token: str) -> str:
    return reverse("lms-frames:content-file", args=[token, "x"]).removesuffix("x")


def _absolute(origin: str, addresses: list[str]) -> list[str]:
    return [origin + address for address in addresses]


def _static(origin: str, name: str) -> Any:
    return origin + static(name)
