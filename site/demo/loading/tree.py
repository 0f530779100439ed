"""The page tree while it is loaded: pages by kind, key and language; links between them."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from demo.keys import key_uuid
from demo.reading.files import ContentError
from demo.reading.references import ADDRESSES, SCREENS
from pages.services.site_tree import language_locale

AnyPage = TypeVar("AnyPage", bound=Page)


class Tree:
    """Makes pages once: an existing page (same key and language) is never touched again."""

    def __init__(self) -> None:
        self.locales = {language: language_locale(language) for language in ("tr", "en", "ar")}
        self.pages: dict[tuple[str, str, str], Page] = {}
        self.new: list[Page] = []
        self._later: list[Callable[[], None]] = []

    def add(
        self, path: tuple[str, ...], language: str, parent: Page, make: Callable[[], AnyPage]
    ) -> AnyPage | None:
        """Make the page of `path` in `language` below `parent`, or remember the existing one and return None."""
        key = key_uuid(*path)
        name = ("/".join(path[:-1]), path[-1], language)
        existing = Page.objects.filter(translation_key=key, locale=self.locales[language]).first()
        if existing:
            self.pages[name] = existing.specific
            return None
        page = make()
        page.translation_key = key
        page.locale = self.locales[language]
        parent.add_child(instance=page)
        self.pages[name] = page
        self.new.append(page)
        return page

    def find(self, kind: str, key: str, language: str) -> Page | None:
        """The page in the language, else in Turkish; None when there is none."""
        return self.pages.get((kind, key, language)) or self.pages.get((kind, key, "tr"))

    def later(self, act: Callable[[], None]) -> None:
        """Do something once all pages are there (bodies with links)."""
        self._later.append(act)

    def finish(self) -> None:
        """Fill bodies, then publish every new page with a revision."""
        for act in self._later:
            act()
        for page in self.new:
            page.save_revision(clean=False).publish()

    def resolver(self, language: str, path: Path, line: int) -> Callable[[str], str]:
        """How links of a text in `language` are written. Raises ContentError for a reference to nothing."""

        def resolve(target: str) -> str:
            if target.startswith("https://"):
                return f'href="{html.escape(target)}"'
            kind, _colon, key = target.partition(":")
            if kind == "app" and key in ADDRESSES:
                with translation.override(language):
                    return f'href="{reverse(ADDRESSES[key])}"'
            if kind == "track":
                kind, key = "app", "courses"
            page = self._target(kind, key, language)
            if page is None:
                raise ContentError(path, line, f"the link {target!r} leads nowhere")
            return f'linktype="page" id="{page.pk}"'

        return resolve

    def url(self, target: str, language: str, path: Path) -> str:
        """The address a reference leads to, for links outside rich text."""
        kind, _colon, key = target.partition(":")
        if kind == "app" and key in ADDRESSES:
            with translation.override(language):
                return reverse(ADDRESSES[key])
        page = self.page(target, language)
        if page is None:
            raise ContentError(path, 0, f"the link {target!r} leads nowhere")
        return page.get_url() or "/"

    def page(self, target: str, language: str) -> Page | None:
        """The page a reference leads to; None for a screen of the site, and for nothing."""
        kind, _colon, key = target.partition(":")
        if kind == "app" and key in ADDRESSES:
            return None
        return self._target(
            "app" if kind == "track" else kind, "courses" if kind == "track" else key, language
        )

    def _target(self, kind: str, key: str, language: str) -> Page | None:
        if kind == "app" and key in SCREENS:
            kind, key = SCREENS[key]
        if kind == "chapter":
            guide, _slash, chapter = key.partition("/")
            kind, key = f"guide/{guide}/chapter", chapter
        return self.find(kind, key, language)


def pick(texts: dict[str, Any], language: str) -> Any:
    """A text map's entry in the language, else the Turkish one."""
    return texts.get(language) or texts.get("tr", "")
