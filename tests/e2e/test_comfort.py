"""What a trainee's and a visitor's commonest journeys may cost at most, and how heavy a trainee's pages may be."""

from dataclasses import asdict

import pytest
from playwright.sync_api import Browser

from tests.e2e.comfort.journeys import JOURNEYS, PAGE_MOST, over
from tests.e2e.comfort.measuring import weigh
from tests.e2e.comfort.walking import walker
from tests.e2e.live_site import LiveSite


@pytest.mark.parametrize(
    "journey", [one for one in JOURNEYS if one.name[:2] in ("T1", "T6")], ids=lambda one: one.name[:2]
)
def test_journey_stays_in_its_budget(browser: Browser, site: LiveSite, journey) -> None:
    with walker(browser, site.address) as one:
        journey.walk(one, site)
        assert not over(one.cost, journey.most), one.cost


@pytest.mark.parametrize("name", ["dashboard", "course", "lesson", "quiz attempt"])
def test_page_stays_in_its_budget(browser: Browser, site: LiveSite, name: str) -> None:
    weight = asdict(weigh(browser, site, name))
    assert not {part: weight[part] for part, most in PAGE_MOST.items() if weight[part] > most}, weight
