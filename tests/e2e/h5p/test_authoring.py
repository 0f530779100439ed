"""Writing H5P in a browser: the editor on the second host, kept from the site, and what is saved becomes a version.

A stand-in (tests/h5p_editor) is where the files of the H5P editor would be.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import DESKTOP, PATIENCE, PHONE
from tests.e2e.live_site import LiveSite, live_site
from tests.h5p_editor import lay_down
from tests.h5p_packages import build_package

pytestmark = [pytest.mark.h5p_service, pytest.mark.xdist_group("h5p_service")]
OF_SITE = "iframe.h5p-authoring__frame"


@pytest.fixture(scope="module")
def writing(start_h5p_service: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site with a second host name and a service that has the editor's files; one package is there."""
    service = start_h5p_service(**lay_down(tmp_path_factory.mktemp("editor")))
    settings = {
        "H5P_SERVICE_URL": service.url,
        "H5P_SERVICE_SECRET": service.secret,
        "ACTIVITY_ORIGIN": "http://127.0.0.1:{port}",
    }
    package = tmp_path_factory.mktemp("package") / "plain.h5p"
    package.write_bytes(build_package("plain", title="Kulaklık"))
    with live_site(tmp_path_factory.mktemp("site"), settings=settings) as site:
        site.run(
            "from pathlib import Path; from lms.h5p.services import import_package; "
            f"import_package(path=Path({str(package)!r}), title='Kulaklık')"
        )
        yield site


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser, writing: LiveSite) -> Iterator[Page]:
    """A window of an editor."""
    context = browser.new_context(viewport=request.param, locale="tr-TR", base_url=writing.address)
    context.set_default_timeout(PATIENCE)
    context.add_cookies([writing.cookie("editor")])
    window = context.new_page()
    problems: list[str] = []
    window.on("pageerror", lambda error: problems.append(str(error)))
    yield window
    context.close()
    assert not problems


def test_a_package_is_changed_in_the_editor_and_the_editor_reaches_nothing(page: Page) -> None:
    page.goto("/cms/snippets/lms/h5ppackage/")
    page.get_by_role("link", name="Kulaklık").first.click()
    page.locator('form[action*="/h5p/authoring/package/"] button').click()
    page.wait_for_url("**/write/**")
    frame = page.frame_locator(OF_SITE)
    inner = frame.frame_locator("iframe")
    # The library's form came through the gate, and a script into the frame that the editor made itself.
    expect(inner.locator("#state")).to_have_text("form of Plain reading")
    expect(inner.locator("body")).to_have_attribute("data-form", "loaded")

    # What its scripts may not reach.
    editor = next(one for one in page.frames if "/h5p/authoring/" in one.url and one.parent_frame)
    assert editor.evaluate("document.cookie") == ""
    assert editor.evaluate("(() => { try { return parent.document.title } catch (error) { return error.name } })()") == "SecurityError"  # fmt: skip
    site = page.url.partition("/cms/")[0]
    for address in (f"{site}/cms/", f"{site.replace('localhost', '127.0.0.1')}/", "http://127.0.0.1:9/"):
        said = editor.evaluate(
            "address => fetch(address).then((answer) => answer.status, (error) => error.name)", address
        )
        assert said == "TypeError", address
    worker = "navigator.serviceWorker.register(`${H5PIntegration.url}/core/js/h5p.js`).then(() => 'on', (error) => error.name)"
    assert editor.evaluate(worker) == "SecurityError"

    # Unasked, its message saves nothing.
    editor.evaluate(
        "parent.postMessage({ imece: 'content', library: 'H5P.ImecePlain 1.0', params: {}, metadata: {} }, '*')"
    )
    status = page.locator("[data-status]")
    before = status.text_content()
    title = inner.locator("#title")
    kept = title.input_value()
    page.wait_for_timeout(300)
    assert "/write/" in page.url and status.text_content() == before

    save = page.locator("[data-save-button]")
    title.fill("")
    save.click()
    expect(status).not_to_have_text(before or "")
    expect(save).to_be_enabled()
    title.fill(f"{kept} +")
    save.click()
    # The worker looks through it, and it is the package's next version.
    page.wait_for_url("**/uploads/**")
    opening = page.locator("#h5p-upload a.button")
    expect(opening).to_be_visible(timeout=60_000)
    opening.click()
    page.wait_for_url("**/h5ppackage/edit/**")
    versions = page.locator("section[aria-labelledby=h5p-versions] tbody tr")
    expect(versions.first).to_contain_text(str(versions.count()))
    assert versions.count() > 1


def test_leaving_asks_first_and_throws_the_copy_away(page: Page) -> None:
    page.goto("/cms/snippets/lms/h5ppackage/")
    page.get_by_role("link", name="Kulaklık").first.click()
    page.locator('form[action*="/h5p/authoring/package/"] button').click()
    page.wait_for_url("**/write/**")
    expect(page.locator("[data-save-button]")).to_be_enabled()
    here = page.url
    page.locator("[data-leave-form] button").click()
    page.wait_for_url("**/cms/h5p/authoring/")
    # The copy is gone; the frame says so and nothing can be saved.
    page.goto(here)
    page.wait_for_timeout(500)
    expect(page.locator("[data-save-button]")).to_be_disabled()
