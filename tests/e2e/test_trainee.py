"""A trainee: from registering to the certificate that a stranger verifies; and the same without script or mouse."""

import re
import time

import pytest
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE, Opener, follow, look, submit, wait_for
from tests.e2e.live_site import LiveSite
from tests.paper import codes_on, words_on

PASSWORD = "zeytin-dali-1923"


def register(page: Page, email: str) -> None:
    """Fill in and send the form of registration."""
    page.goto("/accounts/signup/")
    page.fill("#id_first_name", "Gülizar")
    page.fill("#id_last_name", "Iğdırlıoğlu")
    page.fill("#id_identifier", email)
    page.fill("#id_password1", PASSWORD)
    submit(page, "main form.form")


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Sign in by the form."""
    page.goto("/accounts/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    submit(page, "main form.form")


def confirm_by_mail(page: Page, email: str) -> None:
    """Open the mailbox, the newest mail to this address and its link."""

    def has_mail() -> bool:
        page.goto("/mailbox/")
        return page.locator(f".rows li:has-text('{email}')").count() > 0

    wait_for(has_mail, page, f"a mail to {email}", seconds=60)
    follow(page, f".rows li:has-text('{email}') a")
    look(page, "mail")
    follow(page, "a.mail-link[href*='confirm-email']")
    if page.locator("main form[action*='confirm-email'] button").count():
        submit(page, "main form[action*='confirm-email']")


def answer(page: Page, site: LiveSite, *, wrong: int = 0) -> None:
    """Answer the questions of the open attempt; the first `wrong` of them wrongly."""
    for number, box in enumerate(page.locator("[data-question]").all()):
        right = site.known["right"][box.get_attribute("data-question")]
        if isinstance(right, str):
            box.locator("input[type=text]").fill("bilmiyorum" if number < wrong else right)
            continue
        values = [one.get_attribute("value") for one in box.locator("input").all()]
        chosen = [next(value for value in values if value not in right)] if number < wrong else right
        for value in chosen:
            box.locator(f"input[value='{value}']").check()


def hand_in(page: Page) -> None:
    """Wait until every answer is saved where script runs, and hand in."""
    with page.expect_navigation():
        page.locator("button[name=act][value=submit]").click()


def read_to_the_end(page: Page) -> None:
    """Press "done" at the end of the lesson."""
    submit(page, "form[data-lesson-done]")


def test_from_registering_to_the_certificate(opening: Opener, site: LiveSite) -> None:
    page = opening()
    email = f"gulizar.{time.time_ns()}@firma.example"
    page.goto("/accounts/signup/")
    look(page, "register")
    register(page, email)
    look(page, "after registering")
    confirm_by_mail(page, email)
    sign_in(page, email)
    page.goto("/dashboard/")
    look(page, "dashboard, empty")
    assert page.locator("#id_code").is_visible()
    page.fill("#id_code", site.known["join_code"].lower())
    submit(page, "form:has(#id_code)")
    look(page, "join")
    submit(page, "main form")
    page.goto("/dashboard/")
    look(page, "dashboard")
    follow(page, ".continue a.button")
    look(page, "lesson")
    lessons = site.known["lessons"]["five"]
    course = f"/learn/{site.known['courses']['five']}/"
    assert lessons[0] in page.url

    follow(page, ".languages a[hreflang=ar]")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".lesson-body").get_attribute("lang") == "ar"
    look(page, "lesson in Arabic")
    read_to_the_end(page)
    assert page.url.startswith(f"{site.address}/ar/"), "the language is kept"
    follow(page, ".languages a[hreflang=tr]")
    page.goto(course)
    look(page, "course")
    assert page.locator(".trace li:not(.is-met)").count() >= 2, "it says what is missing"
    for key in lessons[1:]:
        page.goto(f"{course}{key}/")
        read_to_the_end(page)
    page.goto(course)
    missing = page.locator(".trace li:not(.is-met)")
    assert missing.count() == 1 and "70" in missing.inner_text(), (
        "only the quiz is missing, and the mark is told"
    )

    page.goto(f"{course}quiz/{site.known['quizzes']['five']}/")
    look(page, "quiz")
    submit(page, "form[data-quiz-start]")
    look(page, "attempt")
    answer(page, site, wrong=5)
    page.wait_for_selector("[data-quiz-state][data-tone=saved]")
    page.reload()
    assert page.locator("[data-question] input:checked").count() >= 5, "answers survive a reload"
    hand_in(page)
    look(page, "result, failed")
    assert page.locator(".quiz-result").is_visible()
    submit(page, "main form[action*='start']")
    answer(page, site)
    hand_in(page)
    look(page, "result, passed")
    page.goto(course)
    assert page.locator(".callout--good").is_visible(), "the course is completed"
    look(page, "course, completed")

    def has_certificate() -> bool:
        page.goto("/certificates/")
        return page.locator("main .line-list a").count() == 1

    wait_for(has_certificate, page, "the certificate", seconds=60)
    follow(page, "main .line-list a")

    def has_file() -> bool:
        page.reload()
        return page.locator("a[download][href$='tr.pdf']").count() == 1

    wait_for(has_file, page, "the certificate's file", seconds=60)
    look(page, "certificate")
    with page.expect_download() as caught:
        page.locator("a[download][href$='tr.pdf']").click()
    printed = caught.value.path().read_bytes()
    text = words_on(printed)
    assert "Gülizar Iğdırlıoğlu" in text
    [address] = codes_on(printed)
    assert address.startswith(f"{site.address}/verify/")
    assert address in re.sub(r"\s", "", text), "for those without a camera the address is printed, too"
    assert page.locator(f"main a.ltr[href='{address}']").count() == 1

    stranger = opening(size=DESKTOP)
    stranger.goto(address)
    look(stranger, "verify")
    assert stranger.locator(".badge--good").is_visible()
    assert "Gülizar" in stranger.locator("dl.facts").inner_text()


def test_one_lesson_from_completion(opening: Opener, site: LiveSite) -> None:
    page = opening("op-muzeyyen")
    page.goto(f"/learn/{site.known['courses']['five']}/")
    assert page.locator(".trace li:not(.is-met)").count() == 1
    page.goto(f"/learn/{site.known['courses']['five']}/{site.known['lessons']['five'][-1]}/")
    read_to_the_end(page)
    page.goto(f"/learn/{site.known['courses']['five']}/")
    assert page.locator(".callout--good").is_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_dashboard_says_what_is_next_due_and_how_far(opening: Opener, site: LiveSite, size) -> None:
    page = opening("ca-ipek", size=size)
    page.goto("/dashboard/")
    look(page, "dashboard")
    page.set_viewport_size(size)
    assert page.locator(".continue a.button").is_visible()
    box = page.locator(".continue a.button").bounding_box()
    assert box and box["y"] + box["height"] < size["height"], "what is next is on the first screen"
    assert page.locator(".due-list li").count() >= 1
    assert page.locator("[role=progressbar], progress, .ring").count() >= 1


def test_quiz_by_keyboard_only(opening: Opener, site: LiveSite) -> None:
    page = opening("op-hatice", size=DESKTOP)
    page.goto(f"/learn/{site.known['courses']['five']}/quiz/{site.known['quizzes']['five']}/")
    press_until(page, "document.activeElement.matches('[data-quiz-start] button')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for box in page.locator("[data-question]").all():
        number = box.get_attribute("data-question")
        right = site.known["right"][number]
        press_until(
            page, f"document.activeElement.closest('[data-question]')?.dataset.question === '{number}'"
        )
        if isinstance(right, str):
            page.keyboard.type(right)
            continue
        values = [one.get_attribute("value") for one in box.locator("input").all()]
        if box.locator("input[type=radio]").count():
            page.keyboard.press("Space")
            for _step in range(values.index(right[0])):
                page.keyboard.press("ArrowDown")
        else:
            for value in values:
                if value in right:
                    page.keyboard.press("Space")
                if value != values[-1]:
                    page.keyboard.press("Tab")
    page.wait_for_selector("[data-quiz-state][data-tone=saved]")
    press_until(page, "document.activeElement.matches('button[name=act][value=submit]')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert (
        "%100" in page.locator(".quiz-result").inner_text()
        or "100" in page.locator(".quiz-result").inner_text()
    )


def press_until(page: Page, condition: str) -> None:
    """Press Tab until the focus is there."""
    for _press in range(40):
        if page.evaluate(condition):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"40 tab stops and never: {condition}")


def test_without_script_register_lesson_and_quiz(opening: Opener, site: LiveSite) -> None:
    page = opening(java_script_enabled=False)
    page.goto("/accounts/signup/")
    submit(page, "main form.form")
    assert page.locator(".error-summary, .field__errors, .errorlist").first.is_visible(), (
        "what is missing is told"
    )
    register(page, f"sessiz.{time.time_ns()}")
    page.goto(f"/join/{site.known['join_code']}/")
    submit(page, "main form")
    course = f"/learn/{site.known['courses']['five']}/"
    page.goto(f"{course}{site.known['lessons']['five'][0]}/")
    read_to_the_end(page)
    assert site.known["lessons"]["five"][1] in page.url
    page.goto(f"{course}quiz/{site.known['quizzes']['five']}/")
    submit(page, "form[data-quiz-start]")
    answer(page, site)
    hand_in(page)
    assert page.locator(".quiz-result").is_visible()
    page.goto(course)
    assert page.locator(".trace li.is-met").count() >= 1
