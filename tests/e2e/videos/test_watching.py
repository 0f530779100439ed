"""The demo's film is watched on a phone: questions on the time line, by keyboard, left and taken up again, done."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, Opener, fits, wait_for
from tests.e2e.live_site import LiveSite

COURSE = "5s-ve-yalin-calismaya-giris"


def ask(site: LiveSite, expression: str):
    """Return a value out of the site's database."""
    target = site.folder / "asked-video.json"
    site.run(
        "import json; from pathlib import Path; from demo.keys import key_uuid; from lms.videos.models import *; "
        "from lms.progress.models import *; from lms.enrolments.models import *; "
        f"course = key_uuid('course', '{COURSE}'); "
        f"Path({str(target)!r}).write_text(json.dumps({expression}, default=str))"
    )
    return json.loads(target.read_text())


def state(page: Page) -> dict:
    """Where the film is."""
    return page.evaluate(
        "(() => { const v = document.querySelector('lesson-video video');"
        " return { at: v.currentTime, paused: v.paused, speed: v.playbackRate }; })()"
    )


def wait_saved(page: Page) -> None:
    page.locator("lesson-video [data-status][data-tone=saved]").wait_for()


@pytest.mark.parametrize(("language", "person"), [("tr", "op-gulsah"), ("ar", "op-ummuhan")])
def test_a_film_is_watched_left_taken_up_and_done(
    opening: Opener, site: LiveSite, language: str, person: str
):
    lesson = ask(site, f"str(key_uuid('course', '{COURSE}', 'lesson', 'duzenli-yer-guvenli-is'))")
    course = ask(site, "str(course)")
    prefix = "" if language == "tr" else f"/{language}"
    address = f"{prefix}/learn/{course}/{lesson}/"
    page = opening(person, PHONE)
    page.goto(address)
    player = page.locator("lesson-video")
    player.locator("[data-foot]:not([hidden])").wait_for()
    fits(page)

    # By keyboard alone: speed, captions, play.
    player.locator("[data-speed]").select_option("2")
    player.locator("[data-play]").focus()
    before = player.locator("[data-captions]").input_value()
    page.keyboard.press("c")
    assert player.locator("[data-captions]").input_value() != before
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press("k")
    wait_for(lambda: state(page)["at"] > 1, page, "it plays")
    assert state(page)["speed"] == 2

    # It stops at the question. A wrong answer offers the part again, from its chapter on.
    form = page.locator(".video-question:visible")
    form.wait_for()
    assert state(page)["paused"] and 15.9 < state(page)["at"] < 18
    fits(page)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    again = form.locator("[data-watch-again]")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    wait_for(lambda: not state(page)["paused"] and state(page)["at"] < 15, page, "the part is shown again")
    form.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(form.locator("[data-go-on]")).to_be_focused()
    page.keyboard.press("Enter")
    wait_for(lambda: state(page)["at"] > 19, page, "it goes on")

    # Off line what is watched waits, and goes when the connection is back.
    page.context.set_offline(True)
    page.keyboard.press("k")
    player.locator("[data-status][data-tone=waiting]").wait_for()
    page.context.set_offline(False)
    wait_saved(page)
    left_at = state(page)["at"]

    # She leaves and comes back on another device.
    page.goto(f"{prefix}/learn/{course}/")
    other = opening(person, PHONE)
    other.goto(address)
    player = other.locator("lesson-video")
    other.locator("lesson-video [data-note]:not(:empty)").wait_for()
    player.locator("[data-play]").click()
    wait_for(lambda: state(other)["at"] > left_at - 1, other, "it goes on where she stopped")
    form = other.locator(".video-question:visible")
    form.wait_for()
    form.locator("[data-go-on]").click()
    other.locator("lesson-video [data-share].is-met").wait_for()
    wait_saved(other)
    lines = other.locator("[data-video-lines]")
    lines.evaluate("list => list.closest('details').open = true")
    first = lines.locator("button").first
    first.scroll_into_view_if_needed()
    before = other.evaluate("scrollY")
    first.evaluate("button => button.click()")
    wait_for(lambda: 1 < state(other)["at"] < 7, other, "a line leads to its place")
    expect(lines.locator("li.is-now button")).to_have_attribute("aria-current", "true")
    wait_for(lambda: state(other)["at"] > 7.5, other, "the next lines are said")
    assert other.evaluate("scrollY") == before
    fits(other)

    done = ask(
        site,
        "list(ActivityCompletion.objects.filter(source='watched', enrolment__course_key=course)"
        ".values_list('enrolment__user__username', 'evidence'))",
    )
    assert any(re.fullmatch(r"video:[0-9a-f-]{36}", evidence) for _name, evidence in done)
    assert len(done) >= (1 if language == "tr" else 2)


def test_without_script_it_plays_and_says_everything(opening: Opener, site: LiveSite):
    lesson = ask(site, f"str(key_uuid('course', '{COURSE}', 'lesson', 'duzenli-yer-guvenli-is'))")
    course = ask(site, "str(course)")
    page = opening("op-gulsah", PHONE, java_script_enabled=False)
    page.goto(f"/learn/{course}/{lesson}/")
    block = page.locator(".video-block")
    assert block.locator("video").get_attribute("controls") is not None
    assert block.locator("[data-video-lines] li").count() == 11
    assert block.locator(".check-yourself").count() == 2
    expect(block.locator(".check-yourself").first).to_be_visible()
