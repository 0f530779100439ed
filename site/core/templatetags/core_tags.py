"""Template tags that every template has (a builtin library)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils import dateformat
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from core import navigation, page_languages, turkish
from core.brand import Brand, brand_of, last_brand
from core.icons import MIRRORED
from core.languages import RTL_LANGUAGES

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", extra: str = "") -> SafeString:
    """An icon of the sprite; with `label` it says something, without it is decoration. `extra`: a further CSS class."""
    return (
        _icon(name, str(label), extra) if not settings.DEBUG else _icon.__wrapped__(name, str(label), extra)
    )


@lru_cache(maxsize=2000)
def _icon(name: str, label: str, extra: str) -> SafeString:
    classes = f"icon{' icon--mirror' if name in MIRRORED else ''}{f' {extra}' if extra else ''}"
    aria = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"/></svg>', classes, aria, static("core/sprite.svg"), name
    )


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[page_languages.LanguageLink]:
    """The same place in each language: `{% language_links as languages %}`.

    A view may give `language_urls` ({"en": "/en/…"}) where the address alone does not tell.
    """
    request: HttpRequest | None = context.get("request")
    return page_languages.language_links(request, context.get("page"), context.get("language_urls"))


@register.simple_tag(takes_context=True)
def menu_links(context: Context, area: str) -> list[navigation.Link]:
    """Entries of a menu that this person may see: `{% menu_links "main" as entries %}`."""
    return navigation.links(area, context.get("request"))


@register.simple_tag(takes_context=True)
def menu_items(context: Context, area: str) -> SafeString:
    """The same, ready to show: links of the "main" menu, or list items of "user" and "footer"; empty without entries."""
    links = navigation.links(area, context.get("request"))
    shown = ((str(one.label), one.url, one.icon, one.is_current, localize(one.count or "")) for one in links)
    return _menu_items(area, tuple(shown))


@lru_cache(maxsize=1000)
def _menu_items(area: str, links: tuple[tuple[str, str, str, bool, str], ...]) -> SafeString:
    """What is shown is all there is in the name of what is kept: words, addresses, where one is, what is new."""
    return format_html_join("\n", "{}", ((_menu_item(area, *link),) for link in links))


def _menu_item(area: str, label: str, url: str, icon_name: str, is_current: bool, count: str) -> SafeString:
    link = format_html(
        '<a href="{}"{}>{}{}{}</a>',
        url,
        SafeString(' aria-current="page"') if is_current and area != "footer" else "",
        _icon.__wrapped__(icon_name, "", "") if area != "footer" else "",
        label,
        format_html('<span class="badge badge--now">{}</span>', count) if count else "",
    )
    return link if area == "main" else format_html("<li>{}</li>", link)


@register.simple_tag(takes_context=True)
def funding(context: Context) -> Any:
    """The funders' line of the footer; empty until the pages app registers one."""
    request = context.get("request")
    provider = navigation.funding_line.get("site")
    return provider(request) if provider and request is not None else ""


@register.simple_tag(takes_context=True)
def brand(context: Context) -> Brand:
    """Name, logo and own style sheet of this installation: `{% brand as our %}`."""
    return brand_of(context.get("request"))


@register.simple_tag
def brand_icon(our: Brand, size: int) -> str:
    """The address of the installation's own icon: `{% brand_icon our 180 %}`."""
    return our.icon_of(size)


@register.simple_tag(name="last_brand")
def last_brand_tag() -> Brand:
    """The same as this process saw it last, without asking the database."""
    return last_brand()


@register.simple_tag
def search_address() -> str:
    """Where the header's search box leads."""
    return navigation.search_address()


@register.simple_tag(takes_context=True)
def sign_in_address(context: Context) -> str:
    """Where the header's "Sign in" leads; it comes back to this page, but from the home page it goes to the dashboard."""
    return navigation.sign_in_address(context.get("request"))


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """A full address for a path on this site."""
    request: HttpRequest | None = context.get("request")
    return request.build_absolute_uri(path) if request else path


@register.filter
def initials(name: object) -> str:
    """Two letters for the round mark, in Turkish capitals: "ışıl yıldız" -> "IY"."""
    words = str(name or "").split()
    letters = [words[0][:1], words[-1][:1]] if len(words) > 1 else [word[:1] for word in words]
    return turkish.upper("".join(letters))


@register.filter
def percent_of(part: float | None, whole: float | None) -> int:
    """A whole per cent, rounded down so that 100 means all: 3 of 8 -> 37. Nothing of nothing is 0."""
    return int(100 * (part or 0) / whole) if whole else 0


@register.filter(expects_localtime=True)
def long_day(value: Any) -> str:
    """A day with the name of its weekday, in the order of the language: "25 Kasım 2026 Çarşamba"."""
    return dateformat.format(value, pgettext("day with its weekday, as Django writes formats", "l, j F Y"))


@register.simple_tag
def picks(done: int, total: int, now: int | str | None = None) -> SafeString:
    """The woven strip's cells: `done` ones first, then the current one; more than 40 are scaled down to 40."""
    return _picks(done, total, int(now) if isinstance(now, int) or (now and now.isdigit()) else None)


@lru_cache(maxsize=1000)
def _picks(done: int, total: int, now: int | None) -> SafeString:
    if total > 40:
        done, total = int(done * 40 / total), 40
    current = done if now is None else now
    kinds = ["is-done" if index < done else "is-now" if index == current else "" for index in range(total)]
    return format_html_join(
        "", "<li{}></li>", ((format_html(' class="{}"', kind) if kind else "",) for kind in kinds)
    )


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """The query string of this page with some values changed: `?{% query_with page=3 %}`; None takes a value out."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return query.urlencode()


@register.simple_tag
def page_range(page: Any) -> Iterable[int | str]:
    """Page numbers to show, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def text_direction() -> str:
    """ "rtl" or "ltr" for the language of this request."""
    return "rtl" if (get_language() or "")[:2] in RTL_LANGUAGES else "ltr"
