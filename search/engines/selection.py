"""Which engine answers: the search server of SEARCH_URL with the database in reserve, or the database alone."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.reserved import Reserved


def engine() -> Engine:
    """The engine of this installation."""
    return _engine(bool(settings.SEARCH_URL))


@cache
def _engine(has_server: bool) -> Engine:
    return Reserved(ElasticEngine(), EmbeddedEngine()) if has_server else EmbeddedEngine()
