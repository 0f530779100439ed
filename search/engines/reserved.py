"""A search server, and the database for the time that it does not answer."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.elastic.client import ApiError, TransportError
from search.engines.elastic.engine import TooManyExcluded
from search.queries import Query, Results, Suggestion

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
LEFT_ALONE = 5.0
"""Seconds for which a server that did not answer is not asked again, so that nobody waits for it in vain."""


class Reserved:
    """Asks the server; where that fails the database answers, and results say so."""

    def __init__(self, server: Engine, reserve: Engine) -> None:
        self.server = server
        self.reserve = reserve
        self._not_before = 0.0

    @property
    def name(self) -> str:
        """The server's name: that is what the installation has."""
        return self.server.name

    def search(self, query: Query) -> Results:
        """Answer a query, from the reserve if need be."""
        return self._first(
            lambda: self.server.search(query), lambda: replace(self.reserve.search(query), is_reserve=True)
        )

    def explain(self, query: Query, keys: Iterable[str]) -> dict[str, dict[str, float]]:
        """What each field adds to the score."""
        wanted = list(keys)
        return self._first(
            lambda: self.server.explain(query, wanted), lambda: self.reserve.explain(query, wanted)
        )

    def suggest(self, text: str, language: str, most: int = 8) -> list[Suggestion]:
        """Titles for what is typed so far."""
        return self._first(
            lambda: self.server.suggest(text, language, most),
            lambda: self.reserve.suggest(text, language, most),
        )

    def correct(self, text: str, language: str) -> str:
        """The query as it was probably meant."""
        return self._first(
            lambda: self.server.correct(text, language), lambda: self.reserve.correct(text, language)
        )

    def _first(self, ask: Callable[[], Answer], instead: Callable[[], Answer]) -> Answer:
        if time.monotonic() >= self._not_before:
            try:
                return ask()
            except TooManyExcluded:
                log.warning("more pages are closed than one query may name: the database answers")
            except (ApiError, TransportError, ImproperlyConfigured) as error:
                # A question that the server refuses is no reason to leave it alone.
                if not isinstance(error, ApiError) or error.status_code != 400:
                    self._not_before = time.monotonic() + LEFT_ALONE
                log.warning("the search server does not answer, the database does: %s", error)
        return instead()
