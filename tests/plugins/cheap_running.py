"""What makes the suite cheaper without changing what it looks at.

The garbage collector looks at everything imported again and again, an eighth of all processor time; what is there
before the first test is frozen, and it comes by less often. Modules whose fixtures take many seconds run in one
process (`--dist loadgroup`) instead of making them in each, and begin first, so that none is the tail of a run.
"""

import gc

import pytest

COSTLY = (
    "tests/routes/test_bad_input.py",
    "tests/routes/test_permissions.py",
    "tests/config/test_first_setup.py",
    "tests/config/test_production.py",
    "tests/demo/test_loading.py",
    "tests/routes/test_policy.py",
)
"""The longest first."""


def _costly_place(item: pytest.Item) -> int:
    module = item.nodeid.partition("::")[0]
    return COSTLY.index(module) if module in COSTLY else len(COSTLY)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name the groups and put them first, each in its own order."""
    for item in items:
        if _costly_place(item) < len(COSTLY):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    items.sort(key=_costly_place)


def pytest_collection_finish() -> None:
    """From here on only what tests make can become garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
