"""Where people arrive after signing in: higher apps register better places than the dashboard for some of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import get_language

from core.navigation import Entry, signed_in
from core.registry import Registry

landing_pages: Registry[Callable[[Any], str | None]] = Registry("landing page")
"""Functions of the person: an address, or None when it is not for her. The first that answers wins."""


def landing_address(user: Any) -> str:
    """The address to go to when nothing else was asked for."""
    return next((found for page in landing_pages if (found := page(user))), "") or resolve_url(
        settings.LOGIN_REDIRECT_URL
    )


def begins_at(name: str) -> Callable[[HttpRequest], bool]:
    """For menu entries: seen by whoever arrives at this address (a URL name) after signing in."""
    return lambda request: signed_in(request) and _landing_of(request) == resolve_url(name)


def _landing_of(request: HttpRequest) -> str:
    """The same, looked up once a request and language: the menu asks for each of its entries."""
    known: dict[tuple[str | None, Any], str] = request.__dict__.setdefault("_landing", {})
    name = (get_language(), request.user.pk)
    if name not in known:
        known[name] = landing_address(request.user)
    return known[name]


def first_entry(entry: Entry) -> Entry:
    """The same entry as the first of the main menu, for whoever begins at its address (a URL name)."""
    return replace(entry, area="main", order=5, is_visible=begins_at(str(entry.address)))


card_landings: Registry[Callable[[Any], str | None]] = Registry("landing page of a sign-in card")
"""The same for whoever comes in with a card: straight to what she came for."""


def card_landing_address(user: Any) -> str:
    """Where a card leads."""
    return next((found for page in card_landings if (found := page(user))), "") or landing_address(user)
