"""What every engine can do. All only answer; `table` writes, and promises the search server what it wrote."""

from collections.abc import Iterable
from typing import Protocol

from search.queries import Query, Results, Suggestion

FIELDS = ("title", "summary", "text")
"""What is searched of a document, the heaviest first."""


class Engine(Protocol):
    """Answers questions about the documents."""

    @property
    def name(self) -> str:
        """What it is, for people who keep the installation."""

    def search(self, query: Query) -> Results:
        """Answer a query. Never raises for what a person typed."""

    def explain(self, query: Query, keys: Iterable[str]) -> dict[str, dict[str, float]]:
        """For documents by key: what each of FIELDS adds to the score, for editors who ask why. {} where not known."""

    def suggest(self, text: str, language: str, most: int = 8) -> list[Suggestion]:
        """Titles for what is typed so far."""

    def correct(self, text: str, language: str) -> str:
        """The query as it was probably meant; "" when there is nothing better."""
