"""Real PostgreSQL and Redis for the tests that ask for them, and no silent skip on CI.

`make test` starts both and says in TEST_POSTGRES_URL and TEST_REDIS_URL where they are. By hand:
`python3 scripts/services.py .venv/bin/python -m pytest tests/core`. Without them such a test is skipped with a reason
that begins with "needs"; where CI is set such a skip is a failure, because nobody reads skips there.
"""

import os
from collections.abc import Generator

import pytest


def _on_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _address(name: str, server: str) -> str:
    address = os.environ.get(name, "")
    if not address:
        pytest.skip(f"needs {server} ({name} is not set)")
    return address


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """Address of a PostgreSQL server on which the test may make databases."""
    return _address("TEST_POSTGRES_URL", "PostgreSQL")


@pytest.fixture(scope="session")
def redis_url(worker_id: str) -> str:
    """Address of a Redis database of this test process alone (xdist's processes get one each)."""
    server, _, _ = _address("TEST_REDIS_URL", "Redis").rpartition("/")
    number = 1 + (int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0)
    return f"{server}/{number}"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the machine's Chromium."""
    for path in (os.environ.get("IMECE_CHROMIUM", ""), "/usr/bin/chromium"):
        if path and os.access(path, os.X_OK):
            return path
    pytest.skip("needs Chromium")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI turn a skip for want of a service into a failure."""
    report = yield
    if report.skipped and _on_ci() and isinstance(report.longrepr, tuple):
        reason = str(report.longrepr[2]).removeprefix("Skipped: ")
        if reason.startswith("needs"):
            report.outcome = "failed"
            report.longrepr = f"CI must not skip this test: {reason}"
    return report
