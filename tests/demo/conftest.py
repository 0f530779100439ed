"""The demo programme, loaded once for the tests of a module and taken back after them."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.plugins.first_pages import take_first_pages_away


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Load it as `make run` does, in one transaction; what a test does in it (marked django_db) is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_first_pages_away()
        call_command("load_demo", "--once", verbosity=0)
        yield
        transaction.set_rollback(True)
