"""Weigh single pages: DOM nodes, script, style, requests, and Lighthouse's four scores."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.comfort.journeys import pages_of
from tests.e2e.comfort.walking import walker
from tests.e2e.live_site import LiveSite
from tests.e2e.node_tools import installed, node

SCORES = {"performance": "fast", "accessibility": "accessible", "best-practices": "practices", "seo": "found"}


@dataclass(frozen=True)
class Weight:
    """One page with a cold cache; kB of 1,000 bytes on the wire."""

    nodes: int
    html: float
    js: float
    css: float
    fonts: float
    requests: int
    total: float


def weigh(browser: Browser, site: LiveSite, name: str) -> Weight:
    """Open a page in a fresh window and weigh it."""
    person, address = pages_of(site)[name]
    with walker(browser, site.address, site.cookie(person)) as one:
        one.go(address)
        go_on = one.page.locator("main a[href*='/attempts/']")
        if name == "quiz attempt":
            target = f"{site.address}{go_on.first.get_attribute('href')}"
            with walker(browser, site.address, site.cookie(person)) as attempt:
                attempt.go(target)
                return _weight(attempt)
        return _weight(one)


def _weight(one: object) -> Weight:
    size, number = one.cost.bytes, one.cost.requests  # type: ignore[attr-defined]
    return Weight(
        nodes=one.page.evaluate("document.querySelectorAll('*').length"),  # type: ignore[attr-defined]
        html=size["document"] / 1000,
        js=size["script"] / 1000,
        css=size["stylesheet"] / 1000,
        fonts=size["font"] / 1000,
        requests=sum(number.values()) - number["font"],
        total=one.cost.kilobytes,  # type: ignore[attr-defined]
    )


def lighthouse(
    site: LiveSite, chromium: str, address: str, person: str | None, folder: Path
) -> dict[str, int]:
    """Return Lighthouse's four scores of a page on a phone."""
    modules = installed("lighthouse")
    output = folder / "lighthouse.json"
    output.unlink(missing_ok=True)
    headers = {}
    if person:
        cookie = site.cookie(person)
        headers = {"Cookie": f"{cookie['name']}={cookie['value']}"}
    command = [
        node(), str(modules / "lighthouse" / "cli" / "index.js"), site.address + address, "--quiet",
        "--output=json", f"--output-path={output}", f"--extra-headers={json.dumps(headers)}",
        "--only-categories=" + ",".join(SCORES), "--no-enable-error-reporting", "--max-wait-for-load=90000",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-dev-shm-usage",
    ]  # fmt: skip
    for _ in range(3):
        done = subprocess.run(
            command, capture_output=True, text=True, env=os.environ | {"CHROME_PATH": chromium}
        )
        assert output.exists(), done.stderr[-1500:]
        report = json.loads(output.read_text())
        if "runtimeError" not in report:
            break
        # Chromium itself failed (it did not draw, it lost a target): nothing was judged.
        print(f"    {address}: {report['runtimeError']['message'][:200]}; once more")
    for name in SCORES:
        for audit in report["categories"][name]["auditRefs"]:
            one = report["audits"][audit["id"]]
            if audit["weight"] and one["score"] is not None and one["score"] < 0.9:
                print(f"    {name}: {one['title']} ({one.get('displayValue', '')})")
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in SCORES}
