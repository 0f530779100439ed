"""What makes the site installable: manifest, service worker, and the page shown without a connection."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.assets.build import TARGET
from core.brand import Brand, brand_of
from core.languages import RTL_LANGUAGES
from core.public_pages import public_page

PRECACHED = (
    "app.css",
    "app.js",
    "theme.js",
    "sprite.svg",
    "fonts/atkinson-latin.woff2",
    "fonts/atkinson-turkish.woff2",
)
OFFLINE_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@require_safe
@cache_control(public=True, max_age=3600)
@public_page
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest in this language."""
    our = brand_of(request)
    language, name = (get_language() or "tr")[:2], our.name
    home = "/" if language == "tr" else f"/{language}/"
    icons = _own_icons(our) or [
        {"src": static("core/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("core/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("core/maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    body = {
        "id": "/",
        "name": _("%(name)s: learn and work together") % {"name": name},
        "short_name": name,
        "description": _(
            "Courses, toolkits and guides for the digital and green transformation of manufacturing."
        ),
        "lang": language,
        "dir": "rtl" if language in RTL_LANGUAGES else "ltr",
        "start_url": home,
        "scope": "/",
        "display": "standalone",
        "background_color": "#f3f7f6",
        "theme_color": "#0b5561",
        "icons": icons,
    }
    return JsonResponse(
        body, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


def _own_icons(our: Brand) -> list[dict[str, str]]:
    """The installation's logo, where it has one; its square may be cut to any shape."""
    return [
        {
            "src": our.icon_of(size),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            **({"purpose": purpose} if purpose else {}),
        }
        for size, purpose in ((192, ""), (512, ""), (512, "maskable"))
        if our.icon
    ]


@lru_cache(maxsize=1)
def assets_version() -> str:
    """Changes with every build of the assets."""
    stamp = TARGET / ".stamp"
    return stamp.read_text()[:12] if stamp.exists() else "0"


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It keeps style, script, fonts and the offline page; never a page that belongs to somebody."""
    context = {
        "version": assets_version(),
        "static_prefix": settings.STATIC_URL,
        "assets": [static(f"core/{name}") for name in PRECACHED],
    }
    response = render(request, "core/sw.js", context, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
@public_page
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker when there is no connection. The same for everybody: it is kept on the device."""
    return render(request, "core/offline.html", {"home": reverse("core:offline")})
