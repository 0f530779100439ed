"""What a second database cannot change is tried on one: `--where-databases-differ` leaves out the rest.

Left out are tests that touch no database, and folders whose tests walk addresses, load content or start processes:
what they ask of the database, other tests ask one by one.
"""

import pytest

FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
THE_SAME_EVERYWHERE = (
    "tests/routes/test_bad_input",
    "tests/routes/test_permissions",
    "tests/routes/test_policy",
    "tests/demo/",
    "tests/config/",
    "tests/scripts/",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--where-databases-differ", action="store_true", help="only what a database can change")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that a second database can fail."""
    if not config.getoption("--where-databases-differ"):
        return
    kept = [item for item in items if _can_differ(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _can_differ(item: pytest.Item) -> bool:
    uses = item.get_closest_marker("django_db") or FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(uses) and not item.nodeid.startswith(THE_SAME_EVERYWHERE)
