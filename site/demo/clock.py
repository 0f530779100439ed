"""Lets the loader do through the services what happened some days ago: services ask django.utils.timezone for the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, the services' clock stands at `moment` (aware). For loading a demonstration only."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield
