"""The site's menus. Apps put entries in while Django starts; base.html shows those that this person may see.

from core.navigation import Entry, navigation
navigation.register("courses", Entry(area="main", label=_("Courses"), icon="graduation-cap", address="pages:courses", order=10))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from core.registry import Registry

Address = str | Callable[[HttpRequest], str | None]


def everybody(request: HttpRequest) -> bool:
    """Visible to all."""
    return True


def signed_in(request: HttpRequest) -> bool:
    """Visible to people with an account."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def visitors(request: HttpRequest) -> bool:
    """Visible to people who are not signed in."""
    return not signed_in(request)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a menu.

    area: "main" (beside the logo; at the foot of the screen on phones; four at most are shown), "user" (the person's
    menu), "bell" (beside it) or "footer". address: a URL name, or a function of the request (None hides the entry).
    is_visible: who sees it. count: of something new behind it; shown when there is any.
    """

    area: str
    label: str | Promise
    address: Address
    icon: str = "circle"
    order: int = 50
    is_visible: Callable[[HttpRequest], bool] = everybody
    count: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True)
class Link:
    """An entry as the templates show it."""

    label: str | Promise
    url: str
    icon: str
    is_current: bool
    count: int = 0


navigation: Registry[Entry] = Registry("menu entry")
more_entries: Registry[Callable[[HttpRequest], Iterable[Entry]]] = Registry("source of menu entries")
"""Functions that give the entries nobody knows while Django starts: pages that an editor put into the footer."""
funding_line: Registry[Callable[[HttpRequest], Any]] = Registry("funding line")
"""One function at most, named "site": (request) -> safe HTML of the funders' line in the footer."""

MAIN_LIMIT = 4


def links(area: str, request: HttpRequest | None) -> list[Link]:
    """What this person sees in an area, in order."""
    if request is None:
        return []
    found = []
    for entry in _entries_of(request).get(area, []):
        url = _address(entry.address, request) if entry.is_visible(request) else None
        if url:
            count = entry.count(request) if entry.count else 0
            found.append(Link(entry.label, url, entry.icon, _is_current(url, request.path), count))
    return found[:MAIN_LIMIT] if area == "main" else found


def _entries_of(request: HttpRequest) -> dict[str, list[Entry]]:
    """All entries by area, in order; sorted once a request, which asks for several areas."""
    known: dict[str, list[Entry]] | None = getattr(request, "_menu_entries", None)
    if known is None:
        known = {}
        more = (entry for source in more_entries for entry in source(request))
        for entry in sorted([*navigation, *more], key=lambda entry: entry.order):
            known.setdefault(entry.area, []).append(entry)
        request._menu_entries = known  # type: ignore[attr-defined]
    return known


def search_address() -> str:
    """Where the search box of the header leads, in this language."""
    return reverse("search:results")


def sign_in_address(request: HttpRequest | None) -> str:
    """The sign-in page. From a page of content it leads back there; from home or an account page, to the dashboard."""
    sign_in = reverse("account_login")
    if request is None:
        return sign_in
    accounts = sign_in.rpartition("login/")[0]
    home = accounts.rpartition("accounts/")[0]
    if request.path == home or request.path.startswith(accounts):
        return sign_in
    return f"{sign_in}?{urlencode({'next': request.get_full_path()})}"


def _address(address: Address, request: HttpRequest) -> str | None:
    return address(request) if callable(address) else _named(address, get_language(), get_urlconf())


@lru_cache(maxsize=500)
def _named(name: str, language: str | None, urlconf: Any) -> str | None:
    """The address of that name in a language; a menu has twenty of them on every page."""
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return None


def _is_current(url: str, path: str) -> bool:
    return path == url or (url.count("/") > 1 and path.startswith(url))
