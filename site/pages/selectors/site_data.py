"""What stands on every page: sections for the menu, pages for the footer, the funders' line. Two queries, then kept."""

from dataclasses import dataclass, field

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, Site

from core.brand import Brand, Logo
from core.languages import active_language, in_language
from core.page_privacy import without_private
from core.public_data import cached_public
from pages.models import SiteIdentity

LOGO = "max-400x80"
SECTIONS = {
    "courseindexpage": "courses",
    "toolkitindexpage": "toolkits",
    "guideindexpage": "guides",
    "newsindexpage": "news",
}


@dataclass(frozen=True)
class PageLink:
    """A page's title and address."""

    title: str
    url: str


@dataclass(frozen=True)
class SiteData:
    """Public facts of the site in one language. `site`: Wagtail's row, when the site has an identity."""

    name: str = "İmece"
    funder_line: str = ""
    is_eu_funded: bool = False
    contact_email: str = ""
    about: str = ""
    brand: Brand = field(default_factory=Brand)
    sections: dict[str, PageLink] = field(default_factory=dict)
    footer: list[PageLink] = field(default_factory=list)
    site: Site | None = None


def site_data(request: HttpRequest | None = None) -> SiteData:
    """The site's data in the language of this request; read once a request where it cannot be kept."""
    language = active_language()
    known: dict[str, SiteData] = request.__dict__.setdefault("_site_data", {}) if request is not None else {}
    if language not in known:
        known[language] = cached_public(f"site:{language}", lambda: _read(language))
    return known[language]


def _read(language: str) -> SiteData:
    identity = (
        SiteIdentity.objects.filter(site__is_default_site=True)
        .select_related("site__root_page", "logo")
        .first()
    )
    found = (
        without_private(Page.objects.live())
        .filter(locale__language_code=language)
        .filter(Q(content_type__model__in=SECTIONS) | Q(standardpage__in_footer=True))
        .annotate(kind=F("content_type__model"))
        .only("title", "url_path", "path", "depth")
        .order_by("path")
    )
    sections: dict[str, PageLink] = {}
    footer = []
    for page in found:
        url = page.get_url()
        if url and page.kind in SECTIONS:
            sections.setdefault(SECTIONS[page.kind], PageLink(page.title, url))
        elif url:
            footer.append(PageLink(page.title, url))
    if identity is None:
        return SiteData(sections=sections, footer=footer)
    return SiteData(
        name=identity.name,
        funder_line=in_language(identity.funder_line or {}, language),
        is_eu_funded=identity.is_eu_funded,
        contact_email=identity.contact_email,
        about=identity.about,
        brand=_brand(identity),
        sections=sections,
        footer=footer,
        site=identity.site,
    )


def _brand(identity: SiteIdentity) -> Brand:
    return Brand(
        name=identity.name,
        logo=_logo(identity),
        style=f"{reverse('pages-root:theme')}?v={identity.colour[1:]}" if identity.colour else "",
        sender=identity.sender,
        languages=identity.languages,
        icon=_icon(identity),
    )


def _icon(identity: SiteIdentity) -> str:
    """Another logo has another address, so that browsers that keep the old one ask again."""
    if identity.logo_id is None:
        return ""
    address: str = reverse("pages-root:site-icon", args=[0]).replace("-0.", "-{size}.")
    return f"{address}?v={identity.logo_id}"


def _logo(identity: SiteIdentity) -> Logo | None:
    """The picture at twice the size at which it is shown; None when its file is gone."""
    if identity.logo is None:
        return None
    try:
        picture = identity.logo.get_rendition(LOGO)
    except (OSError, SourceImageIOError):
        return None
    return Logo(picture.url, picture.width // 2 or 1, picture.height // 2 or 1, identity.logo.pk)
