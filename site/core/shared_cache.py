"""The cache that all processes share: Redis, and while Redis is away each process's own memory.

What is in it may be lost at any time: counts of the limits, codes used a moment ago, parts that can be made again.
Nobody is signed in by it, and no answer is in it; so its loss must not keep anybody out.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

ASKED_AGAIN_AFTER = 5
"""Seconds: a server that does not answer must not hold up every request anew."""


def _or_memory(name: str) -> Callable[..., Any]:
    def ask(self: "SharedCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.away_until:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except RedisError as error:
                self.away_until = time.monotonic() + ASKED_AGAIN_AFTER
                log.warning("The shared cache does not answer, each process counts for itself: %s", error)
        return getattr(self.memory, name)(*args, **kwargs)

    return ask


class SharedCache(RedisCache):
    """Redis; a call that Redis does not answer is answered from memory. Limits then hold in each process, not in all
    together."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.memory = LocMemCache("while-redis-is-away", {})
        self.away_until = 0.0

    add = _or_memory("add")
    get = _or_memory("get")
    set = _or_memory("set")
    touch = _or_memory("touch")
    delete = _or_memory("delete")
    get_many = _or_memory("get_many")
    has_key = _or_memory("has_key")
    incr = _or_memory("incr")
    set_many = _or_memory("set_many")
    delete_many = _or_memory("delete_many")
    clear = _or_memory("clear")
