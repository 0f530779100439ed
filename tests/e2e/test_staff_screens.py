"""From an empty desk to a group with people, on screens alone: administrator, officer, trainer, trainee."""

import re

from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE, Opener, follow, look, submit
from tests.e2e.live_site import LiveSite

DEMO_PASSWORD = "imece-demo-2026"
NEW_PASSWORD = "Sabah-Kahvesi-41"


def prove(page: Page) -> None:
    """Type the password again where it is asked for."""
    if "/reauthenticate/" in page.url:
        page.fill("#id_password", DEMO_PASSWORD)
        submit(page, "main form.form")


def test_a_trainer_a_group_its_code_and_a_person(opening: Opener, site: LiveSite) -> None:
    # The administrator adds a trainer, who has no e-mail address.
    desk = opening("administrator", size=DESKTOP)
    desk.goto("/people/")
    look(desk, "people")
    desk.set_viewport_size(DESKTOP)
    follow(desk, "a[href='/people/new/']")
    prove(desk)
    look(desk, "add a person")
    desk.fill("#id_first_name", "Işıl")
    desk.fill("#id_last_name", "Iğdırlıgil")
    submit(desk, "main form.form")
    assert desk.locator("[data-error-summary]").is_visible(), "one way to sign in is needed"
    assert desk.input_value("#id_last_name") == "Iğdırlıgil"
    desk.fill("#id_username", "Işıl.Usta")
    desk.select_option("#id_role", "trainer")
    desk.locator("#id_scope optgroup option[value^='cohort:']").first.wait_for(state="attached")
    value = desk.locator("#id_scope optgroup option[value^='cohort:']").first.get_attribute("value")
    assert value
    desk.select_option("#id_scope", value)
    submit(desk, "main form.form")
    look(desk, "her way in")
    link = desk.locator("[data-copy]").get_attribute("data-copy")
    assert link
    hers = opening()
    hers.goto(link)
    hers.fill("#id_password1", NEW_PASSWORD)
    submit(hers, "main form.form")
    desk.goto("/people/?q=IGDIRLIGIL+isil")
    assert desk.locator("tbody tr").count() == 1, "found however her name is typed"
    follow(desk, "tbody a")
    look(desk, "a person")
    assert "Eğitici" in desk.locator("section[aria-labelledby=roles]").inner_text()

    # The officer makes a group with a course and names the trainer.
    office = opening("programme-officer", size=DESKTOP)
    office.goto("/teach/")
    follow(office, "main a[href='/teach/programmes/']")
    look(office, "programmes")
    office.set_viewport_size(DESKTOP)
    follow(office, "main .card__title a")
    look(office, "a programme")
    office.set_viewport_size(DESKTOP)
    follow(office, "main a[href$='/groups/new/']")
    look(office, "new group")
    office.set_viewport_size(DESKTOP)
    office.fill("#id_name", "Pazartesi grubu")
    submit(office, "main form.form")
    look(office, "courses of the group")
    office.set_viewport_size(DESKTOP)
    assert "/courses/" in office.url
    before = office.locator("main ol > li").count()
    office.locator("#id_course").select_option(index=1)
    office.locator("button[value=add]").click()
    office.wait_for_load_state()
    assert office.locator("main ol > li").count() == before + 1
    follow(office, "main .tabs a[href$='/trainers/']")
    look(office, "trainers of the group")
    office.set_viewport_size(DESKTOP)
    office.fill("#id_identifier", "işıl.usta")
    office.locator("main .form button[type=submit]").click()
    office.wait_for_load_state()
    if "/reauthenticate/" in office.url:
        prove(office)
    assert office.locator("main .rows bdi", has_text="Işıl Iğdırlıgil").is_visible()
    follow(office, "main .tabs a >> nth=1")
    follow(office, "a[href$='/join-link/']")
    look(office, "join link")
    code = office.locator(".projected__code").inner_text()
    assert re.fullmatch(r"[A-Z2-9]{6}", code)

    # Somebody scans it with a phone. She has no e-mail, and is in her first lesson on the fourth screen.
    phone = opening(size=PHONE)
    seen: list[str] = []
    phone.on("domcontentloaded", lambda shown: seen.append(shown.url))
    phone.goto(f"/join/{code.lower()}/")
    look(phone, "join link")
    phone.fill("#id_first_name", "Gülşah")
    phone.fill("#id_last_name", "Öztürk")
    phone.fill("#id_identifier", "0544 765 43 21")
    phone.fill("#id_password1", NEW_PASSWORD)
    submit(phone, "main section form.form")
    look(phone, "sign in after registering")
    phone.fill("#id_password", NEW_PASSWORD)
    submit(phone, "main form.form")
    assert "/learn/" in phone.url
    follow(phone, "main .outline__lessons a, main a.button[href*='/learn/']")
    assert phone.locator("[data-lesson]").is_visible()
    assert len(seen) == 4, seen
    office.wait_for_selector("#arrivals li:has-text('Gülşah Öztürk')")
    look(office, "join link, somebody has come")

    # The officer sees her, and takes her out again with a reason.
    office.set_viewport_size(DESKTOP)
    office.go_back()
    follow(office, "main section a[href$='/members/']")
    look(office, "members")
    office.set_viewport_size(DESKTOP)
    follow(office, "tbody a:has-text('Gülşah Öztürk')")
    look(office, "a member")
    office.locator("summary:has-text('Gruptan çıkar')").click()
    office.fill("#id_withdraw-reason", "Vardiyası değişti")
    office.locator("button[value=withdraw]").click()
    office.wait_for_load_state()
    assert "/members/" in office.url
    phone.goto("/dashboard/")
    assert "Pazartesi grubu" not in phone.locator("main").inner_text()


def test_a_mentor_reads_how_far_her_trainees_are(opening: Opener, site: LiveSite) -> None:
    page = opening("mentor")
    page.goto("/accounts/home/")
    assert page.url.endswith("/mentor/")
    look(page, "a mentor's trainees")
    assert page.locator("main .card").count() > 0
