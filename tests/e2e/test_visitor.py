"""A visitor: finds a toolkit by searching, takes its file, goes on to the course, reads a chapter offline and on paper."""

import re

import pytest

from tests.e2e.browsing import DESKTOP, PHONE, Opener, follow, look
from tests.e2e.live_site import LiveSite


def downloads_of(page, site: LiveSite) -> int:
    """Read the counter beside the first file, with every download so far in it.

    Counts are summed up once an hour and pages kept for ten minutes: do both now.
    """
    site.run(
        "from toolkits.library.services.downloads import fold_downloads; fold_downloads();"
        "from core.page_cache import purge_public_pages; purge_public_pages()"
    )
    page.reload()
    text = page.locator(".file-card__text").first.inner_text()
    return int(re.findall(r"\d+", text)[-1])


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_from_the_search_to_the_toolkit_and_its_course(opening: Opener, site: LiveSite, size) -> None:
    page = opening(size=size)
    page.goto("/")
    look(page, "home")
    page.set_viewport_size(size)
    page.locator("#site-search").fill("enerji verimliliği")
    with page.expect_navigation():
        page.locator("#site-search").press("Enter")
    look(page, "search")
    page.set_viewport_size(size)
    everything = page.locator(".result").count()
    assert everything >= 2
    filters = page.locator("#results details")
    if not filters.evaluate("box => box.open"):
        filters.locator("summary").click()
    follow(page, "#results a.chip[href*='sector=']")
    assert "sector=" in page.url and "q=enerji" in page.url
    assert 0 < page.locator(".result").count() <= everything
    assert page.locator("#results details a.chip[aria-current=true]").count() == 1
    page.goto("/search/?q=enerji verimliliği")
    follow(page, ".result h3 a[href*='/arac-setleri/']")
    look(page, "toolkit")
    page.set_viewport_size(size)

    before = downloads_of(page, site)
    with page.expect_download() as caught:
        page.locator(".file-card a[download]").first.click()
    assert caught.value.path().stat().st_size > 1000

    assert downloads_of(page, site) == before + 1
    follow(
        page, "#related ~ ul a[href*='/egitimler/'], section[aria-labelledby=related] a[href*='/egitimler/']"
    )
    look(page, "course")
    assert page.locator("h1").inner_text()


def test_chapter_is_kept_for_offline_reading(opening: Opener, site: LiveSite) -> None:
    page = opening()
    page.goto(site.pages("visitor")["chapter"])
    look(page, "chapter")
    title = page.locator("h1").inner_text()
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    page.locator("[data-keep-offline]").click()
    page.wait_for_selector("[data-keep-offline][aria-pressed=true]")
    page.reload()
    page.context.set_offline(True)
    opening.watch.is_off = True
    page.reload()
    assert page.locator("h1").inner_text() == title
    assert page.locator("[data-net-status]").is_visible()
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith(
        ("Imece", '"Atkinson', "Atkinson")
    )
    page.goto("/arac-setleri/")
    assert page.locator("h1").count() == 1, "a page that was not kept leads to the page about being offline"
    page.context.set_offline(False)
    opening.watch.is_off = False
    page.goto("/arac-setleri/")
    assert page.locator(".card").count()


def test_chapter_prints_its_text_alone(opening: Opener, site: LiveSite) -> None:
    page = opening(size=DESKTOP)
    page.goto(site.pages("visitor")["chapter"])
    page.emulate_media(media="print")
    for part in (".site-header", ".page-bar__tools", "[data-print]"):
        assert not page.locator(part).first.is_visible(), f"{part} is on paper"
    assert page.locator(".lesson-body").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)",
    )  # fmt: skip
    assert len(page.pdf(format="A4")) > 10_000


def test_search_by_keyboard_only(opening: Opener) -> None:
    page = opening(size=DESKTOP)
    page.goto("/")
    presses = 0
    while page.evaluate("document.activeElement.id") != "site-search":
        page.keyboard.press("Tab")
        presses += 1
        assert presses <= 10, "the search field is more than 10 tab stops away"
    page.keyboard.type("enerji verimliliği")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    # A file is fetched, or opens in the browser's own reader; what is looked at here is a page of ours.
    a_page = 'document.activeElement.matches(\'.result h3 a:not([href*="/file/"], [href*="/download/"])\')'
    for _press in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(a_page):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus does not show"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/search/" not in page.url and page.locator("h1").is_visible()


def test_language_switch_keeps_the_place(opening: Opener, site: LiveSite) -> None:
    page = opening()
    page.goto(site.pages("visitor")["toolkit"])
    follow(page, ".languages a[hreflang=ar]")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.url.startswith(f"{site.address}/ar/") and page.locator(".file-card").count()
    look(page, "toolkit in Arabic")
    follow(page, ".languages a[hreflang=tr]")
    assert page.url == site.address + site.pages("visitor")["toolkit"]
