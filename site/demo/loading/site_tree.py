"""The front page and its sections, in each language."""

from pathlib import Path
from typing import Any

from wagtail.models import Page, Site

from demo.loading.tree import Tree, pick
from demo.reading.files import LANGUAGES
from lms.courses.models import CourseIndexPage
from pages.models import HomePage, NewsIndexPage
from toolkits.library.models import GuideIndexPage, ToolkitIndexPage

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


def load_site_tree(tree: Tree, home: dict[str, Any], path: Path) -> None:
    """Make front page and sections; the default site shows the Turkish front page."""
    root = Page.get_first_root_node()
    for language in LANGUAGES:
        tree.add(("page", "home"), language, root, lambda language=language: _home(home, language))
        front = tree.find("page", "home", language)
        assert front is not None
        if language == "tr":
            _show(front)
        tree.later(lambda front=front, language=language: _fill_home(tree, front, home, language, path))
        for key, model, titles in SECTIONS:
            title, slug = titles[language]
            tree.add(("page", key), language, front, lambda m=model, t=title, s=slug: m(title=t, slug=s))


def _home(home: dict[str, Any], language: str) -> HomePage:
    return HomePage(
        title="İmece",
        slug={"tr": "ana-sayfa", "en": "home", "ar": "rais"}[language],
        hero_title=pick(home["hero"]["line"], language),
        hero_text=pick(home["hero"]["text"], language),
        summary=pick(home["hero"]["text"], language)[:400],
    )


def _fill_home(tree: Tree, front: Page, home: dict[str, Any], language: str, path: Path) -> None:
    """Cards and steps; links are addresses in the reader's language."""
    if front not in tree.new:
        return

    def link(entry: dict[str, Any]) -> dict[str, Any]:
        page = tree.page(entry["to"], language)
        address = "" if page else tree.url(entry["to"], language, path)
        return {"label": pick(entry["label"], language), "page": page, "address": address}

    front.doors = [
        (
            "door",
            {
                "title": pick(card["title"], language),
                "text": pick(card["text"], language),
                **link(card.get("link") or card),
            },
        )
        for card in home["cards"]
    ]
    front.steps = [
        ("step", {"title": pick(step["title"], language), "text": pick(step["text"], language)})
        for step in home["how"]["steps"]
    ]


def _show(front: Page) -> None:
    """The default site's root is the Turkish front page; Wagtail's own welcome page goes."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(
            hostname="localhost", port=80, root_page=front, is_default_site=True, site_name="İmece"
        )
        return
    if site.root_page_id != front.pk:
        welcome = site.root_page
        site.root_page = front
        site.site_name = "İmece"
        site.save()
        if welcome.specific_class is Page:
            welcome.delete()
