"""A firm: first as a visitor with a collection on the device and a form, then signed in on the firm's page."""

from tests.e2e.browsing import Opener, follow, look, submit
from tests.e2e.live_site import LiveSite


def test_collection_on_the_device_is_shared_by_link(opening: Opener, site: LiveSite) -> None:
    page = opening(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.pages("visitor")["toolkit"])
    title = page.locator("h1").inner_text()
    page.locator("[data-collect]").click()
    assert page.locator("[data-collect]").get_attribute("aria-pressed") == "true"
    page.goto("/collection/")
    page.wait_for_selector("[data-device-collection] [data-page]")
    look(page, "collection on the device")
    link = page.locator("[data-share-collection]").get_attribute("data-share") or ""
    assert "items=" in link
    stranger = opening()
    stranger.goto(link)
    look(stranger, "shared collection of a device")
    assert title in stranger.locator("main").inner_text()
    page.locator("[data-uncollect]").first.click()
    page.wait_for_selector("[data-device-collection] .empty")


def test_my_firm_is_interested(opening: Opener, site: LiveSite) -> None:
    page = opening()
    page.goto("/")
    follow(page, "main a[href$='/interest/']")
    look(page, "interest")
    page.fill("#id_firm_name", "Çınar Döküm Sanayi")
    page.fill("#id_message", "Enerji taramasıyla başlamak istiyoruz.")
    submit(page, "main form")
    look(page, "interest with errors")
    assert page.locator("[data-error-summary]").is_visible()
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')"), (
        "the summary has the focus"
    )
    assert page.locator("#id_firm_name").input_value() == "Çınar Döküm Sanayi"
    assert page.locator("#id_message").input_value() == "Enerji taramasıyla başlamak istiyoruz."
    page.fill("#id_person_name", "Nermin Işık")
    page.fill("#id_email", "nermin@cinar.example")
    for name in ("province", "sector"):
        box = page.locator(f"#id_{name}")
        if box.count() and box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(index=1)
    page.locator("#id_consent").check()
    submit(page, "main form")
    assert "/interest/thanks/" in page.url
    look(page, "interest, thanks")
    officer = opening("programme-officer")
    officer.goto("/teach/interests/")
    look(officer, "interests")
    assert "Çınar Döküm Sanayi" in officer.locator("main").inner_text()


def test_firm_page_collection_and_its_link(opening: Opener, site: LiveSite) -> None:
    page = opening("firm-contact")
    page.goto("/firm/")
    look(page, "firm")
    assert page.locator("section[aria-labelledby=suggestions] .card").count() >= 1
    follow(page, "section[aria-labelledby=suggestions] .section-head a")
    look(page, "toolkits of the sector")
    assert page.locator("#library .card").count() >= 1
    page.goto(site.pages("visitor")["toolkit"])
    title = page.locator("h1").inner_text()
    follow(page, "a[href*='/collections/add/']")
    look(page, "add to a collection")
    page.fill("main input[name=title]", "Sonbahar çalışması")
    submit(page, "main form[action$='/collections/new/']")
    if page.locator("h1").inner_text() != "Sonbahar çalışması":
        page.goto("/collections/")
        follow(page, "a:has-text('Sonbahar çalışması')")
    look(page, "collection")
    submit(page, "main form[action$='/share/']")
    link = page.locator("a[href*='/shared/']").get_attribute("href") or ""
    stranger = opening()
    stranger.goto(link)
    look(stranger, "shared collection")
    assert title in stranger.locator("main").inner_text()
    submit(page, "main form[action$='/revoke/']")
    stranger.goto(link)
    assert title not in stranger.locator("main").inner_text(), "the link has ended"
