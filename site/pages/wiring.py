"""Ties pages into the house while Django starts: views of page types, menus, the funders' line, purging."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.brand import Brand, brands
from core.navigation import Entry, funding_line, more_entries, navigation, signed_in, visitors
from core.pages import page_views
from organisations.access import can_answer_interests
from pages import handlers
from pages.access import can_set_up
from pages.selectors.site_data import PageLink, site_data
from pages.views.home import home
from pages.views.news import news_index, news_item
from pages.views.standard import standard

page_views.register("pages.HomePage", home)
page_views.register("pages.StandardPage", standard)
page_views.register("pages.NewsIndexPage", news_index)
page_views.register("pages.NewsPage", news_item)
handlers.connect()


def _section(name: str) -> Callable[[HttpRequest], str | None]:
    def address(request: HttpRequest) -> str | None:
        section = site_data(request).sections.get(name)
        return section.url if section else None

    return address


def _interests(request: HttpRequest) -> bool:
    return signed_in(request) and can_answer_interests(request.user)


MENU = (
    Entry(area="main", label=_("Courses"), icon="graduation-cap", address=_section("courses"), order=20),
    Entry(area="main", label=_("Toolkits"), icon="wrench", address=_section("toolkits"), order=30),
    Entry(area="main", label=_("Guides"), icon="book-open", address=_section("guides"), order=40),
    Entry(
        area="main",
        label=_("News"),
        icon="newspaper",
        address=_section("news"),
        order=50,
        is_visible=visitors,
    ),
    Entry(area="footer", label=_("News"), address=_section("news"), order=20),
    Entry(area="footer", label=_("My firm is interested"), address="pages:firm-interest", order=30),
    Entry(
        area="user",
        label=_("Firms that are interested"),
        icon="handshake",
        address="pages:interest-list",
        order=60,
        is_visible=_interests,
    ),
)
navigation.register(
    "setup",
    Entry(
        area="user",
        label=_("Set-up"),
        icon="settings",
        address="pages:setup-steps",
        order=70,
        is_visible=lambda request: signed_in(request) and can_set_up(request.user),
    ),
)
for number, entry in enumerate(MENU):
    navigation.register(f"pages.{number}", entry)


def _footer_pages(request: HttpRequest) -> Iterable[Entry]:
    """Standard pages that an editor put into the footer, and the address that visitors may write to."""
    data = site_data(request)

    def entry(link: PageLink) -> Entry:
        return Entry(area="footer", label=link.title, address=lambda _request: link.url, order=10)

    found = [entry(link) for link in data.footer]
    if data.contact_email:
        found.append(entry(PageLink(data.contact_email, f"mailto:{data.contact_email}")))
    return found


def _funding(request: HttpRequest) -> SafeString | str:
    """The funders' sentence with the emblem (A-03)."""
    data = site_data(request)
    if not data.funder_line:
        return ""
    emblem = ""
    if data.is_eu_funded:
        emblem = format_html(
            '<img src="{}" width="60" height="40" alt="{}">',
            static("pages/eu-emblem.svg"),
            _("European Union"),
        )
    return format_html("{}<p>{}</p>", emblem, data.funder_line)


def _brand(request: HttpRequest | None) -> Brand:
    return site_data(request).brand


brands.register("site", _brand)
more_entries.register("pages", _footer_pages)
funding_line.register("site", _funding)
