"""What every public page needs again and again (menus, footer, facets), kept in memory until something is published."""

from collections.abc import Callable
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import caches
from django.db import connection

from core.page_cache import page_cache

Value = TypeVar("Value")
MAX_AGE_SECONDS = 600


def cached_public(name: str, make: Callable[[], Value]) -> Value:
    """The value that `make` returns, made once a process and publication (core.page_cache.purge_public_pages).

    It must be the same for everybody and belong to nobody: what visitors see. None is not remembered, so that addresses
    of nothing cannot fill the memory. Inside a transaction it is made afresh: rows that may yet be rolled back must not
    be remembered.
    """
    generation = page_cache.generation.current() if page_cache is not None else ""
    if not generation or connection.in_atomic_block:
        return make()
    cache = caches["public"] if "public" in caches.settings else caches["immutable"]
    # A name may hold an address that somebody typed: of any length, with any character.
    key = f"public:{blake2b(name.encode(), digest_size=16).hexdigest()}:{generation}"
    found = cache.get(key)
    if found is None:
        found = make()
        if found is not None:
            cache.set(key, found, MAX_AGE_SECONDS)
    return found
