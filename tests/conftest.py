"""What all tests share."""

import os

os.environ.setdefault("IMECE_ENV", "test")

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

pytest_plugins = [
    "tests.plugins.services",
    "tests.plugins.migrated_database",
    "tests.plugins.one_database",
    "tests.plugins.cheap_running",
    "tests.plugins.first_pages",
]


@pytest.fixture(autouse=True)
def _turkish_by_default():
    """Every test starts in Turkish, as every request without a prefix does."""
    from django.utils import translation

    with translation.override("tr"):
        yield


@pytest.fixture
def kept_pages():
    """The page cache works in this test, as it does in an installation."""


@pytest.fixture(autouse=True)
def _nothing_kept(request, monkeypatch):
    """What visitors saw in one test is in no other test's answer; only tests that ask for `kept_pages` have the cache."""
    from django.core.cache import caches

    from core.middleware import page_cache as middleware
    from core.page_cache import purge_public_pages

    caches["default"].clear()  # also where a site that was taken back had its root
    purge_public_pages()
    if "kept_pages" not in request.fixturenames:
        monkeypatch.setattr(middleware, "page_cache", None)


# Reached by way of the wrapper: imported alone, the module of operations imports itself in a circle.
DatabaseOperations = DatabaseWrapper.ops_class
_flush = DatabaseOperations.execute_sql_flush


def _flush_append_only(self, sql_list):
    """Between transactional tests SQLite is emptied by DELETE, which append-only triggers would refuse."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete'"
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        _flush(self, sql_list)
        for _name, sql in triggers:
            cursor.execute(sql)


DatabaseOperations.execute_sql_flush = _flush_append_only
