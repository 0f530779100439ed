"""Packages play and are answered; score, completion and where she stopped arrive at the server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.e2e.browsing import DESKTOP, PHONE, Opener, fits, wait_for
from tests.e2e.h5p.conftest import PERSON, SHOWN, Packages, play, wait_saved

Answer = Callable[[FrameLocator], None]


def _choose_first(frame: FrameLocator) -> None:
    frame.locator("input[type=radio]").first.check()
    frame.locator(".choice-check").click()


def _column(frame: FrameLocator) -> None:
    parts = frame.locator(".column-part")
    for number in range(3):
        parts.nth(number).locator("input").first.check()
        parts.nth(number).locator(".choice-check").click()


def _steps(frame: FrameLocator) -> None:
    for number in range(3):
        frame.locator(".steps-note").fill(f"not {number}")
        frame.locator(".steps-next").click()


def _press_all(selector: str) -> Answer:
    def press(frame: FrameLocator) -> None:
        for number in range(frame.locator(selector).count()):
            frame.locator(selector).nth(number).click()

    return press


def _framed(frame: FrameLocator) -> None:
    for _row in range(4):
        frame.locator(".framed-more").click()


def _true_false(frame: FrameLocator) -> None:
    frame.locator(".h5p-true-false-answer", has_text="False").click()
    frame.locator(".h5p-question-check-answer").click()


def _multiple(frame: FrameLocator) -> None:
    frame.locator(".h5p-answer", has_text="Correct one").click()
    frame.locator(".h5p-question-check-answer").click()


def _blanks(frame: FrameLocator) -> None:
    for number, text in enumerate(("Brasilia", "Washington", "Berlin", "Canberra")):
        frame.locator(".h5p-text-input").nth(number).fill(text)
    frame.locator(".h5p-question-check-answer").click()


def _drag_text(frame: FrameLocator) -> None:
    # Without a mouse: pick a word up, then drop it.
    for word, place in (("blue", 0), ("red", 1), ("orange", 2)):
        frame.locator(".ui-draggable", has_text=word).press("Enter")
        frame.locator(".ui-droppable").nth(place).press("Enter")
    frame.locator(".h5p-question-check-answer").click()


OWN: dict[str, tuple[Answer, tuple[float, float] | None]] = {
    "scored": (_choose_first, (1, 1)),
    "column": (_column, (3, 3)),
    "resume": (_steps, (3, 3)),
    "framed": (_framed, (4, 4)),
    "deep": (_press_all(".deep-done"), (30, 30)),
    "patched": (_press_all(".patched-done"), (1, 1)),
    "rtl": (_press_all(".rtl-words button"), (3, 3)),
    "languages": (_press_all(".talk-done"), None),
}
SAMPLES: dict[str, tuple[Answer, tuple[float, float]]] = {
    "h5p-test": (_true_false, (1, 1)),
    "moodle-multiple-choice-2-6": (_multiple, (1, 1)),
    "moodle-filltheblanks": (_blanks, (4, 4)),
    "H5P.DragText": (_drag_text, (3, 3)),
}


def _attempt(packages: Packages, name: str) -> dict:
    key = packages[name]["activity"]
    return packages.ask(
        f"H5PAttempt.objects.filter(activity_key={key!r}).order_by('-number')"
        ".values('score', 'max_score', 'completed_at', 'number').first()"
    )


@pytest.mark.parametrize("name", [*OWN, *SAMPLES])
def test_answered_package_reports_score_and_completion(
    opening: Opener, packages: Packages, name: str
) -> None:
    answer, score = (OWN | SAMPLES)[name]
    page = opening(PERSON)
    frame = play(page, packages[name]["page"])
    answer(frame)
    wait_saved(page)
    page.wait_for_timeout(1200)
    wait_saved(page)
    found = _attempt(packages, name)
    assert found["completed_at"], found
    if score:
        assert (found["score"], found["max_score"]) == score


@pytest.mark.parametrize("name", ["plain", "valid2"])
def test_package_without_results_is_shown(opening: Opener, packages: Packages, name: str) -> None:
    page = opening(PERSON)
    frame = play(page, packages[name]["page"])
    picture = frame.locator("img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("(one) => one.naturalWidth") > 0


def test_she_goes_on_where_she_stopped(opening: Opener, packages: Packages) -> None:
    address = packages["resume"]["page"]
    page = opening(PERSON)
    frame = play(page, address)
    if frame.locator(".steps-done").count():
        page.locator("[data-h5p-again]").click()
        frame.locator(".steps-note").wait_for()
    frame.locator(".steps-note").fill("Tezgâh 4 durdu")
    frame.locator(".steps-next").click()
    frame.locator(".steps-note").fill("Kayış eksik")
    page.wait_for_timeout(1000)
    # The browser is closed half-way, without a word.
    page.context.close()
    opening.contexts.remove(page.context)
    frame = play(opening(PERSON), address)
    expect(frame.locator(".steps-place")).to_have_text("2 / 3")
    assert frame.locator(".steps-note").input_value() == "Kayış eksik"


def test_what_is_done_without_a_network_arrives_later(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    frame = play(page, "/en" + packages["scored"]["page"])
    again = page.locator("[data-h5p-again]")
    if again.is_visible():
        again.click()
        page.locator(SHOWN).wait_for()
        expect(frame.locator(".choice-check")).to_be_enabled()
    before = packages.ask(
        f"H5PAttempt.objects.filter(activity_key={packages['scored']['activity']!r}).count()"
    )
    page.context.set_offline(True)
    frame.locator("input[type=radio]").first.check()
    frame.locator(".choice-check").click()
    page.locator("[data-h5p-status][data-tone=waiting]").wait_for()
    assert "No connection" in page.locator("[data-h5p-status]").inner_text()
    kept = page.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('imece-h5p-'))")
    assert len(kept) == 1
    assert "radio" not in kept[0][1], "what waits is not readable on the device"
    page.context.set_offline(False)
    wait_saved(page)
    found = _attempt(packages, "scored")
    assert found["completed_at"]
    assert found["score"] == 1
    assert before <= found["number"] <= before + 1
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('imece-h5p-'))") == []


def test_begin_anew_is_another_attempt(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    frame = play(page, packages["patched"]["page"])
    frame.locator(".patched-done").click()
    wait_saved(page)
    page.locator("[data-h5p-again]").click()
    page.locator(SHOWN).wait_for()
    frame.locator(".patched-done").click()
    wait_saved(page)
    assert _attempt(packages, "patched")["number"] >= 2


def test_in_a_lesson_on_a_phone_and_on_a_desk(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    frame = play(page, packages["framed"]["lesson"])
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        fits(page)
    height = page.locator("h5p-frame iframe").bounding_box()["height"]
    for _row in range(4):
        frame.locator(".framed-more").click()
    page.wait_for_timeout(1000)
    assert page.locator("h5p-frame iframe").bounding_box()["height"] > height, (
        "the frame grows with its content"
    )
    assert frame.locator("body").evaluate("() => document.documentElement.scrollHeight <= innerHeight + 1")


def test_keyboard_goes_in_and_out(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON, DESKTOP)
    frame = play(page, packages["framed"]["page"])
    page.locator("h1").evaluate("(one) => { one.tabIndex = -1; one.focus(); }")
    page.keyboard.press("Tab")
    expect(frame.locator(".framed-more")).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.locator(".framed-rows li").first).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('h5p-frame') !== null")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_frame_grows_and_shrinks_with_its_content(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    frame = play(page, packages["plain"]["page"])
    outer = page.locator("h5p-frame iframe")

    def is_as_tall_as_it_needs() -> bool:
        needed = frame.locator(".h5p-content").evaluate("(one) => one.offsetHeight")
        return abs(outer.bounding_box()["height"] - needed) < 4

    wait_for(is_as_tall_as_it_needs, page, "the frame fits")
    frame.locator(".h5p-content").evaluate("(one) => { one.style.paddingBottom = '900px'; }")
    wait_for(is_as_tall_as_it_needs, page, "the frame grows")
    assert outer.bounding_box()["height"] > 900
    frame.locator(".h5p-content").evaluate("(one) => { one.style.paddingBottom = ''; }")
    wait_for(is_as_tall_as_it_needs, page, "the frame shrinks")


def test_arabic_page_tells_core_and_document(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    frame = play(page, "/ar" + packages["rtl"]["page"])
    fits(page)
    assert frame.locator("html").get_attribute("dir") == "rtl"
    assert frame.locator("html").evaluate("() => H5PIntegration.l10n.H5P.close") not in ("", "Close", "Kapat")


def test_without_script_there_are_words(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON, java_script_enabled=False)
    page.goto(packages["plain"]["lesson"])
    assert page.locator("h5p-frame").is_hidden()
    expect(page.locator(".h5p .no-script")).to_be_visible()
    page.locator(".h5p details summary").click()
    expect(page.locator(".h5p details")).to_contain_text("sözle: dokuma salonunda")


def test_package_that_does_not_load_leaves_the_lesson(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    opening.watch.is_off = True
    page.route("**/h5p/lib/**", lambda route: route.fulfill(status=503))
    page.goto("/en" + packages["plain"]["lesson"])
    problem = page.locator("[data-h5p-problem]")
    problem.wait_for()
    assert "come back later" in problem.inner_text()
    expect(page.locator(".lesson-body")).to_contain_text("Önce okuyun")
    page.unroute("**/h5p/lib/**")
    page.locator("[data-h5p-retry]").click()
    page.locator(SHOWN).wait_for()
    expect(page.frame_locator("h5p-frame iframe").locator(".plain-text")).to_be_visible()
    opening.watch.problems.clear()


def test_save_data_waits_for_the_button(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { get: () => ({ saveData: true }) })"
    )
    page.goto(packages["plain"]["page"])
    page.locator("[data-h5p-start]").wait_for()
    assert page.locator("h5p-frame iframe").count() == 0
    page.locator("[data-h5p-start]").click()
    page.locator(SHOWN).wait_for()
