"""Every key page of every role, in three languages: valid HTML, and no axe-core violation in light and dark."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE, Opener, fits
from tests.e2e.live_site import LiveSite
from tests.e2e.node_tools import HERE, installed, node

ROLES = ["visitor", "trainee", "completed", "trainer", "firm", "officer", "mentor"]
LANGUAGES = ["tr", "en", "ar"]
AXE = """async (rules) => {
  const options = rules ? {runOnly: {type: "rule", values: rules}} : {
    runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}};
  const {violations} = await axe.run(document, {resultTypes: ["violations"], ...options});
  return violations.map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`
    + ` (${nodes.length}) ${nodes[0].any.concat(nodes[0].all, nodes[0].none).map((one) => one.message)[0] || ""}`);
}"""


def address_in(page: Page, site: LiveSite, address: str, language: str) -> str:
    """Return the address of a page in a language: what its own language switch leads to."""
    if language == "tr":
        return address
    if "/2fa/" in address or address.startswith(("/demo/", "/gallery/", "/no-such")):
        return f"/{language}{address}"
    link = page.locator(f".languages a[hreflang={language}]")
    return (link.get_attribute("href") or "") if link.count() else f"/{language}{address}"


def open_page(page: Page, address: str, name: str) -> None:
    """Open a page that answers as it should."""
    answer = page.goto(address)
    expected = 404 if name == "not found" else 200
    assert answer is not None and answer.status == expected, f"{name} {address}: {answer and answer.status}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_no_axe_violation(opening: Opener, site: LiveSite, role: str, language: str) -> None:
    script = (installed("node") / "axe-core" / "axe.min.js").read_text()
    # Trainers write at a desk; everybody else has a phone in her hand.
    page = opening(
        site.known["who"].get(role),
        size=DESKTOP if role in ("trainer", "officer") else PHONE,
        bypass_csp=True,
    )
    opening.watch.is_off = True
    found = []
    for name, address in site.pages(role).items():
        if language != "tr":
            page.goto(address)
        address = address_in(page, site, address, language)
        page.emulate_media(color_scheme="light")
        open_page(page, address, name)
        page.evaluate(script)
        found += [f"{name} {address}: {line}" for line in page.evaluate(AXE, None)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name} {address}, dark: {line}" for line in page.evaluate(AXE, ["color-contrast"])]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_quiet_and_fit_a_phone(opening: Opener, site: LiveSite, role: str) -> None:
    """No script error, no request elsewhere, no broken part, a strict policy (watched), nothing sticks out sideways."""
    page = opening(site.known["who"].get(role))
    wide = []
    for name, address in site.pages(role).items():
        open_page(page, address, name)
        try:
            fits(page)
        except AssertionError as error:
            wide.append(f"{name}: {error}")
    assert not wide, "\n".join(wide)


def test_html_is_valid(opening: Opener, site: LiveSite, tmp_path: Path) -> None:
    modules = installed("node")
    names: dict[str, str] = {}
    for role in ROLES:
        page = opening(site.known["who"].get(role), java_script_enabled=False)
        for name, address in site.pages(role).items():
            for language in LANGUAGES:
                if language != "tr" and role not in ("visitor", "trainee"):
                    continue
                where = address if language == "tr" else f"/{language}{address}"
                if language != "tr":
                    page.goto(address)
                    where = address_in(page, site, address, language)
                text = page.context.request.get(where).text()
                file = tmp_path / f"{len(names)}.html"
                file.write_text(text)
                names[str(file)] = f"{role}: {name} {where}"
    done = subprocess.run(
        [node(), str(modules / "html-validate" / "bin" / "html-validate.mjs"), "--config",
         str(HERE / "html-validate.json"), "--formatter", "json", *names],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.stdout.startswith("["), done.stderr[-2000:]
    found: dict[str, str] = {}
    for file in json.loads(done.stdout):
        for one in file["messages"]:
            if one["severity"] == 2:
                found.setdefault(
                    f"{one['ruleId']}: {one['message']} ({one.get('selector')})", names[file["filePath"]]
                )
    assert not found, "\n" + "\n".join(f"{what}   {where}" for what, where in found.items())
