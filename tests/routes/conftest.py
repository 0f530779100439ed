"""The world of these tests: made once a module, every request taken back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import transaction

from tests.routes.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Everything twice, and a signed-in browser for each role."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@contextmanager
def _undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        caches["default"].clear()
        mail.outbox = []


@pytest.fixture(scope="module")
def undone(world: World) -> Callable[[], AbstractContextManager[None]]:
    """What happens inside leaves no trace: rows, counted tries and mails are as before."""
    return _undone
