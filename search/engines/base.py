"""What every engine can do."""

from collections.abc import Iterable
from typing import Protocol

from search.documents.base import SearchDocument
from search.queries import Query, Results, Suggestion

FIELDS = ("title", "summary", "text")
"""What is searched of a document, the heaviest first."""


class Engine(Protocol):
    """An index of documents."""

    @property
    def name(self) -> str:
        """What it is, for people who keep the installation."""

    def put(self, documents: Iterable[SearchDocument]) -> None:
        """Add documents, or replace those of the same key."""

    def remove(self, page_ids: Iterable[int]) -> None:
        """Take out pages and whatever else hangs on them (files, whose page they are)."""

    def remove_source(self, source: str, *, but: Iterable[str] = ()) -> None:
        """Take out what is made from a source, except the documents with the keys `but`."""

    def clear(self) -> None:
        """Forget everything."""

    def search(self, query: Query) -> Results:
        """Answer a query. Never raises for what a person typed."""

    def explain(self, query: Query, keys: Iterable[str]) -> dict[str, dict[str, float]]:
        """For documents by key: what each of FIELDS adds to the score, for editors who ask why. {} where not known."""

    def suggest(self, text: str, language: str, most: int = 8) -> list[Suggestion]:
        """Titles for what is typed so far."""

    def correct(self, text: str, language: str) -> str:
        """The query as it was probably meant; "" when there is nothing better."""
