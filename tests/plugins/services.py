"""Real PostgreSQL, Redis, Elasticsearch and authoring service for the tests that ask for them, and no silent skip on CI.

`make test` starts them and says in TEST_POSTGRES_URL, TEST_REDIS_URL and TEST_SEARCH_URL where they are. By hand:
`python3 scripts/services.py .venv/bin/python -m pytest tests/core`. Without them such a test is skipped with a reason
that begins with "needs"; where CI is set such a skip is a failure, because nobody reads skips there. The authoring service
needs no address: a test process starts its own, once `make test` has brought its packages.
"""

import os
import sys
import time
import urllib.request
from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


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
def start_h5p_service(tmp_path_factory: pytest.TempPathFactory) -> Generator[Callable[..., Any], None, None]:
    """Start an authoring service with an empty workbench; words given are settings of it. All end with the run."""
    # Where npm leaves off: the mark that the whole of it was installed.
    if not (ROOT / "services" / "h5p" / "node_modules" / ".package-lock.json").exists():
        pytest.skip("needs the packages of services/h5p (npm ci --ignore-scripts in that folder)")
    # scripts/ is not on the suite's import path.
    sys.path.append(str(ROOT / "scripts"))
    from tooling.h5p_service import H5PService

    with ExitStack() as stack:

        def start(**more: str) -> Any:
            service = H5PService(tmp_path_factory.mktemp("h5p") / "service", None, more=more)
            stack.callback(service.stop, crash=True)
            return service

        yield start
    sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture(scope="session")
def h5p_service(start_h5p_service: Callable[..., Any]) -> Any:
    """One authoring service for all tests of this process."""
    return start_h5p_service()


@pytest.fixture(scope="session")
def search_server_url() -> str:
    """Address of an Elasticsearch on which the test may make indexes; it may still be starting up."""
    address = _address("TEST_SEARCH_URL", "Elasticsearch")
    end = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(f"{address}/_cluster/health", timeout=5) as answer:
                if answer.status == 200:
                    return address
        except OSError:
            problem = Path(os.environ.get("TEST_SEARCH_PROBLEM") or "/nowhere")
            if problem.is_file():
                pytest.skip(f"needs Elasticsearch: {problem.read_text()}")
            if time.monotonic() > end:
                pytest.fail(f"Elasticsearch at {address} does not answer")
        time.sleep(0.3)


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
