"""Every journey once more without a mouse: visitor, trainee, trainer, firm."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, Opener, wait_for
from tests.e2e.keyboard import Keyboard
from tests.e2e.live_site import LiveSite
from tests.e2e.second_code import code_now

PASSWORD = "zeytin-dali-1923"


def answer_all(page: Page, keys: Keyboard, site: LiveSite) -> None:
    """Answer every question of the open attempt rightly."""
    for box in page.locator("[data-question]").all():
        number = box.get_attribute("data-question")
        right = site.known["right"][number]
        inside = f"[data-question='{number}']"
        if isinstance(right, str):
            keys.write(f"{inside} input", right)
        elif box.locator("input[type=radio]").count():
            keys.choose(f"{inside} input", right[0])
        else:
            for value in [one.get_attribute("value") for one in box.locator("input").all()]:
                if value in right:
                    keys.press(f"{inside} input[value='{value}']", "Space")
    page.wait_for_selector("[data-quiz-state][data-tone=saved]")


def test_visitor(opening: Opener, site: LiveSite) -> None:
    page = opening(size=DESKTOP)
    keys = Keyboard(page)
    page.goto("/")
    keys.write("#site-search", "enerji verimliliği")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if not page.locator("#results details").evaluate("box => box.open"):
        keys.press("#results summary")
    keys.follow("#results a.chip[href*='sector=']")
    assert "sector=" in page.url
    keys.follow(".result a[href*='/arac-setleri/']")
    keys.reach(".file-card a[download]")
    with page.expect_download():
        page.keyboard.press("Enter")
    keys.follow(
        "section[aria-labelledby=related] a[href*='/egitimler/'], #related ~ ul a[href*='/egitimler/']"
    )
    assert page.locator("h1").is_visible()
    page.goto(site.pages("visitor")["guides"])
    keys.follow("main .card a, main .line-list a")
    keys.follow("section[aria-labelledby=chapters] a")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    keys.press("[data-keep-offline]")
    page.wait_for_selector("[data-keep-offline][aria-pressed=true]")


def test_trainee(opening: Opener, site: LiveSite) -> None:
    page = opening(size=DESKTOP)
    keys = Keyboard(page)
    email = f"klavye.{time.time_ns()}@firma.example"
    page.goto("/accounts/signup/")
    keys.write("#id_first_name", "Işıl")
    keys.write("#id_last_name", "Yıldız")
    keys.write("#id_identifier", email)
    keys.write("#id_password1", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    def has_mail() -> bool:
        page.goto("/mailbox/")
        return page.locator(f".rows li:has-text('{email}')").count() > 0

    wait_for(has_mail, page, "the mail", seconds=60)
    address = page.locator(f".rows li:has-text('{email}') a").first.get_attribute("href")
    keys.follow(f".rows a[href='{address}']")
    keys.follow("a.mail-link[href*='confirm-email']")
    if page.locator("main form[action*='confirm-email'] button").count():
        keys.follow("main form[action*='confirm-email'] button")
    page.goto("/accounts/login/")
    keys.write("#id_login", email)
    keys.write("#id_password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/dashboard/")
    keys.write("#id_code", site.known["join_code"])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys.follow("main form button[type=submit], main form button:not([type])")
    page.goto("/dashboard/")
    keys.follow(".continue a.button")
    keys.follow(".languages a[hreflang=ar]")
    assert page.locator("html").get_attribute("dir") == "rtl"
    for _lesson in site.known["lessons"]["five"]:
        keys.follow("form[data-lesson-done] button")
    course = f"/learn/{site.known['courses']['five']}/"
    page.goto(f"{course}quiz/{site.known['quizzes']['five']}/")
    keys.follow("[data-quiz-start] button")
    answer_all(page, keys, site)
    keys.follow("button[name=act][value=submit]")
    assert page.locator(".quiz-result").is_visible()
    page.goto(course)
    assert page.locator(".callout--good").is_visible(), "the course is completed"

    def has_certificate() -> bool:
        page.goto("/certificates/")
        return page.locator("main .line-list a").count() == 1

    wait_for(has_certificate, page, "the certificate", seconds=60)
    keys.follow("main .line-list a")

    def has_file() -> bool:
        page.reload()
        return page.locator("a[download][href$='tr.pdf']").count() == 1

    wait_for(has_file, page, "the certificate's file", seconds=60)
    keys.reach("a[download][href$='tr.pdf']")
    with page.expect_download():
        page.keyboard.press("Enter")


def test_trainer(opening: Opener, site: LiveSite) -> None:
    page = opening(size=DESKTOP)
    keys = Keyboard(page)
    page.goto("/accounts/login/")
    keys.write("#id_login", "egitici.bursa")
    keys.write("#id_password", "imece-demo-2026")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys.write("#id_code", code_now(site.known["totp"]["trainer-bursa"]))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/teach/")
    keys.follow("a[href$='/teach/courses/new/']")
    keys.write("#id_title", "Makine başında düzen")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    builder = page.url.split("?")[0]
    for title in ("Neden düzen", "Nereden başlanır"):
        if not page.locator("#add-lesson").count():
            keys.press("#builder a[id^=add-]")
            page.wait_for_selector("#add-lesson")
        keys.write("#add-lesson [name=title]", title)
        keys.write("#add-lesson [name=text]", "Aranan her dakika boşa gider.")
        keys.press("#add-lesson button[type=submit]")
        page.wait_for_selector(f".builder__lesson:has-text('{title}')")
    keys.press("#builder a[id^=tool-quiz-]")
    page.wait_for_selector("[name$=stem]")
    keys.write("[name$=stem]", "Düzen kimin işidir?")
    keys.press("[name$=is_right_a]", "Space")
    keys.write("[name$=choice_a]", "Herkesin")
    keys.write("[name$=choice_b]", "Kimsenin")
    keys.press("form:has([name$=stem]) button[type=submit]")
    page.wait_for_selector(".builder__panel details")
    first = page.locator(".builder__lesson .outline__title").first.inner_text()
    keys.press(".builder__lesson:last-child button[value=up]")
    page.wait_for_function(
        "text => document.querySelector('.builder__lesson .outline__title').innerText !== text", arg=first
    )
    assert page.evaluate("document.activeElement.matches('button[value=up]')"), "the focus stays on the row"
    page.goto(builder)
    keys.follow("a[href$='/publish/']")
    keys.follow("main form.form button[type=submit]")
    page.goto(builder)
    assert page.locator("[data-changes] .badge--good").is_visible()

    group = site.known["groups"]["bursa"]
    now = datetime.now(ZoneInfo("Europe/Istanbul"))
    start = max(now - timedelta(minutes=10), now.replace(hour=0, minute=0))
    page.goto(f"/teach/groups/{group}/sessions/new/")
    keys.write("#id_title", "Klavyeyle planlanan oturum")
    keys.write("#id_day", f"{now:%Y-%m-%d}")
    keys.write("#id_starts", f"{start:%H:%M}")
    keys.write("#id_ends", f"{min(start + timedelta(hours=1), now.replace(hour=23, minute=59)):%H:%M}")
    keys.choose("input[name=mode]", "face_to_face")
    keys.write("#id_place", "Atölye 4")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/teach/")
    title = page.locator("a:has-text('Klavyeyle planlanan')").first.get_attribute("href")
    keys.follow(f"a[href='{title}']")
    keys.press("[data-register-all]")
    page.wait_for_selector("[data-register-state][data-tone=saved]")
    keys.choose(".register > li:nth-child(2) input", "absent")
    page.wait_for_timeout(900)
    page.wait_for_selector("[data-register-state][data-tone=saved]")
    page.reload()
    assert page.locator(".register input[value=absent]:checked").count() == 1

    page.goto(f"/teach/groups/{group}/progress/")
    keys.follow("a[href*='missing=course']")
    keys.reach("a[href*='export.csv']")
    with page.expect_download():
        page.keyboard.press("Enter")


def test_firm(opening: Opener, site: LiveSite) -> None:
    page = opening(size=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    keys = Keyboard(page)
    page.goto(site.pages("visitor")["toolkit"])
    keys.press("[data-collect]")
    page.wait_for_selector("[data-collect][aria-pressed=true]")
    page.goto("/collection/")
    page.wait_for_selector("[data-device-collection] [data-page]")
    keys.reach("[data-share-collection]")
    page.goto("/interest/")
    keys.write("#id_firm_name", "Pınar Döküm Sanayi")
    keys.write("#id_person_name", "Nermin Işık")
    keys.write("#id_email", "nermin@pinar.example")
    keys.press("#id_consent", "Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if "/thanks/" not in page.url:
        problems = page.locator("[data-error-summary]").inner_text()
        raise AssertionError(problems)

    member = opening("firm-contact", size=DESKTOP)
    keys = Keyboard(member)
    member.goto("/firm/")
    keys.follow("section[aria-labelledby=suggestions] .section-head a")
    member.goto(site.pages("visitor")["toolkit"])
    keys.follow("a[href*='/collections/add/']")
    keys.write("main input[name=title]", "Klavyeyle toplanan")
    with member.expect_navigation():
        member.keyboard.press("Enter")
    if member.locator("h1").inner_text() != "Klavyeyle toplanan":
        member.goto("/collections/")
        address = member.locator("a:has-text('Klavyeyle toplanan')").get_attribute("href")
        keys.follow(f"a[href='{address}']")
    keys.follow("main form[action$='/share/'] button")
    assert member.locator("a[href*='/shared/']").count() == 1
