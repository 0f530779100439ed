"""A trainer: two factors, a course from one screen, its first edition, the register on a phone, an edit under a reader."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE, Opener, follow, look, submit
from tests.e2e.live_site import LiveSite
from tests.e2e.second_code import code_now

PASSWORD = "imece-demo-2026"


def sign_in_with_two_factors(page: Page, site: LiveSite, name: str, person: str) -> None:
    """Sign in by name, password and the code of this half minute."""
    page.goto("/accounts/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    submit(page, "main form.form")
    assert page.locator("#id_code").is_visible(), "a password alone is not enough"
    page.fill("#id_code", code_now(site.known["totp"][person]))
    submit(page, "form:has(#id_code)")


def add_lesson(page: Page, title: str, text: str) -> None:
    """Add a lesson to the last module, inline."""
    if not page.locator("#add-lesson").count():
        page.locator("#builder a[id^=add-]").last.click()
    form = page.locator("#add-lesson")
    form.locator("[name=title]").fill(title)
    form.locator("[name=text]").fill(text)
    form.locator("button[type=submit]").click()
    page.wait_for_selector(f".builder__lesson:has-text('{title}')")


def test_a_course_from_one_screen(opening: Opener, site: LiveSite) -> None:
    page = opening(size=DESKTOP)
    sign_in_with_two_factors(page, site, "egitici.bursa", "trainer-bursa")
    page.goto("/teach/")
    look(page, "teaching")
    page.set_viewport_size(DESKTOP)
    follow(page, "a[href$='/teach/courses/new/']")
    look(page, "new course")
    page.set_viewport_size(DESKTOP)
    page.fill("#id_title", "Basınçlı havada kaçak avı")
    submit(page, "main form.form")
    builder = page.url.split("?")[0]
    assert page.locator("#builder").is_visible()
    add_lesson(page, "Kaçak neden pahalıdır", "Bir milimetrelik delik bir yılda binlerce lira eder.")
    add_lesson(page, "Kaçağı kulakla bulmak", "Önce vardiya arasında dinleyin. Sonra sabunlu su kullanın.")
    page.locator("#builder a[id^=tool-quiz-]").last.click()
    form = page.locator("form:has([name$=stem])")
    form.locator("[name$=stem]").fill("Kaçak en kolay ne zaman duyulur?")
    form.locator("[name$=choice_a]").fill("Vardiya arasında")
    form.locator("[name$=choice_b]").fill("Üretim sürerken")
    form.locator("[name$=is_right_a]").check()
    form.locator("button[type=submit]").click()
    page.wait_for_selector(".builder__panel details li:has-text('Kaçak en kolay'), .builder__panel details")
    look(page, "builder")
    page.set_viewport_size(DESKTOP)

    lessons = page.locator(".builder__lesson .outline__title")
    first = lessons.first.inner_text()
    up = page.locator(".builder__lesson").last.locator("button[value=up]")
    up.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "text => document.querySelector('.builder__lesson .outline__title').innerText !== text", arg=first
    )
    page.locator(".builder__lesson").last.locator("button[value=up]").click()
    page.wait_for_function(
        "text => document.querySelector('.builder__lesson .outline__title').innerText === text", arg=first
    )

    follow(page, "a[href*='/preview/']")
    look(page, "preview")
    page.set_viewport_size(DESKTOP)
    follow(page, "main a[href*='/preview/']:has-text('Kaçak neden')")
    assert "binlerce lira" in page.locator("main").inner_text()
    page.goto(builder)
    follow(page, "a[href$='/publish/']")
    look(page, "publish")
    page.set_viewport_size(DESKTOP)
    assert "Kaçak neden pahalıdır" in page.locator("section[aria-labelledby=changes]").inner_text(), (
        "differences first"
    )
    submit(page, "main form.form")
    page.goto(builder)
    assert page.locator("[data-changes] .badge--good").is_visible(), "trainees see everything"


def test_a_session_is_planned_and_its_register_taken_on_a_phone(opening: Opener, site: LiveSite) -> None:
    page = opening("trainer-izmir")
    group = site.known["groups"]["izmir"]
    now = datetime.now(ZoneInfo("Europe/Istanbul"))
    start = max(now - timedelta(minutes=10), now.replace(hour=0, minute=0))
    end = min(start + timedelta(hours=1), now.replace(hour=23, minute=59))
    page.goto(f"/teach/groups/{group}/sessions/new/")
    look(page, "plan a session")
    page.fill("#id_title", "Saha turu ve sayım")
    page.fill("#id_day", f"{now:%Y-%m-%d}")
    page.fill("#id_starts", f"{start:%H:%M}")
    page.fill("#id_ends", f"{end:%H:%M}")
    page.locator("input[name=mode][value=face_to_face], input[name=mode]").first.check()
    page.fill("#id_place", "Atölye 2")
    submit(page, "main form.form")
    page.goto("/teach/")
    follow(page, "a:has-text('Saha turu ve sayım')")
    look(page, "register")
    assert page.viewport_size == PHONE
    people = page.locator(".register > li").count()
    assert people == 11
    for label in page.locator(".register > li").first.locator(".segmented label").all():
        box = label.bounding_box()
        assert box and box["height"] >= 44, "a finger needs 44 px"
    page.locator("[data-register-all]").click()
    page.wait_for_selector("[data-register-state][data-tone=saved]")
    page.locator(".register > li").nth(2).locator("label:has(input[value=absent])").click()
    page.wait_for_selector("[data-register-state][data-tone=saved]")
    page.wait_for_timeout(700)
    page.reload()
    assert page.locator(".register input[value=present]:checked").count() == people - 1
    assert page.locator(".register input[value=absent]:checked").count() == 1


def test_a_lesson_is_edited_while_a_trainee_reads_it(opening: Opener, site: LiveSite) -> None:
    course = site.known["courses"]["five"]
    lesson = site.known["lessons"]["five"][2]
    reader = opening("op-cigdem")
    reader.goto(f"/learn/{course}/{lesson}/")
    title = reader.locator("h1").inner_text()
    trainer = opening("trainer-izmir", size=DESKTOP)
    trainer.goto(f"/teach/courses/{course}/?open={lesson}")
    form = trainer.locator("form[data-autosave]")
    form.locator("[name=title]").fill(f"{title}, yeni")
    form.locator("button[type=submit]").click()
    trainer.wait_for_selector("[data-changes] .badge--now")
    reader.reload()
    assert reader.locator("h1").inner_text() == title, "a draft reaches nobody"
    trainer.goto(f"/teach/courses/{course}/publish/")
    submit(trainer, "main form.form")
    submit(reader, "form[data-lesson-done]")
    assert site.known["lessons"]["five"][3] in reader.url, "done, and on to the next lesson"
    reader.goto(f"/learn/{course}/{lesson}/")
    assert reader.locator("h1").inner_text() == f"{title}, yeni", "a text fix reaches everybody"
    reader.goto(f"/learn/{course}/")
    assert (
        reader.locator(f"a[href*='{lesson}'] svg[aria-label], a[href*='{lesson}'] svg[role=img]").count() == 1
    ), "done"


def test_progress_of_a_group_as_table_chart_and_file(opening: Opener, site: LiveSite) -> None:
    for size in (PHONE, DESKTOP):
        page = opening("trainer-izmir", size=size)
        page.goto("/teach/")
        follow(page, ".card__title a[href*='/progress/']")
        look(page, "progress")
        page.set_viewport_size(size)
        if site.known["groups"]["izmir"] not in page.url:
            page.goto(f"/teach/groups/{site.known['groups']['izmir']}/progress/")
        assert page.locator("[aria-labelledby=who] tbody tr").count() == 11
        assert page.locator(".chart, figure svg, [class*=chart]").first.is_visible()
    follow(page, "a[href*='missing=course']")
    assert 0 < page.locator("[aria-labelledby=who] tbody tr").count() < 11
    with page.expect_download() as caught:
        page.locator("a[href*='export.csv']").click()
    text = caught.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert len(rows) == page.locator("[aria-labelledby=who] tbody tr").count() + 1


def test_what_is_typed_survives_going_elsewhere(opening: Opener, site: LiveSite) -> None:
    page = opening("trainer-bursa", size=DESKTOP)
    page.goto("/teach/courses/new/")
    page.fill("#id_title", "Yazılan kaybolmaz")
    submit(page, "main form.form")
    builder = page.url.split("?")[0]
    add_lesson(page, "Birinci", "İlk hâli.")
    row = page.locator(".builder__lesson .outline__title").first
    text = page.locator("form[data-autosave] [name=text]")

    row.click()
    text.fill("Kapatmadan hemen önce yazıldı.")
    page.locator("form[data-autosave] a.button--quiet").last.click()
    page.wait_for_selector("form[data-autosave]", state="detached")
    row.click()
    assert text.input_value() == "Kapatmadan hemen önce yazıldı."

    text.fill("Yayımlamaya giderken yazıldı.")
    follow(page, "a[data-publish]")
    page.goto(builder)
    row.click()
    assert text.input_value() == "Yayımlamaya giderken yazıldı."

    page.locator("form[data-autosave] [name=title]").fill("")
    page.locator("form[data-autosave] a.button--quiet").last.click()
    page.wait_for_selector("[data-saved]:not(:empty)")
    assert text.is_visible(), "what cannot be saved is not thrown away at the first click"
