"""Which pages that came from files say something else now, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wagtail.models import Page

from demo.keys import key_uuid
from demo.loading.page_state import digest, page_state
from demo.models import LoadedObject
from demo.reading.files import LANGUAGES


@dataclass
class Exported:
    """What was written, and what was edited but has no place in a file, with the reason."""

    written: list[Path] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    def cannot_hold(self, what: str, problem: ValueError) -> None:
        """Note that a text has no form in a content file, and why."""
        self.left.append((what, f"a content file cannot hold {problem}"))


class Edits:
    """Pages by their path of keys and language.

    A page that nobody touched says nothing here, because its file may have changed since; with `is_whole` every page does.
    """

    def __init__(self, *, is_whole: bool = False) -> None:
        self._pages = {
            (page.translation_key, page.locale.language_code[:2]): page
            for page in Page.objects.filter(depth__gt=1).select_related("locale")
        }
        self.loaded: dict[tuple[str, str], Page] = {}
        self.edited: dict[tuple[str, str], Page] = {}
        for one in LoadedObject.objects.exclude(language="").order_by("path", "language"):
            page = self.page(one.path, one.language)
            if page is None:
                continue
            current = page.get_latest_revision_as_object()
            self.loaded[one.path, one.language] = current
            if is_whole or digest({**page_state(current), "live": page.live}) != one.cms_digest:
                self.edited[one.path, one.language] = current

    def page(self, path: str, language: str) -> Page | None:
        """The page of a path, as the tree has it."""
        return self._pages.get((key_uuid(*path.split("/")), language))

    def of(self, path: str) -> dict[str, Page]:
        """What somebody changed of this thing, by language."""
        return {
            language: self.edited[path, language] for language in LANGUAGES if (path, language) in self.edited
        }

    def is_touched(self, path: str) -> bool:
        """Whether anybody changed this thing, or one below it."""
        return any(one == path or one.startswith(f"{path}/") for one, _language in self.edited)

    def keys(self, kind: str) -> dict[str, str]:
        """Keys of this kind ("course", "course/5s/lesson") by the id that their pages share."""
        found = {}
        for path, _language in self.loaded:
            parent, _slash, key = path.rpartition("/")
            if parent == kind:
                found[str(key_uuid(*path.split("/")))] = key
        return found

    def names(self) -> Iterator[tuple[str, str, Page]]:
        """Path, language and page of everything that came from a file."""
        for (path, language), page in self.loaded.items():
            yield path, language, page
