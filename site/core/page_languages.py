"""The same place in the other languages: for the switch in the page bar and for search engines."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse, translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page

from core.brand import offered_languages
from core.public_data import cached_public

_LANGUAGE_PREFIXES = tuple(f"/{code}/" for code, _ in settings.LANGUAGES[1:])


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switch. `is_twin` is false when the link leads to the nearest translated page above."""

    code: str
    name: str
    url: str
    is_current: bool
    is_twin: bool


def language_links(
    request: HttpRequest | None, page: Any = None, urls: dict[str, str] | None = None
) -> list[LanguageLink]:
    """A link for each language; `urls` from a view win over the page's twins, and those over the translated address."""
    current = (get_language() or settings.LANGUAGE_CODE)[:2]
    twins: dict[str, tuple[str, bool]] = {}
    if isinstance(page, Page) and page.pk:
        # A page's address names the host where an installation has several sites.
        host = request.get_host() if request else ""
        twins = cached_public(f"twins:{page.pk}:{host}", lambda: _twins_of(page, request))
    found = []
    # Whatever the installation offers, the language in which somebody is reading is there.
    for code, name in offered_languages(request, also=current):
        if code == current:
            url, is_twin = (request.get_full_path() if request else "/"), True
        elif urls and code in urls:
            url, is_twin = urls[code], True
        elif code in twins:
            url, is_twin = twins[code]
        elif isinstance(page, Page):
            url, is_twin = _home(code), False
        else:
            url, is_twin = _translated(request, code), True
        found.append(LanguageLink(code, name, url, code == current, is_twin))
    return found


def _twins_of(page: Page, request: HttpRequest | None) -> dict[str, tuple[str, bool]]:
    """For each other language the page's twin, else the twin of the nearest page above it. One query."""
    above = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    keys = Page.objects.filter(path__in=above, depth__gt=1).values("translation_key")
    rows = (
        Page.objects.live()
        .filter(translation_key__in=keys)
        .exclude(locale_id=page.locale_id)
        .select_related("locale")
        .only("url_path", "depth", "translation_key", "locale__language_code")
        .order_by("depth")
    )
    found: dict[str, tuple[str, bool]] = {}
    for twin in rows:
        url = twin.get_url(request)
        if url:
            found[twin.locale.language_code[:2]] = (url, twin.translation_key == page.translation_key)
    return found


def _home(code: str) -> str:
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _translated(request: HttpRequest | None, code: str) -> str:
    if request is None:
        return _home(code)
    path = request.get_full_path()
    url = _resolved_in(request, path, code) or translate_url(path, code)
    if url == path and _prefix(path) != _home(code):
        return _home(code)
    return url


def _resolved_in(request: HttpRequest, path: str, code: str) -> str:
    """The address of the view that answers, in another language: what translate_url does, without looking for the view
    again in all addresses of the site."""
    match = request.resolver_match
    if match is None or not match.view_name:
        return ""
    url = _named(match.view_name, match.args, tuple(match.kwargs.items()), code, get_urlconf())
    _, mark, query = path.partition("?")
    return f"{url}{mark}{query}" if url else ""


@lru_cache(maxsize=2000)
def _named(
    name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...], code: str, urlconf: Any
) -> str:
    """The address of a view in a language; "" where it has none."""
    try:
        with override(code):
            return reverse(name, urlconf, args=args, kwargs=dict(kwargs))
    except NoReverseMatch:
        return ""


def _prefix(path: str) -> str:
    return next((prefix for prefix in _LANGUAGE_PREFIXES if path.startswith(prefix)), "/")
