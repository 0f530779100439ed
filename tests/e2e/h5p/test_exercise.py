"""The demo programme's own exercise: put in order by keyboard, marked, resumed in another language, never counting."""

import json

from playwright.sync_api import FrameLocator, expect

from tests.e2e.browsing import Opener
from tests.e2e.h5p.conftest import SHOWN, wait_saved
from tests.e2e.live_site import LiveSite

TRAINEE = "op-gulsah"
RIGHT = ["kırmızı etiket", "askı yapmak", "gevşek cıvata", "Kim, ne", "beş dakikalık"]


def _put_in_order(frame: FrameLocator) -> None:
    """Move each step up to its place, with the keys alone."""
    items = frame.locator(".order__item")
    for place, words in enumerate(RIGHT):
        texts = frame.locator(".order__text").all_inner_texts()
        for at in range(next(index for index, text in enumerate(texts) if words in text), place, -1):
            items.nth(at).locator(".order__move").first.press("Enter")


def test_a_trainee_puts_the_five_steps_in_order(opening: Opener, site: LiveSite) -> None:
    course, lesson = site.known["courses"]["five"], site.known["lessons"]["five"][0]
    page = opening(TRAINEE)
    page.goto(f"/learn/{course}/{lesson}/")
    page.locator("h5p-frame").scroll_into_view_if_needed()
    page.locator(SHOWN).wait_for()
    frame = page.frame_locator("h5p-frame iframe")
    if frame.locator(".is-right").count() == 5:
        # Somebody did it before, in another test.
        page.locator("[data-h5p-again]").click()
        frame.locator(".order__move").first.wait_for()
    _put_in_order(frame)
    # The hand stays on a button of the step that was moved.
    assert frame.locator(":focus").get_attribute("class") == "order__move"
    frame.locator(".order__check").press("Enter")
    expect(frame.locator(".order__said")).to_have_text("Hepsi doğru yerde. Elinize sağlık!")
    expect(frame.locator(".is-right")).to_have_count(5)
    wait_saved(page)
    expect(page.locator("[data-h5p-result]")).to_contain_text("5")
    # What she did does not depend on the language that she reads.
    page.goto(f"/ar/learn/{course}/{lesson}/")
    page.locator("h5p-frame").scroll_into_view_if_needed()
    page.locator(SHOWN).wait_for()
    expect(frame.locator(".is-right")).to_have_count(5)
    expect(frame.locator(".order__task")).to_contain_text("فريق")
    assert frame.locator("html").get_attribute("dir") == "rtl"
    target = site.folder / "exercise.json"
    site.run(
        "import json; from pathlib import Path; from lms.h5p.models import H5PAttempt; "
        "one = H5PAttempt.objects.filter(version__main_library__machine_name='H5P.ImeceOrder').latest('pk'); "
        f"Path({str(target)!r}).write_text(json.dumps([one.score, one.max_score, one.completed_at is not None]))"
    )
    assert json.loads(target.read_text()) == [5, 5, True]
