"""The cache of public pages, shared by all processes: each keeps answers in memory, one generation purges them all.

The generation is a number that every process can read in microseconds: the modification time of a file (one machine)
or a Redis key (several). A publish bumps it; every process then sees that what it holds is old.
"""

import contextlib
import os
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import redis
from django.conf import settings

MAX_ENTRIES = 2000
MAX_AGE_SECONDS = 600
"""A page also ages out by itself, so that what changes with the clock (coming sessions) is never long stale."""


class Generation(Protocol):
    """A number shared by all processes."""

    def current(self) -> str:
        """The generation now; "" when it cannot be read, in which case nothing is cached."""

    def bump(self) -> None:
        """Make everything cached so far old, in every process."""


class FileGeneration:
    """One machine: the inode and time of a file that is replaced at every bump."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "generation"

    def current(self) -> str:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            self.bump()
            return ""
        return f"{found.st_ino}-{found.st_mtime_ns}"

    def bump(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(f"generation.{os.getpid()}.{threading.get_ident()}.{time.monotonic_ns()}")
        fresh.write_text(str(time.time_ns()), encoding="ascii")
        fresh.replace(self.path)


class RedisGeneration:
    """Several machines: a counter in Redis. With Redis down pages are simply not cached."""

    KEY = "imece:page-generation"

    def __init__(self, url: str) -> None:
        self.client = redis.Redis.from_url(
            url, decode_responses=True, socket_timeout=0.2, socket_connect_timeout=0.2
        )

    def current(self) -> str:
        try:
            return str(self.client.get(self.KEY) or "0")
        except redis.RedisError:
            return ""

    def bump(self) -> None:
        with contextlib.suppress(redis.RedisError):
            self.client.incr(self.KEY)


@dataclass(frozen=True)
class CachedPage:
    """A finished answer: status 200, its headers and body."""

    generation: str
    stored_at: float
    headers: tuple[tuple[str, str], ...]
    body: bytes


class PageCache:
    """Answers in this process's memory, least recently used out first."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._pages: OrderedDict[str, CachedPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> CachedPage | None:
        """The page under `key`, if it is of the current generation and young enough."""
        page = self._pages.get(key)
        if page is None or time.monotonic() - page.stored_at > MAX_AGE_SECONDS:
            return None
        if page.generation != self.generation.current():
            return None
        with self._lock, contextlib.suppress(KeyError):
            self._pages.move_to_end(key)
        return page

    def put(self, key: str, generation: str, headers: tuple[tuple[str, str], ...], body: bytes) -> None:
        """Keep an answer that was made while `generation` (read before making it) was current."""
        if not generation:
            return
        with self._lock:
            self._pages[key] = CachedPage(generation, time.monotonic(), headers, body)
            while len(self._pages) > MAX_ENTRIES:
                self._pages.popitem(last=False)


def make_page_cache() -> PageCache | None:
    """The cache that the settings ask for, or None."""
    if settings.PAGE_CACHE_REDIS_URL:
        return PageCache(RedisGeneration(settings.PAGE_CACHE_REDIS_URL))
    if settings.PAGE_CACHE_DIR:
        return PageCache(FileGeneration(Path(settings.PAGE_CACHE_DIR)))
    return None


page_cache = make_page_cache()


def purge_public_pages() -> None:
    """Forget every cached public page in every process. Call after the transaction that changed one."""
    if page_cache is not None:
        page_cache.generation.bump()
