"""A page as the engines see it."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class SearchDocument:
    """A page in one language. `facets`: values by facet name; an empty set for "sector" means every sector."""

    page_id: int
    translation_key: uuid.UUID
    language: str
    kind: str
    title: str
    summary: str
    text: str
    url: str
    is_announced: bool = False
    published_at: datetime | None = None
    facets: dict[str, frozenset[str]] = field(default_factory=dict)
