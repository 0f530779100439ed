"""Answers every address that is a page: Wagtail's serve view with a shorter way to the page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.views import serve_chain

from pages.selectors.places import find_route
from pages.selectors.site_data import site_data


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Find the page and let it answer, with all of Wagtail's hooks (view restrictions are one of them)."""
    found = find_route(request, path)
    if found is None:
        raise Http404
    page, args, kwargs = found
    _refuse_other_groups(request, page)
    _remember_site(request)
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(page, request, args, kwargs)
        if isinstance(result, HttpResponse):
            return result
    return chain(page, request, args, kwargs)


def _refuse_other_groups(request: HttpRequest, page: Page) -> None:
    """Wagtail leads to signing in whoever may not see a page; a signed-in person would be led back, and again."""
    if request.user.is_authenticated and not all(
        restriction.accept_request(request)
        for restriction in page.get_view_restrictions()
        if restriction.restriction_type == PageViewRestriction.GROUPS
    ):
        raise PermissionDenied


def _remember_site(request: HttpRequest) -> None:
    """Wagtail asks for the site of a request wherever it writes a page's address. Where there is one, we have its row."""
    site = site_data(request).site
    if site is not None and {root.site_id for root in Site.get_site_root_paths()} == {site.pk}:
        request._wagtail_site = site  # type: ignore[attr-defined]
