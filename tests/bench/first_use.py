"""How long a package of thirty libraries takes in Chromium until she can use it: from asking for the page, nothing cached."""

import os
import statistics

from playwright.sync_api import sync_playwright

from tests.bench.servers import Site
from tooling.console import say

MOST_SECONDS = 1.5
TURNS = 5
CHROMIUM = os.environ.get("IMECE_CHROMIUM") or "/usr/bin/chromium"


def run_first_use(site: Site, path: str, cookie: str) -> list[str]:
    """Measure it; return what is too slow. Each turn is a new browser profile, the first one warms the server."""
    if not os.access(CHROMIUM, os.X_OK):
        say("   no Chromium here: the first use of a package is not measured")
        return []
    address = f"http://localhost:{site.port}"
    name, _, value = cookie.partition("=")
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _turn in range(TURNS + 1):
            context = browser.new_context(base_url=address)
            context.add_cookies([{"name": name, "value": value, "url": address}])
            page = context.new_page()
            page.goto(path, wait_until="commit")
            page.locator("h5p-frame[data-ready]").wait_for()
            taken.append(page.evaluate("performance.getEntriesByName('h5p:ready')[0].startTime / 1000"))
            context.close()
        browser.close()
    middle = statistics.median(taken[1:])
    say(
        f"   a package of 30 libraries can be used after {middle:.2f} s in Chromium (at most {MOST_SECONDS:g})"
    )
    return [] if middle <= MOST_SECONDS else [f"a package can be used only after {middle:.2f} s"]
