"""Addresses: full ones for what leaves the site (mails, certificates, QR codes), and what answers at a path."""

from typing import Any

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation


def full_address(url_name: str, *args: Any, language: str) -> str:
    """The address of a named URL in one language, with host, for use outside a request."""
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(url_name, args=args)


def find_view(path: str) -> ResolverMatch | None:
    """What answers at a path of this site, whichever language it is in; None when nothing does."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path)
        except Resolver404:
            return None
