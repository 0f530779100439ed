"""What an installation calls itself and looks like. The app that owns the site's settings registers how it is read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from core.registry import Registry


@dataclass(frozen=True)
class Logo:
    """A picture for the head of each page."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Brand:
    """`style`: the address of a style sheet with the installation's own colour, "" for the usual ones. `sender`: of mail,
    "" for the one of the settings. `languages`: codes of what is offered, the first without a prefix."""

    name: str = "İmece"
    logo: Logo | None = None
    style: str = ""
    sender: str = ""
    languages: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)


brands: Registry[Callable[[HttpRequest | None], Brand]] = Registry("brand")
"""One function at most, named "site"."""

_last = Brand()


def brand_of(request: HttpRequest | None = None) -> Brand:
    """The installation's brand."""
    global _last
    provider = brands.get("site")
    _last = provider(request) if provider else Brand()
    return _last


def last_brand() -> Brand:
    """What this process saw last: for pages that must not need the database."""
    return _last


def offered_languages(request: HttpRequest | None = None) -> list[tuple[str, str]]:
    """Codes and names of the languages that this installation offers."""
    offered = brand_of(request).languages
    return [(code, name) for code, name in settings.LANGUAGES if code in offered]
