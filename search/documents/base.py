"""What can be found, as the engines see it: a page, a page of a file, a lesson."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

FILE, LESSON = "file", "lesson"
"""Kinds of what is no page."""


@dataclass(frozen=True)
class SearchDocument:
    """One thing to find, in one language.

    source: what it is made from and leaves with ("page:12", "file:5", "edition:7"). part: which piece of its source ("" for
    all of it; a page of a file, a lesson). page_id: the page that must be open to everybody; None for what only a circle
    may find. file_id: the file that every visitor must be allowed to fetch. circle: "" for everybody; else ("edition:7")
    only those whose query names this circle may find it. under: title of what it belongs to. page_number: in the file, from 1.
    is_continued: a later page of a file: its title is shown, but only the first is found by it.
    facets: values by facet name; an empty set for "sector" means every sector.
    """

    source: str
    translation_key: uuid.UUID
    language: str
    kind: str
    title: str
    summary: str
    text: str
    url: str
    part: str = ""
    page_id: int | None = None
    file_id: int | None = None
    circle: str = ""
    under: str = ""
    page_number: int | None = None
    is_continued: bool = False
    is_announced: bool = False
    published_at: datetime | None = None
    facets: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name in every index: the same when it is made again."""
        return f"{self.source}:{self.language}:{self.part}"

    @property
    def title_to_find(self) -> str:
        """The words of the title by which it is found and suggested."""
        return "" if self.is_continued else self.title


def page_source(page_id: int) -> str:
    """The source that a page itself is."""
    return f"page:{page_id}"


def file_source(file_id: int) -> str:
    """The source that a file is."""
    return f"file:{file_id}"


def edition_source(edition_id: int) -> str:
    """The source that the lessons of an edition are, and the circle of those who take it."""
    return f"edition:{edition_id}"
