"""Answers every address that is a page: Wagtail's serve view with a shorter way to the page."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.views import serve_chain

from pages.selectors.places import find_route


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Find the page and let it answer, with all of Wagtail's hooks (view restrictions are one of them)."""
    found = find_route(request, path)
    if found is None:
        raise Http404
    page, args, kwargs = found
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(page, request, args, kwargs)
        if isinstance(result, HttpResponse):
            return result
    return chain(page, request, args, kwargs)
