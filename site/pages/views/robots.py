"""What search engines read: robots.txt and the map of public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.public_pages import public_page
from pages.selectors.site_map import SITE_MAP_LIMIT, site_map

CLOSED = (
    "/cms/",
    "/accounts/",
    "/download/",
    "/documents/",
    "/dashboard/",
    "/learn/",
    "/teach/",
    "/search/",
    "/collection/",
    "/shared/",
    "/attempts/",
    "/mailbox/",
)


@require_safe
@cache_control(public=True, max_age=3600)
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; screens of people and counted downloads are left alone."""
    with translation.override("tr"):
        address = request.build_absolute_uri(reverse("pages-root:site-map"))
    lines = ["User-agent: *"]
    for prefix in ("", "/en", "/ar"):
        lines += [
            f"Disallow: {prefix}{path}"
            for path in CLOSED
            if not (prefix and path in ("/cms/", "/documents/"))
        ]
    lines += ["", f"Sitemap: {address}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
@public_page
def site_map_view(request: HttpRequest) -> HttpResponse:
    """All public pages with their twins, newest changes first where there are more than a map may hold."""
    return render(
        request,
        "pages/sitemap.xml",
        {"entries": site_map(request)[:SITE_MAP_LIMIT]},
        content_type="application/xml; charset=utf-8",
    )
