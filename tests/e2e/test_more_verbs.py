"""Things people do that the long journeys do not: drag, rename, edit in the CMS, export, share, filter, find one's way."""

import io

import openpyxl
import pytest
from playwright.sync_api import Locator, Page

from tests.e2e.browsing import DESKTOP, PHONE, Opener, follow, look, submit, wait_for
from tests.e2e.live_site import LiveSite

PASSWORD = "imece-demo-2026"
LESSONS = ".builder__lesson .outline__title > span"


def titles(page: Page) -> list[str]:
    """Lessons of the first module, from top to bottom."""
    return page.locator("[data-lessons]").first.locator(LESSONS).all_inner_texts()


def drag(page: Page, grip: Locator, onto: Locator, *, below: bool = False) -> None:
    """Move a row by its grip above (or below) another one, as a hand does: press, move in steps, let go."""
    start, end = grip.bounding_box(), onto.bounding_box()
    assert start and end
    x, y = end["x"] + end["width"] / 2, end["y"] + (end["height"] - 4 if below else 4)
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, (start["y"] + y) / 2, steps=4)
    page.mouse.move(x, y, steps=4)
    with page.expect_response(lambda answer: answer.url.endswith("/place/")):
        page.mouse.up()


def test_trainer_drags_a_lesson_and_renames_a_module_in_the_builder(opening: Opener, site: LiveSite) -> None:
    page = opening("trainer-izmir", size={"width": 1280, "height": 2400})
    page.goto(f"/teach/courses/{site.known['courses']['siri']}/")
    before = titles(page)
    rows = page.locator("[data-lessons]").first.locator(".builder__lesson")
    assert len(before) >= 3
    drag(page, rows.nth(2).locator("[data-grip]"), rows.nth(0))
    moved = [before[2], before[0], before[1], *before[3:]]
    page.reload()
    assert titles(page) == moved, "the server knows the order"
    assert page.locator("[data-changes] .badge--now").is_visible(), "trainees do not see it yet"
    drag(page, rows.nth(0).locator("[data-grip]"), rows.nth(2), below=True)
    page.reload()
    assert titles(page) == before, "and back down"

    module = page.locator("[data-modules] > [data-page]").first
    name = module.locator("h2 > span").inner_text()
    module.locator("a.icon-button[href*='rename=']").first.click()
    field = page.locator("#builder form[action$='/rename/'] input[name=title]")
    field.wait_for()
    assert field.input_value() == name
    field.fill(f"{name} (yeni)")
    field.press("Enter")
    page.locator("h2 > span", has_text=f"{name} (yeni)").wait_for()
    assert page.url.startswith(f"{site.address}/teach/courses/"), "without leaving the builder"
    page.reload()
    assert page.locator("[data-modules] h2 > span").first.inner_text() == f"{name} (yeni)"


def test_trainer_edits_a_lesson_in_the_cms_and_sees_what_trainees_do_not(
    opening: Opener, site: LiveSite
) -> None:
    course, lesson = site.known["courses"]["siri"], site.known["lessons"]["siri"][1]
    reader = opening("ca-ipek")
    reader.goto(f"/learn/{course}/{lesson}/")
    title = reader.locator("h1").inner_text()
    page = opening("trainer-izmir", size=DESKTOP)
    page.goto(f"/teach/courses/{course}/?open={lesson}")
    follow(page, "#builder a[href^='/cms/pages/']")
    assert page.url.startswith(f"{site.address}/cms/pages/")
    field = page.locator("[name=title]").first
    assert field.input_value() == title
    field.fill(f"{title}: CMS’ten")
    editor = page.url
    with page.expect_navigation():
        page.locator("button.action-save, button[type=submit]:has-text('Taslağı kaydet')").first.click()
    page.goto(editor)
    assert page.locator("[name=title]").first.input_value() == f"{title}: CMS’ten"
    warning = page.locator(".messages li.warning")
    assert "yayımlan" in warning.inner_text() and warning.locator("a[href$='/publish/']").is_visible()
    reader.reload()
    assert reader.locator("h1").inner_text() == title, "a draft reaches nobody"
    follow(page, ".messages li.warning a[href$='/publish/']")
    assert "CMS’ten" in page.locator("section[aria-labelledby=changes]").inner_text()


