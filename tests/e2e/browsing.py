"""A browser for the tests that keeps its eyes open: every window it makes is watched for what must never happen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PATIENCE = 30_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
POLICY = ("script-src", "default-src", "style-src")


@dataclass
class Watch:
    """What went wrong in the windows of a test: errors in the console, other hosts, failing parts, weak policies."""

    address: str
    problems: list[str] = field(default_factory=list)
    is_off: bool = False

    def follow(self, page: Page) -> None:
        """Begin to watch a window."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._add(page.url, f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _add(self, where: str, what: str) -> None:
        if not self.is_off:
            self.problems.append(f"{where.removeprefix(self.address)}: {what}")

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium repeats failed answers in the console; _response judges those.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._add(message.location.get("url", ""), f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._add(request.frame.url if request.resource_type != "document" else "", f"asks {request.url}")

    def _response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        # 409 and 422: a form came back with errors, which the builder swaps in.
        if response.status >= 500 or (
            response.status >= 400 and response.status not in (409, 422) and not is_page
        ):
            self._add(response.url, f"status {response.status}")
        if is_page and response.url.startswith(self.address) and response.status < 300:
            policy = response.headers.get("content-security-policy", "")
            if "/cms/" in response.url or "html" not in response.headers.get("content-type", ""):
                return
            if "/h5p/play/" in response.url:
                # Content of others may run any script: in an origin of its own, from which it reaches nothing.
                if not policy.startswith("sandbox ") or "allow-same-origin" in policy:
                    self._add(response.url, f"Content-Security-Policy: {policy or 'none'}")
                return
            if not policy or "unsafe-" in policy:
                self._add(response.url, f"Content-Security-Policy: {policy or 'none'}")


@dataclass
class Opener:
    """Opens windows of people: each call is another device."""

    browser: Browser
    site: Any
    watch: Watch
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, person: str | None = None, size: dict[str, int] = PHONE, **options: Any) -> Page:
        """Return an empty window of a demo person who is signed in, or of a visitor."""
        context = self.browser.new_context(
            viewport=size, locale="tr-TR", timezone_id="Europe/Istanbul", base_url=self.site.address,
            reduced_motion="reduce", has_touch=size is PHONE, **options,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        context.on("page", self.watch.follow)
        if person:
            context.add_cookies([self.site.cookie(person)])
        self.contexts.append(context)
        return context.new_page()

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()


def fits(page: Page) -> None:
    """Fail when the page can be moved sideways."""
    wide, inner = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= inner, f"{page.url} is {wide} px wide in a window of {inner} px"


def look(page: Page, name: str) -> None:
    """Check the screen at phone and desktop width: nothing sticks out, one h1, and no raw template or message id."""
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        fits(page)
    assert page.locator("h1").count() == 1, f"{name} ({page.url}): {page.locator('h1').count()} h1"


def submit(page: Page, selector: str = "main form") -> None:
    """Press the first submit button of a form and wait for the next page."""
    form = page.locator(selector).first
    with page.expect_navigation():
        form.locator("button[type=submit], button:not([type])").first.click()


def follow(page: Page, selector: str) -> None:
    """Press a link and wait for the next page."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def wait_for(condition: Callable[[], bool], page: Page, what: str, seconds: int = 30) -> None:
    """Ask until the condition holds."""
    for _turn in range(seconds * 4):
        if condition():
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"not within {seconds} s: {what}")
