"""The front page and its sections, in each language."""

from pathlib import Path
from typing import Any

from wagtail.models import Page

from demo.loading.tree import Tree, pick
from demo.reading.files import LANGUAGES
from pages.models import HomePage
from pages.services.site_tree import FRONT_SLUGS, SECTIONS, show_front_page


def load_site_tree(tree: Tree, home: dict[str, Any], path: Path) -> None:
    """Make front page and sections; the default site shows the Turkish front page."""
    root = Page.get_first_root_node()
    for language in LANGUAGES:
        wanted = tree.add(
            ("page", "home"),
            language,
            root,
            lambda language=language: _home(home, language),
            once=("slug",),
            instead=lambda language=language: _there(HomePage, language),
        )
        front = tree.pages[("page", "home", language)]
        if language == "tr":
            show_front_page(front, name="İmece")
        tree.later(lambda wanted=wanted, language=language: _fill_home(tree, wanted, home, language, path))
        for key, model, titles in SECTIONS:
            title, slug = titles[language]
            tree.add(
                ("page", key),
                language,
                front,
                lambda m=model, t=title, s=slug: m(title=t, slug=s),
                instead=lambda m=model, language=language: _there(m, language),
            )


def _there(model: type[Page], language: str) -> Page | None:
    """The page of a set-up that was made without files."""
    return model.objects.filter(locale__language_code=language).order_by("path").first()


def _home(home: dict[str, Any], language: str) -> HomePage:
    return HomePage(
        title="İmece",
        slug=FRONT_SLUGS[language],
        hero_title=pick(home["hero"]["line"], language),
        hero_text=pick(home["hero"]["text"], language),
        summary=pick(home["hero"]["text"], language)[:400],
    )


def _fill_home(tree: Tree, front: Page, home: dict[str, Any], language: str, path: Path) -> None:
    """Cards and steps; links are addresses in the reader's language."""

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
