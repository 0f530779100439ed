"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.models import HomePage
from pages.selectors.newest import newest_pages
from pages.selectors.partners import programmes_and_partners
from pages.selectors.site_data import site_data


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """Large line, doors for each kind of reader, how it works, what is new, who stands behind it."""
    return render(
        request,
        "pages/home.html",
        {
            "page": page,
            "newest": newest_pages(),
            "backing": programmes_and_partners(),
            "sections": site_data(request).sections,
            "funder_line": site_data(request).funder_line,
        },
    )