def test_trainer_takes_the_progress_home_as_a_workbook(opening: Opener, site: LiveSite) -> None:
    page = opening("trainer-izmir")
    page.goto(f"/teach/groups/{site.known['groups']['izmir']}/progress/")
    shown = page.locator("[aria-labelledby=who] tbody tr").count()
    with page.expect_download() as caught:
        page.locator("a[href*='export.xlsx']").click()
    assert caught.value.suggested_filename.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(caught.value.path().read_bytes())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == shown + 1
    assert {("Çağlar", "Şükran"), ("El-Hamed", "Rûya")} <= {row[:2] for row in rows}
    held_back = next(row for row in rows if row[:2] == ("Yıldız", "Işıl"))
    on_screen = page.locator("[aria-labelledby=who] tbody tr", has_text="Işıl Yıldız").inner_text()
    assert held_back[-1] and str(held_back[-1]) in on_screen, (
        "what is missing is told in the words of the screen"
    )


@pytest.mark.parametrize("way", ["clipboard", "phone"])
def test_a_collection_is_shared_by_its_button(opening: Opener, site: LiveSite, way: str) -> None:
    page = opening(permissions=["clipboard-read", "clipboard-write"])
    if way == "phone":
        page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page.goto(site.pages("visitor")["toolkit"])
    title = page.locator("h1").inner_text()
    page.locator("[data-collect]").click()
    page.goto("/collection/")
    page.wait_for_selector("[data-device-collection] [data-page]")
    page.locator("[data-share-collection]").click()
    if way == "phone":
        page.wait_for_function("window.shared")
        address = page.evaluate("window.shared.url")
    else:
        page.locator(".toast").wait_for()
        address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith(f"{site.address}/collection/?items=")
    stranger = opening()
    stranger.goto(address)
    assert title in stranger.locator("main").inner_text()


def test_firm_contact_signs_in_and_filters_toolkits_by_topic(opening: Opener, site: LiveSite) -> None:
    page = opening()
    page.goto("/accounts/login/")
    page.fill("#id_login", "firma")
    page.fill("#id_password", "not-hers-1923")
    submit(page, "main form.form")
    assert page.locator("[data-error-summary]").is_visible()
    page.fill("#id_password", PASSWORD)
    submit(page, "main form.form")
    assert page.url.startswith(f"{site.address}/firm/"), "a firm's contact begins at her firm's page"
    look(page, "firm")
    page.set_viewport_size(PHONE)
    page.goto(site.pages("visitor")["toolkits"])
    everything = page.locator("#library .card").count()
    page.locator("label[for=show-filters]").click()
    choice = page.locator("#facet-topic")
    option = choice.locator("option").nth(1)
    label, value = option.inner_text(), option.get_attribute("value")
    number = int(label.rsplit("(", 1)[1].rstrip(")"))
    choice.select_option(value)
    wait_for(lambda: page.locator("#library .card").count() == number, page, f"{number} toolkits of {label}")
    assert f"topic={value}" in page.url and number < everything
    page.reload()
    assert page.locator("#library .card").count() == number, "the address holds the filter"
    follow(page, "#library .card__title a")
    assert label.rsplit(" (", 1)[0] in page.locator("main").inner_text()


def test_visitor_goes_on_from_the_filtered_result_and_finds_a_chapter(
    opening: Opener, site: LiveSite
) -> None:
    page = opening(size=DESKTOP)
    page.goto("/search/?q=enerji verimliliği")
    if not page.locator("#results details").evaluate("box => box.open"):
        page.locator("#results details summary").click()
    follow(page, "#results a.chip[href*='sector=']")
    result = page.locator(".result h3 a[href*='/arac-setleri/']").first
    title = result.inner_text()
    with page.expect_navigation():
        result.click()
    assert page.locator("h1").inner_text() == title
    assert page.locator(".file-card a[download]").count() >= 1

    follow(page, "header nav a[href='/rehberler/'], nav a[href*='/rehberler/']")
    look(page, "guides")
    page.set_viewport_size(DESKTOP)
    chapter = site.pages("visitor")["chapter"]
    guide = f"/{'/'.join(chapter.strip('/').split('/')[:2])}/"
    follow(page, f"main a[href='{guide}']")
    follow(page, f"main a[href='{chapter}']")
    assert page.locator(".lesson-body").is_visible()
    assert page.locator(f".breadcrumb a[href='{guide}']").is_visible(), "and the way back"
