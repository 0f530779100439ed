"""Doing something whose every trace is taken back: what is written to the database meanwhile is rolled back.

What leaves traces elsewhere (a file, a cache) says by `when_taken_back` how they are removed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_acts: ContextVar[list[Callable[[], None]] | None] = ContextVar("taken_back", default=None)


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside is as if it had never been; what waits for the commit never happens."""
    acts: list[Callable[[], None]] = []
    token = _acts.set(acts)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _acts.reset(token)
        for act in acts:
            act()


def when_taken_back(act: Callable[[], None]) -> None:
    """Call `act` after the roll-back; nothing happens where nothing is going to be taken back."""
    acts = _acts.get()
    if acts is not None:
        acts.append(act)
