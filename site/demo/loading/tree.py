"""The page tree while it is loaded: pages by kind, key and language; links between them."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from demo.keys import key_uuid
from demo.loading.memory import Fate, Memory
from demo.loading.page_state import State, copy_content, page_state
from demo.loading.publishing import PublishNewPage
from demo.reading.files import ContentError
from demo.reading.references import ADDRESSES, SCREENS
from pages.services.site_tree import language_locale

AnyPage = TypeVar("AnyPage", bound=Page)


@dataclass(frozen=True)
class Twin:
    """What the files say of a page that the CMS has already: `wanted` is never saved itself."""

    path: str
    language: str
    existing: Page | None
    wanted: Page
    once: tuple[str, ...]


class Tree:
    """Makes pages that are missing; those that are there follow their files unless somebody touched them."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.locales = {language: language_locale(language) for language in ("tr", "en", "ar")}
        self.pages: dict[tuple[str, str, str], Page] = {}
        self.new: list[tuple[str, str, Page, tuple[str, ...]]] = []
        self.memory = memory or Memory()
        self.changed: list[Page] = []
        self._twins: list[Twin] = []
        self._later: list[Callable[[], None]] = []
        self._existing = {
            (page.translation_key, page.locale_id): page
            for page in Page.objects.filter(depth__gt=1).specific(defer=True)
        }

    def add(
        self,
        path: tuple[str, ...],
        language: str,
        parent: Page,
        make: Callable[[], AnyPage],
        *,
        once: tuple[str, ...] = (),
        instead: Callable[[], Page | None] = lambda: None,
    ) -> AnyPage:
        """Say what the page of `path` in `language` below `parent` should be; returns it to be filled.

        Fields named in `once` are written only when the page is made. `instead` may find a page that stands in for it.
        """
        key = key_uuid(*path)
        name = ("/".join(path[:-1]), path[-1], language)
        whole = "/".join(path)
        page = make()
        page.translation_key = key
        page.locale = self.locales[language]
        existing = self._existing.get((key, page.locale_id))
        if existing is None and (stand_in := instead()) is not None:
            self.pages[name] = stand_in
            return page
        if existing is not None or self.memory.knows(whole, language):
            self._twins.append(Twin(whole, language, existing, page, once))
            if existing is not None:
                self.pages[name] = existing
            return page
        parent.add_child(instance=page)
        self.pages[name] = page
        self.new.append((whole, language, page, once))
        return page

    def find(self, kind: str, key: str, language: str) -> Page | None:
        """The page in the language, else in Turkish; None when there is none."""
        return self.pages.get((kind, key, language)) or self.pages.get((kind, key, "tr"))

    def later(self, act: Callable[[], None]) -> None:
        """Do something once all pages are there (bodies with links)."""
        self._later.append(act)

    def finish(self) -> None:
        """Fill bodies, publish every new page with a revision, and let the others follow their files."""
        for act in self._later:
            act()
        for path, language, page, once in self.new:
            wanted = page_state(page, leave_out=once)
            PublishNewPage(page, page.save_revision(clean=False)).execute()
            self.memory.remember(path, language, wanted, self._in_cms(page, is_live=True))
            self.memory.made += 1
        for twin in self._twins:
            self._follow(twin)

    def _follow(self, twin: Twin) -> None:
        wanted = page_state(twin.wanted, leave_out=twin.once)
        if twin.existing is None:
            self.memory.judge(twin.path, twin.language, wanted, {})
            return
        current = twin.existing.get_latest_revision_as_object()
        fate = self.memory.judge(
            twin.path, twin.language, wanted, self._in_cms(current, is_live=twin.existing.live)
        )
        if fate is not Fate.FOLLOW:
            return
        copy_content(twin.wanted, current, leave_out=twin.once)
        revision = current.save_revision(clean=False)
        if twin.existing.live:
            revision.publish()
        self.changed.append(twin.existing)
        self.memory.remember(
            twin.path, twin.language, wanted, self._in_cms(revision.as_object(), is_live=twin.existing.live)
        )
        self.memory.followed += 1

    @staticmethod
    def _in_cms(page: Page, *, is_live: bool) -> State:
        """All that an editor could have touched, whether it is shown included."""
        return {**page_state(page), "live": is_live}

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
