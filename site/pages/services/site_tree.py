"""The front pages and their sections: the same for a first set-up and for the demo programme."""

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page, Site

from core.page_cache import purge_public_pages
from lms.courses.models import CourseIndexPage
from pages.models import HomePage, NewsIndexPage
from toolkits.library.models import GuideIndexPage, ToolkitIndexPage

FRONT_SLUGS = {"tr": "ana-sayfa", "en": "home", "ar": "rais"}
SECTIONS: list[tuple[str, type[Page], dict[str, tuple[str, str]]]] = [
    (
        "courses",
        CourseIndexPage,
        {"tr": ("Eğitimler", "egitimler"), "en": ("Courses", "courses"), "ar": ("التدريبات", "dawrat")},
    ),
    (
        "toolkits",
        ToolkitIndexPage,
        {
            "tr": ("Araç setleri", "arac-setleri"),
            "en": ("Toolkits", "toolkits"),
            "ar": ("حزم الأدوات", "adawat"),
        },
    ),
    (
        "guides",
        GuideIndexPage,
        {"tr": ("Rehberler", "rehberler"), "en": ("Guides", "guides"), "ar": ("الأدلة", "adilla")},
    ),
    (
        "news-index",
        NewsIndexPage,
        {"tr": ("Haberler", "haberler"), "en": ("News", "news"), "ar": ("الأخبار", "akhbar")},
    ),
]
"""A key, the kind of page, and title and address by language."""


def language_locale(language: str) -> Locale:
    """Wagtail's row of a language."""
    return Locale.objects.get_or_create(language_code=language)[0]


def show_front_page(front: Page, *, name: str) -> Site:
    """Make this the root of the default site; Wagtail's own welcome page goes."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return Site.objects.create(
            hostname="localhost", port=80, root_page=front, is_default_site=True, site_name=name
        )
    if site.root_page_id != front.pk:
        welcome = site.root_page
        site.root_page = front
        site.site_name = name
        site.save()
        if welcome.specific_class is Page:
            welcome.delete()
    return site


@transaction.atomic
def make_site_tree(*, name: str, languages: tuple[str, ...]) -> list[Page]:
    """Make the front page and the sections that are missing, in each language, Turkish first, and publish them.

    What is there stays as it is. Returns what was made.
    """
    made: list[Page] = []
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title="Root", slug="root", locale=language_locale(languages[0]))
    fronts: dict[str, HomePage] = {}
    for language in languages:
        front = HomePage.objects.filter(locale__language_code=language).order_by("path").first()
        if front is None:
            front = _front_page(name, language)
            if settings.LANGUAGE_CODE in fronts:
                front.translation_key = fronts[settings.LANGUAGE_CODE].translation_key
            root.add_child(instance=front)
            made.append(front)
        fronts[language] = front
        if language == settings.LANGUAGE_CODE:
            show_front_page(front, name=name)
        made += _missing_sections(front, language, fronts[settings.LANGUAGE_CODE])
    for page in made:
        page.save_revision(clean=False).publish()
    transaction.on_commit(purge_public_pages)
    return made


def _front_page(name: str, language: str) -> HomePage:
    with translation.override(language):
        text = gettext(
            "Courses, toolkits and guides for the digital and green transformation of manufacturing."
        )
        line = gettext("Learn and work together")
    return HomePage(
        title=name,
        slug=FRONT_SLUGS[language],
        hero_title=line,
        hero_text=text,
        summary=text,
        locale=language_locale(language),
    )


def _missing_sections(front: HomePage, language: str, first: HomePage) -> list[Page]:
    made: list[Page] = []
    for _key, model, titles in SECTIONS:
        if model.objects.child_of(front).exists():
            continue
        twin = None if front.pk == first.pk else model.objects.child_of(first).first()
        title, slug = titles[language]
        page = model(title=title, slug=slug, locale=front.locale)
        page.translation_key = twin.translation_key if twin else uuid.uuid4()
        front.add_child(instance=page)
        made.append(page)
    return made
