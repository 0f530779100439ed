"""What somebody asks for, and what she gets: the same for every engine."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from search.analysis import Term

FACETS = ("kind", "topic", "sector", "audience", "transformation", "effort", "mode", "format")
SORTS = ("best", "newest", "title")


@dataclass(frozen=True)
class Query:
    """A search: text, language of the reader, chosen facet values, page (from 1), one of SORTS.

    circles: what she may find beside what everybody may (`search.access.circles_of`). facets: what is counted.
    """

    text: str
    language: str
    chosen: dict[str, str] = field(default_factory=dict)
    page: int = 1
    page_size: int = 10
    sort: str = "best"
    circles: frozenset[str] = frozenset()
    facets: tuple[str, ...] = FACETS


@dataclass(frozen=True)
class Hit:
    """One result; what the names mean is said at SearchDocument."""

    key: str
    page_id: int | None
    file_id: int | None
    circle: str
    under: str
    page_number: int | None
    translation_key: uuid.UUID
    published_at: datetime | None
    kind: str
    title: str
    summary: str
    text: str
    url: str
    language: str
    is_announced: bool
    score: float


@dataclass(frozen=True)
class FacetValue:
    """A facet's value and how many results choosing it gives."""

    value: str
    count: int


@dataclass(frozen=True)
class Results:
    """Hits of one page, the number of all hits, and counts by facet.

    `is_partial`: nothing has all the words; these have at least half of them. `terms`: what was looked for, with what
    means the same, for the highlights. `is_reserve`: the search server does not answer, the database did.
    """

    hits: list[Hit]
    total: int
    facets: dict[str, list[FacetValue]]
    is_partial: bool = False
    terms: tuple[Term, ...] = ()
    is_reserve: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A title that begins with, or has, the words typed so far."""

    title: str
    url: str
    kind: str
    language: str
