"""What every engine can do."""

from collections.abc import Iterable
from typing import Protocol

from search.documents.base import SearchDocument
from search.queries import Query, Results, Suggestion


class Engine(Protocol):
    """An index of pages."""

    @property
    def name(self) -> str:
        """What it is, for people who keep the installation."""

    def put(self, documents: Iterable[SearchDocument]) -> None:
        """Add or replace documents."""

    def remove(self, page_ids: Iterable[int]) -> None:
        """Take pages out."""

    def clear(self) -> None:
        """Forget everything."""

    def search(self, query: Query) -> Results:
        """Answer a query. Never raises for what a person typed."""

    def suggest(self, text: str, language: str, most: int = 8) -> list[Suggestion]:
        """Titles for what is typed so far."""

    def correct(self, text: str, language: str) -> str:
        """The query as it was probably meant; "" when there is nothing better."""
