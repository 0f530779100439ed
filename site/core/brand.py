"""What an installation calls itself and looks like. The app that owns the site's settings registers how it is read."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from core.registry import Registry


@dataclass(frozen=True)
class Logo:
    """A picture for the head of each page. `picture`: its number among the site's pictures, for what keeps it."""

    url: str
    width: int
    height: int
    picture: int = 0


@dataclass(frozen=True)
class Brand:
    """`style`: the address of a style sheet with the installation's own colour, "" for the usual ones. `sender`: of mail,
    "" for the one of the settings. `icon`: the address of the logo as a square picture, with {size} in it, "" for our own. `languages`: codes of what is
    offered, the first without a prefix."""

    name: str = "İmece"
    logo: Logo | None = None
    style: str = ""
    sender: str = ""
    icon: str = ""
    languages: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)

    def icon_of(self, size: int) -> str:
        """The address of the installation's own icon at this size in pixels; "" where it has none."""
        return self.icon.format(size=size) if self.icon else ""


brands: Registry[Callable[[HttpRequest | None], Brand]] = Registry("brand")
"""One function at most, named "site"."""

_last = Brand()
_read_at: float | None = None
KEPT_SECONDS = 60


def brand_of(request: HttpRequest | None = None) -> Brand:
    """The installation's brand."""
    global _last, _read_at
    provider = brands.get("site")
    _last, _read_at = provider(request) if provider else Brand(), time.monotonic()
    return _last


def recent_brand() -> Brand:
    """The same, at most a minute old: for ten thousand mails in a row."""
    is_recent = _read_at is not None and time.monotonic() - _read_at < KEPT_SECONDS
    return _last if is_recent else brand_of()


def forget_brand() -> None:
    """It was changed: read it anew."""
    global _read_at
    _read_at = None


def last_brand() -> Brand:
    """What this process saw last: for pages that must not need the database."""
    return _last


def offered_languages(request: HttpRequest | None = None, *, also: str = "") -> list[tuple[str, str]]:
    """Codes and names of the languages that this installation offers; `also`: one that somebody uses in any case."""
    offered = {*brand_of(request).languages, also}
    return [(code, name) for code, name in settings.LANGUAGES if code in offered]
