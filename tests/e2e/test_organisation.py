"""Signing in with an account of one's organisation, as it looks in a browser: the button, the way there and back, and the
pages that say why somebody is not let in. The provider is a real one (npm `oidc-provider`)."""

import json
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browsing import DESKTOP, PHONE, fits
from tests.e2e.live_site import LiveSite, live_site
from tests.e2e.node_tools import HERE, installed, node
from tooling.ports import free_port

SECRET = "a-secret-of-the-test"
PEOPLE = {
    "yeni": {
        "email": "yeni@mext.example",
        "email_verified": True,
        "given_name": "Çiğdem",
        "family_name": "İnan",
    },
    "yabanci": {"email": "biri@baska.example", "email_verified": True, "name": "Biri Başka"},
    "adsiz": {"name": "Adsız"},
}
REFUSED = {"yabanci": ("tr", "ar"), "adsiz": ("tr",)}


@pytest.fixture(scope="module")
def partner_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """İmece, which knows MEXT's provider; the provider, which knows this İmece."""
    installed("openid")
    port = free_port()
    row = {
        "id": "mext", "name": "MEXT", "issuer": f"http://127.0.0.1:{port}", "client_id": "imece", "secret": SECRET,
        "domains": ["mext.example"],
    }  # fmt: skip
    settings = {"OPENID_PROVIDERS": json.dumps([row]).replace("{", "{{").replace("}", "}}")}
    with live_site(tmp_path_factory.mktemp("site"), with_worker=False, settings=settings) as running:
        back = f"{running.address}/accounts/organisation/mext/back/"
        provider = subprocess.Popen(
            [node(), str(HERE / "openid" / "provider.mjs"), str(port), back, SECRET, json.dumps(PEOPLE)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert provider.stdout
        assert any(line.strip() == "ready" for line in provider.stdout)
        yield running
        provider.kill()
        provider.wait()
        provider.stdout.close()


def window(browser: Browser, site: LiveSite, size: dict[str, int]) -> Page:
    """An empty window of a visitor."""
    context = browser.new_context(viewport=size, locale="tr-TR", base_url=site.address)
    context.set_default_timeout(30_000)
    return context.new_page()


def sign_in_there(page: Page, person: str) -> None:
    """Press the organisation's button, sign in at its own page, and agree."""
    with page.expect_navigation():
        page.locator("form[action$='/accounts/organisation/mext/'] button").click()
    page.fill("[name=login]", person)
    page.fill("[name=password]", "any")
    page.click("button[type=submit]")
    page.click("button[type=submit]")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["390", "1280"])
def test_somebody_new_comes_in(browser: Browser, partner_site: LiveSite, size: dict[str, int]) -> None:
    page = window(browser, partner_site, size)
    page.goto("/accounts/login/")
    fits(page)
    button = page.locator("form[action$='/accounts/organisation/mext/'] button")
    box = button.bounding_box()
    assert box and box["height"] >= 44, "a thumb finds it"
    sign_in_there(page, "yeni")
    page.wait_for_url(f"{partner_site.address}/**")
    assert "/accounts/" not in page.url.removeprefix(partner_site.address), page.url
    page.goto("/accounts/profile/")
    assert "Çiğdem İnan" in page.content()
    fits(page)
    page.context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["390", "1280"])
@pytest.mark.parametrize(
    ("person", "language"), [(person, code) for person, codes in REFUSED.items() for code in codes]
)
def test_a_refusal_says_why_in_her_language(
    browser: Browser, partner_site: LiveSite, size: dict[str, int], person: str, language: str
) -> None:
    page = window(browser, partner_site, size)
    page.goto(f"{'' if language == 'tr' else '/' + language}/accounts/login/")
    sign_in_there(page, person)
    page.wait_for_url("**/organisation/mext/back/**")
    assert page.get_attribute("html", "lang") == language
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("h1").count() == 1
    fits(page)
    back = page.locator("main a.button")
    address = back.get_attribute("href")
    assert address == f"{'' if language == 'tr' else '/' + language}/accounts/login/"
    assert page.locator("a[hreflang=en], a[lang=en]").first.get_attribute("href") == "/en/accounts/login/"
    page.context.close()
