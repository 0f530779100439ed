"""`make comfort`: walk the counted journeys, weigh the trainee's pages, ask Lighthouse; exit 1 over a budget.

`--no-lighthouse` leaves the last part out.
"""

import argparse
import tempfile
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.browsing import FLAGS
from tests.e2e.comfort.journeys import JOURNEYS, PAGE_MOST, over, pages_of
from tests.e2e.comfort.measuring import SCORES, lighthouse, weigh
from tests.e2e.comfort.walking import walker
from tests.e2e.live_site import LiveSite, live_site
from tooling.console import guard, say
from tooling.debian import find_chromium

LEAST_SCORE = 95


def walk_all(browser: object, site: LiveSite) -> list[str]:
    """Print what each journey costs; return what is over."""
    wrong = []
    say(f"{'journey':<30}{'pages':>7}{'clicks':>8}{'fields':>8}{'decisions':>11}{'kB':>8}{'fonts':>8}")
    for journey in JOURNEYS:
        with walker(browser, site.address) as one:  # type: ignore[arg-type]
            journey.walk(one, site)
            cost = one.cost
        say(
            f"{journey.name:<30}{cost.pages:>7}{cost.clicks:>8}{cost.fields:>8}{cost.decisions:>11}"
            f"{cost.kilobytes:>8.0f}{cost.bytes['font'] / 1000:>8.0f}"
        )
        wrong += [f"{journey.name}: {line}" for line in over(cost, journey.most)]
    return wrong


def weigh_all(browser: object, site: LiveSite) -> list[str]:
    """Print what each of the trainee's pages weighs; return what is over."""
    wrong = []
    say(f"\n{'page':<30}{'nodes':>7}{'requests':>10}{'HTML':>7}{'JS':>7}{'CSS':>7}{'all kB':>8}{'fonts':>8}")
    for name in pages_of(site):
        one = weigh(browser, site, name)  # type: ignore[arg-type]
        say(
            f"{name:<30}{one.nodes:>7}{one.requests:>10}{one.html:>7.1f}{one.js:>7.1f}{one.css:>7.1f}"
            f"{one.total:>8.0f}{one.fonts:>8.0f}"
        )
        weight = asdict(one)
        wrong += [
            f"{name}: {part} {weight[part]:g} of {most}"
            for part, most in PAGE_MOST.items()
            if weight[part] > most
        ]
    return wrong


def judge_all(site: LiveSite, chromium: str, folder: Path) -> list[str]:
    """Print Lighthouse's scores of the key pages on a phone; return what is under."""
    wrong = []
    pages = {
        "home": ("/", None),
        "public course": (site.pages("visitor")["course"], None),
        "toolkit": (site.pages("visitor")["toolkit"], None),
        "lesson": (site.pages("trainee")["lesson"], "ca-ipek"),
        "dashboard": ("/dashboard/", "ca-ipek"),
    }
    say(f"\n{'Lighthouse, mobile':<30}" + "".join(f"{name:>16}" for name in SCORES))
    for name, (address, person) in pages.items():
        scores = lighthouse(site, chromium, address, person, folder)
        say(f"{name:<30}" + "".join(f"{score:>16}" for score in scores.values()))
        # Pages behind a sign-in are kept from search engines on purpose.
        counted = {key: score for key, score in scores.items() if not (person and key == "seo")}
        wrong += [f"{name}: {key} {score}" for key, score in counted.items() if score < LEAST_SCORE]
    return wrong


def main() -> int:
    """Measure everything."""
    options = argparse.ArgumentParser(prog="make comfort")
    options.add_argument("--no-lighthouse", action="store_true")
    chosen = options.parse_args()
    chromium = find_chromium() or ""
    with (
        tempfile.TemporaryDirectory(prefix="imece-comfort-") as folder,
        live_site(Path(folder) / "site") as site,
    ):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            wrong = walk_all(browser, site) + weigh_all(browser, site)
            browser.close()
        if not chosen.no_lighthouse:
            wrong += judge_all(site, chromium, Path(folder))
    for line in wrong:
        say(f"over budget: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    guard(main, "make comfort")
