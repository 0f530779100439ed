"""Standard pages: about, help, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from core.page_privacy import without_private
from pages.models import StandardPage
from pages.views.trail import crumbs_of


def standard(request: HttpRequest, page: StandardPage) -> HttpResponse:
    """The text, the pages below it, and the way up."""
    below = (
        without_private(Page.objects.child_of(page).live()).only("title", "url_path") if page.numchild else []
    )
    children = [{"title": child.title, "url": child.get_url(request)} for child in below]
    return render(
        request,
        "pages/standard.html",
        {"page": page, "children": children, "crumbs": crumbs_of(page, request) if page.depth > 3 else []},
    )
