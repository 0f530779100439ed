"""What is one's own: the page behind the bell, the copy of one's data, an erasure asked for and taken back, and somebody
of the office who looks at the site as a trainee."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browsing import Opener, fits, look, submit, wait_for
from tests.e2e.live_site import LiveSite

DEMO_PASSWORD = "imece-demo-2026"


def prove(page: Page) -> None:
    """Type the password again where it is asked for."""
    if "/reauthenticate/" in page.url:
        page.fill("#id_password", DEMO_PASSWORD)
        submit(page, "main form.form")


def test_the_bell_is_read_one_by_one_and_at_once(opening: Opener, site: LiveSite) -> None:
    site.run(
        "from accounts.models import User; from core import outbox; from core.notifications import notify; "
        "from demo.keys import key_uuid; u = User.objects.get(uuid=key_uuid('person', 'op-cigdem')); "
        "[notify(user=u, kind='welcome', key=f'e2e-{n}') for n in range(3)]; outbox.deliver_all()"
    )
    page = opening("op-cigdem")
    page.goto("/notifications/")
    look(page, "notifications")
    unread = page.locator(".told--new")
    before = unread.count()
    assert before >= 3
    bell = page.locator(".bell__count")
    assert bell.inner_text() == str(before)
    page.reload()
    assert unread.count() == before, "looking changes nothing"
    with page.expect_navigation():
        unread.first.locator("form[action$='/read/'] button").click()
    assert unread.count() == before - 1
    assert bell.inner_text() == str(before - 1)
    with page.expect_navigation():
        page.locator("form[action$='/open/'] button").first.click()
    assert page.url != f"{site.address}/notifications/", "an entry leads to what it is about"
    page.goto("/notifications/")
    with page.expect_navigation():
        page.locator("form[action$='/notifications/read/'] button").click()
    assert unread.count() == 0
    expect(bell).to_have_count(0)
    fits(page)


def test_she_takes_her_data_along(opening: Opener, tmp_path: Path) -> None:
    page = opening("op-leyla")
    page.goto("/my-data/")
    look(page, "my data")
    ask = page.locator("form[action$='/my-data/copies/'] button")
    with page.expect_navigation():
        ask.click()
    if "/reauthenticate/" in page.url:
        prove(page)
        page.goto("/my-data/")
        if ask.count():
            with page.expect_navigation():
                ask.click()
    link = page.locator("a[href$='/download/']")
    wait_for(lambda: link.count() == 1, page, "the file is ready, without a reload", seconds=60)
    with page.expect_download() as waiting:
        link.click()
    file = tmp_path / "mine.zip"
    waiting.value.save_as(file)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert {"data.json", "data.html"} <= set(names)
        assert "Leyla" in archive.read("data.html").decode()


def test_an_erasure_is_explained_asked_for_and_taken_back(opening: Opener) -> None:
    page = opening("op-sevgul")
    page.goto("/my-data/erasure/")
    prove(page)
    look(page, "erasure")
    assert page.locator("main li").count() > 3, "what goes and what stays is told before"
    with page.expect_navigation():
        page.locator("main button.button--danger").click()
    assert page.url.endswith("/my-data/")
    callout = page.locator(".callout--warning form[action$='/take-back/'] button")
    look(page, "my data, erasure asked for")
    page.reload()
    with page.expect_navigation():
        callout.click()
    expect(callout).to_have_count(0)


def test_who_looks_as_somebody_else_changes_nothing_and_she_is_told(opening: Opener, site: LiveSite) -> None:
    office = opening("administrator")
    office.goto("/people/?q=leyla")
    person = office.locator("tbody a[href^='/people/']").first.get_attribute("href")
    if person is None:
        raise AssertionError("nobody is found")
    office.goto(f"{person}look/")
    prove(office)
    look(office, "see the site as she does")
    office.fill("#id_reason", "Dersini bulamıyor")
    submit(office, "main form.form")
    bar = office.locator(".looking")
    expect(bar).to_be_visible()
    office.goto("/dashboard/")
    look(office, "her dashboard, looked at")
    answer = office.request.post(
        f"{site.address}/accounts/profile/name/",
        form={
            "first_name": "Başka",
            "last_name": "Ad",
            "language": "tr",
            "csrfmiddlewaretoken": office.locator("[name=csrfmiddlewaretoken]").first.input_value(),
        },
    )
    assert answer.status in (403, 404, 405), "nothing can be written"
    assert office.goto("/accounts/profile/").status in (403, 404), "her profile stays closed"
    office.goto("/dashboard/")
    with office.expect_navigation():
        bar.locator("button").click()
    expect(office.locator(".looking")).to_have_count(0)
    site.run(
        "from notifications.models import Notification; from core import outbox; outbox.deliver_all(); "
        "assert Notification.objects.filter(kind='looked_at', values__reason='Dersini bulamıyor').count() == 1"
    )
