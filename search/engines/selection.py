"""Which engine answers: the embedded one of the database in use."""

from functools import cache

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine


@cache
def engine() -> Engine:
    """The engine of this installation."""
    return EmbeddedEngine()
