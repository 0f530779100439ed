"""News: the list, newest first, and one item with its source (B-01 to B-03)."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.page_privacy import without_private
from pages.models import NewsIndexPage, NewsPage
from pages.selectors.site_data import site_data
from pages.views.trail import Crumb

PAGE_SIZE = 12


def news_index(request: HttpRequest, page: NewsIndexPage) -> HttpResponse:
    """A page of the list; a page number that is none shows the nearest there is."""
    items = (
        without_private(NewsPage.objects.child_of(page).live())
        .select_related("image")
        .defer("body")
        .order_by("-published_at", "-pk")
    )
    page_obj = Paginator(items, PAGE_SIZE).get_page(request.GET.get("page", "")[:6])
    return render(
        request,
        "pages/news_index.html",
        {"page": page, "page_obj": page_obj, "items": [(item, item.get_url(request)) for item in page_obj]},
    )


def news_item(request: HttpRequest, page: NewsPage) -> HttpResponse:
    """One item. A syndicated one names its source and gives the original as the canonical address (B-02)."""
    section = site_data(request).sections.get("news")
    address = request.build_absolute_uri(page.get_url(request) or request.path)
    return render(
        request,
        "pages/news_item.html",
        {
            "page": page,
            "crumbs": [*([Crumb(section.title, section.url)] if section else []), Crumb(page.title, "")],
            "canonical_url": page.original_url or address,
            "own_url": address,
            "shares": share_links(page.title, page.original_url or address),
        },
    )


def share_links(title: str, address: str) -> list[dict[str, str]]:
    """Plain links to the networks' own pages; nothing of theirs is loaded here (B-03)."""
    return [
        {
            "name": "Facebook",
            "url": "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": address}),
        },
        {"name": "X", "url": "https://x.com/intent/post?" + urlencode({"text": title, "url": address})},
        {
            "name": "LinkedIn",
            "url": "https://www.linkedin.com/sharing/share-offsite/?" + urlencode({"url": address}),
        },
        {
            "name": _("E-mail"),
            "url": "mailto:?" + urlencode({"subject": title, "body": address}).replace("+", "%20"),
        },
    ]
