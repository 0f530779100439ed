"""Which page an address means: two queries however deep it lies, one when the address was asked for before."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from core.languages import active_language
from core.public_data import cached_public


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """The live page at `path` below the front page of the request's language.

    Wagtail walks down from the front page with two queries a level; pages know their whole path. An address that is no
    page's own is left to Wagtail's way (pages with routes of their own).
    """
    roots = [root for root in Site.get_site_root_paths() if root.language_code == active_language()]
    for root in _of_host(request, roots):
        page = _live_page(root.root_path + path)
        if page is not None:
            return RouteResult(page)
    return Page.route_for_request(request, path) if path.count("/") <= 10 else None


def _live_page(url_path: str) -> Page | None:
    """The page at a path of the tree in its own class; that it is live and still there is asked each time."""
    model = cached_public(f"kind-of-page:{url_path}", lambda: _kind_at(url_path))
    return model.objects.filter(url_path=url_path, live=True).first() if model else None


def _kind_at(url_path: str) -> type[Page] | None:
    page = Page.objects.filter(url_path=url_path, live=True).only("content_type").first()
    return page.specific_class if page else None


def _of_host(request: HttpRequest, roots: list[Any]) -> list[Any]:
    """With one site (the usual case) its roots; with several those of the site that answers this host."""
    if len({root.site_id for root in roots}) < 2:
        return roots
    site = Site.find_for_request(request)
    return [root for root in roots if site and root.site_id == site.pk]
