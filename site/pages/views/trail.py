"""The pages above a page, for the line "You are here"."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True)
class Crumb:
    """One step; without an address it is the page itself."""

    label: str
    url: str


def crumbs_of(page: Page, request: HttpRequest | None) -> list[Crumb]:
    """Live pages between the front page and this one, then the page. One query."""
    above = page.get_ancestors().filter(depth__gt=2, live=True).only("title", "url_path")
    return [
        *(Crumb(parent.title, parent.get_url(request) or "") for parent in above),
        Crumb(page.title, ""),
    ]
