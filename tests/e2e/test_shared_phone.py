"""Two women, one phone: nothing of the first is there for the second, neither by "back" nor in what the browser keeps."""

import time

from playwright.sync_api import Page

from tests.e2e.browsing import Opener, look, submit
from tests.e2e.live_site import LiveSite

PASSWORD = "zeytin-dali-1923"


def register(page: Page, given: str) -> str:
    """Make an account on a device that is not her own; she is in then."""
    name = f"{given.lower()}.{time.time_ns()}"
    page.goto("/accounts/signup/")
    page.fill("#id_first_name", given)
    page.fill("#id_last_name", "Ortak")
    page.fill("#id_identifier", name)
    page.fill("#id_password1", PASSWORD)
    page.check("#id_shared_device")
    submit(page, "main form.form")
    return name


def kept(page: Page) -> list[str]:
    """Return the names of what the browser keeps for the site, but for what every page keeps."""
    return page.evaluate(
        """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys()]
        .filter((name) => !name.startsWith("imece-person") && !/^imece-[0-9a-f]+$/.test(name))"""
    )


def test_two_people_after_each_other(opening: Opener, site: LiveSite) -> None:
    page = opening()
    register(page, "Gülşah")
    page.goto("/accounts/profile/")
    look(page, "profile on a shared phone")
    page.evaluate("""async () => {
        localStorage.setItem("imece-collection", "[]");
        localStorage.setItem("imece-quiz-1", "{}");
        sessionStorage.setItem("imece:lesson-place", "{}");
        await (await caches.open("kept-pages")).put("/x/", new Response("x"));
    }""")
    assert len(kept(page)) == 4

    page.locator("header details summary").click()
    begin = time.monotonic()
    with page.expect_navigation():
        page.locator("header button:has-text('Kişi değiştir')").click()
    assert time.monotonic() - begin < 10, "emptying the browser keeps nobody waiting"
    assert "/accounts/login/" in page.url
    assert page.evaluate("document.activeElement.id") == "id_login"
    assert page.locator("#id_shared_device").is_checked()
    assert kept(page) == []
    look(page, "change of person")

    page.go_back()
    assert "Gülşah" not in page.content(), "back shows nothing of her"
    assert "/accounts/login/" in page.url
    register(page, "Işıl")
    page.goto("/accounts/profile/")
    assert "Işıl Ortak" in page.content()
    for _step in range(4):
        page.go_back()
        assert "Gülşah" not in page.content()


def test_what_is_left_of_somebody_else_goes_without_signing_out(opening: Opener, site: LiveSite) -> None:
    page = opening("op-hatice")
    page.goto("/dashboard/")
    page.evaluate("localStorage.setItem('imece-quiz-1', '{}'); localStorage.setItem('imece-theme', 'dark')")
    page.context.clear_cookies()
    page.goto("/")
    assert "imece-quiz-1" in kept(page), "her session may have ended while she was answering"
    page.context.add_cookies([site.cookie("op-muzeyyen")])
    page.goto("/dashboard/")
    assert kept(page) == ["imece-theme"]
