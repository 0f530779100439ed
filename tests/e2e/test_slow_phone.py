"""The commonest journeys on a cheap phone with a thin line: they work, and words are there soon."""

import re

from tests.e2e.browsing import PHONE, Opener, follow, submit
from tests.e2e.live_site import LiveSite
from tests.e2e.slow_phone import Stopwatch, slow_down

COLD, WARM = 4.0, 2.5
"""Seconds until the first words: with an empty cache, and with style, script and fonts there already."""


def check(watch: Stopwatch) -> None:
    """The first page began with an empty cache, the others did not."""
    print(watch.seconds)
    (first, cold), *others = watch.seconds.items()
    late = {first: cold} if cold > COLD else {}
    late |= {name: seconds for name, seconds in others if seconds > WARM}
    assert not late, f"too late: {late} of {watch.seconds}"


def test_visitor_finds_a_toolkit(opening: Opener) -> None:
    page = opening(size=PHONE)
    slow_down(page)
    watch = Stopwatch(page)
    page.goto("/", wait_until="commit")
    watch.note("home")
    page.locator("#site-search").fill("enerji verimliliği")
    with page.expect_navigation(wait_until="commit"):
        page.locator("#site-search").press("Enter")
    watch.note("search")
    with page.expect_navigation(wait_until="commit"):
        page.locator(".result h3 a[href*='/arac-setleri/']").first.click()
    watch.note("toolkit")
    assert page.locator("h1").inner_text()
    check(watch)


def test_trainee_reads_and_takes_a_quiz(opening: Opener, site: LiveSite) -> None:
    page = opening("op-zisan", size=PHONE)
    slow_down(page)
    watch = Stopwatch(page)
    page.goto("/dashboard/", wait_until="commit")
    watch.note("dashboard")
    follow(page, ".continue a.button")
    watch.note("next step")
    course = f"/learn/{site.known['courses']['five']}/"
    lesson = site.known["lessons"]["five"][0]
    page.goto(f"{course}{lesson}/", wait_until="commit")
    watch.note("lesson")
    done = page.locator("form[data-lesson-done] button")
    if done.count():
        submit(page, "form[data-lesson-done]")
        watch.note("next lesson")
    page.goto(f"{course}quiz/{site.known['quizzes']['five']}/", wait_until="commit")
    watch.note("quiz")
    submit(page, "[data-quiz-start]")
    watch.note("attempt")
    page.locator("[data-question] label:has(input)").first.click()
    page.wait_for_selector("[data-quiz-state][data-tone=saved]")
    assert re.search(r"/attempts/", page.url)
    page.reload()
    assert page.locator("[data-question] input:checked").count() == 1, "the answer was saved"
    check(watch)
