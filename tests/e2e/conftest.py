"""What the browser tests share: a live site for each test process, one browser, and windows that are watched."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browsing import FLAGS, Opener, Watch
from tests.e2e.live_site import LiveSite, live_site

SURVEYS = ("test_pages.py", "test_comfort.py", "test_passkey.py", "test_slow_phone.py")
"""Long looks at everything and emulated devices: `make survey`, not `make test`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and may take its time on a busy machine."""
    for item in items:
        if "tests/e2e/" in item.nodeid:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(600))
            if any(name in item.nodeid for name in SURVEYS):
                item.add_marker(pytest.mark.survey)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """İmece with the demo programme, its web server and worker."""
    with live_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests of this process; it finds no host but this machine."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path,
            args=[*FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"],
        )
        yield started
        started.close()


@pytest.fixture
def watch(site: LiveSite) -> Iterator[Watch]:
    """Fail the test at its end for whatever was seen in any of its windows."""
    eyes = Watch(site.address)
    yield eyes
    assert not eyes.problems, "\n".join(dict.fromkeys(eyes.problems))


@pytest.fixture
def opening(
    browser: Browser, site: LiveSite, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Opener]:
    """Open windows of people; after a failure their pictures are in build/e2e-failures/."""
    opener = Opener(browser, site, watch)
    failed = request.session.testsfailed
    yield opener
    if request.session.testsfailed > failed or os.environ.get("E2E_PICTURES"):
        for number, context in enumerate(opener.contexts):
            for page in context.pages:
                name = f"build/e2e-failures/{request.node.name}-{number}.png".replace("[", "-").replace(
                    "]", ""
                )
                page.screenshot(path=name, full_page=True)
    opener.close()
