"""Count what a journey costs a robot that knows the way: pages, clicks, fields, decisions, kB (docs/comfort)."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.e2e.browsing import DESKTOP, PATIENCE

VISIBLE_FIELDS = """form => [...form.querySelectorAll("input, select, textarea")].filter(
  (one) => !["hidden", "submit", "button"].includes(one.type) && one.offsetParent !== null).length"""


@dataclass
class Cost:
    """What was counted so far; bytes are those that crossed the wire, headers and fonts left out."""

    pages: int = 0
    clicks: int = 0
    fields: int = 0
    decisions: int = 0
    bytes: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)

    @property
    def kilobytes(self) -> float:
        """Return everything but fonts, in kB of 1,000 bytes."""
        return sum(size for kind, size in self.bytes.items() if kind != "font") / 1000


class Walker:
    """A window with a cold cache that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cost = Cost()
        self._kinds: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)

    def _answered(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if (
            response.get("fromDiskCache")
            or response.get("fromServiceWorker")
            or response["url"].startswith("data:")
        ):
            return
        kind = event["type"].lower()
        # What the installable app fetches for later is no part of showing the page.
        if kind in ("manifest", "other"):
            return
        self._kinds[event["requestId"]] = kind

    def _finished(self, event: dict[str, Any]) -> None:
        kind = self._kinds.pop(event["requestId"], None)
        if kind is None:
            return
        self.cost.bytes[kind] += int(event["encodedDataLength"])
        self.cost.requests[kind] += 1
        self.cost.pages += kind == "document"

    def go(self, address: str) -> None:
        """Open the address that one types."""
        self.page.goto(address, wait_until="load")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing loads any more."""
        self.page.wait_for_load_state("networkidle")

    def click(self, selector: str, *, sends: bool = False) -> None:
        """Press something; `sends`: it sends a form, whose visible fields are decisions."""
        target = self.page.locator(selector).first
        if sends:
            self.cost.decisions += target.evaluate(
                f"button => button.form ? ({VISIBLE_FIELDS})(button.form) : 0"
            )
        target.click()
        self.cost.clicks += 1
        self.page.wait_for_timeout(100)
        self.settle()

    def fill(self, selector: str, text: str) -> None:
        """Write into a field."""
        self.page.locator(selector).first.fill(text)
        self.cost.fields += 1


@contextmanager
def walker(browser: Browser, address: str, *cookies: Any) -> Iterator[Walker]:
    """Give a walker with an empty cache at 1280 px."""
    context = browser.new_context(
        viewport=DESKTOP,
        locale="tr-TR",
        timezone_id="Europe/Istanbul",
        base_url=address,
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    if cookies:
        context.add_cookies(list(cookies))
    yield Walker(context.new_page())
    context.close()
