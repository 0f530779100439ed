"""Packages in the running site, and what a test does with a frame."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page

from tests.e2e.live_site import LiveSite

PERSON = "ca-ipek"
SHOWN = "h5p-frame[data-ready]"


@dataclass(frozen=True)
class Packages:
    """What tests.e2e.h5p.packages.bring wrote down."""

    site: LiveSite
    known: dict[str, Any]

    def __getitem__(self, name: str) -> dict[str, str]:
        """Return the addresses of a package; skip for a sample that is not on this machine."""
        if name not in self.known:
            pytest.skip(f"no sample {name} (see SAMPLES_DIR)")
        return self.known[name]

    def ask(self, expression: str) -> Any:
        """Return a value out of the site's database: `expression` with lms.h5p's and lms.xapi's models at hand."""
        target = self.site.folder / "asked.json"
        self.site.run(
            "import json; from pathlib import Path; from lms.h5p.models import *; from lms.xapi.models import *; "
            f"Path({str(target)!r}).write_text(json.dumps({expression}, default=str))"
        )
        return json.loads(target.read_text())


@pytest.fixture(scope="session")
def packages(site: LiveSite) -> Packages:
    """Every package of the tests and every sample, each in a lesson of one course that the person takes."""
    target = site.folder / "packages.json"
    site.run(f"from tests.e2e.h5p.packages import bring; bring({str(target)!r}, {PERSON!r})")
    return Packages(site, json.loads(target.read_text())["packages"])


def play(page: Page, address: str) -> FrameLocator:
    """Open a page with one package and wait until it can be used."""
    page.goto(address)
    page.locator(SHOWN).wait_for()
    return page.frame_locator("h5p-frame iframe")


def wait_saved(page: Page) -> None:
    """Wait until the page says that everything is on the server."""
    page.locator("[data-h5p-status][data-tone=saved]").wait_for()
