"""Which page an address means, in two queries however deep it lies."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from core.languages import active_language


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """The live page at `path` below the front page of the request's language.

    Wagtail walks down from the front page with two queries a level; pages know their whole path. An address that is no
    page's own is left to Wagtail's way (pages with routes of their own).
    """
    roots = [root for root in Site.get_site_root_paths() if root.language_code == active_language()]
    for root in _of_host(request, roots):
        page = Page.objects.filter(url_path=root.root_path + path, live=True).first()
        if page is not None:
            return RouteResult(page.specific)
    return Page.route_for_request(request, path) if path.count("/") <= 10 else None


def _of_host(request: HttpRequest, roots: list[Any]) -> list[Any]:
    """With one site (the usual case) its roots; with several those of the site that answers this host."""
    if len({root.site_id for root in roots}) < 2:
        return roots
    site = Site.find_for_request(request)
    return [root for root in roots if site and root.site_id == site.pk]
