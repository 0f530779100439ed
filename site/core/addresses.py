"""Addresses: full ones for what leaves the site (mails, certificates, QR codes), and what answers at a path."""

from typing import Any

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation

from core.languages import active_language, in_each_language


def full_address(url_name: str, *args: Any, language: str = "") -> str:
    """The address of a named URL in one language (the active one where none is named), with host, for use outside a
    request."""
    with translation.override(language or active_language()):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(url_name, args=args)


def find_view(path: str) -> ResolverMatch | None:
    """What answers at a path of this site, whichever language it is in; None when nothing does."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path)
        except Resolver404:
            return None


def paths_by_language(url_name: str, *args: Any) -> dict[str, str]:
    """The path of a named URL in each language: what a notification keeps, since it is read in any of them, perhaps
    after the site has moved to another host."""
    return in_each_language(lambda: reverse(url_name, args=args))


def is_local_path(text: str) -> bool:
    """Whether it is a path of this site: a browser takes two slashes, or one and its mirror, for another host."""
    return text.startswith("/") and not text.startswith(("//", "/\\"))


def path_on_this_site(address: str) -> str:
    """The path of an address of ours; "" for any other. Whatever name the site is visited by, it leads there."""
    here = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    path = address[len(here) :] if address.startswith(f"{here}/") else address
    return path if is_local_path(path) else ""
