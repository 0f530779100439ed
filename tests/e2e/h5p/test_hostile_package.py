"""A hostile package gets nothing: it says so itself, another host hears nothing, and the server was asked for nothing.

Security statement 24, and what issue of uploads (21 to 23) rests on: whatever an author puts into a package, it runs
where there is nothing to be had. The last tests take the protection away and see the package succeed, so that
silence means what it seems to mean.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.e2e.browsing import FLAGS, Opener, Watch
from tests.e2e.h5p.conftest import PERSON, Packages, play
from tests.e2e.h5p.hostile import WAYS
from tests.e2e.h5p.listener import Listener, listening

PATHS = ["/", "/cms/", "/dashboard/", "/accounts/logout/", "/documents/1/x.pdf", "/account/data/"]
OWN = re.compile(
    r"/h5p/(?:play|lib|content|launches|[0-9a-f-]{36}/launches)/|/static/|/favicon|/sw\.js$|/offline/$"
)
"""What players ask for, and the page around them by itself."""
MEMORY = re.compile(r'-|\{"H5PUserUUID":"[0-9a-f-]{36}"\}')
SECRET = "gizli-deger"
PLANT = f"""async () => {{
    localStorage.setItem("{SECRET}", "1");
    sessionStorage.setItem("{SECRET}", "1");
    document.cookie = "{SECRET}=1; path=/";
    await new Promise((done) => {{ indexedDB.open("{SECRET}").onsuccess = done; }});
    await caches.open("{SECRET}");
}}"""
KEPT = f"""async () => [
    localStorage.getItem("{SECRET}"), sessionStorage.getItem("{SECRET}"), document.cookie.includes("{SECRET}=1"),
    document.cookie.includes("reach"), (await indexedDB.databases()).map((one) => one.name).includes("{SECRET}"),
]"""


@pytest.fixture(scope="module")
def abroad() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


@pytest.fixture(scope="module")
def hostile(packages: Packages, abroad: Listener, browser: Any) -> dict[str, dict[str, str]]:
    """Pages of the hostile package by the way it behaves; it knows the address of a file of another package, and its
    launch's token."""
    site = packages.site
    context = browser.new_context(base_url=site.address)
    context.add_cookies([site.cookie(PERSON)])
    frame = play(context.new_page(), packages["plain"]["page"])
    other = frame.locator("img").first.evaluate("(one) => one.src")
    context.close()
    target = site.folder / "hostile.json"
    site.run(
        "from tests.e2e.h5p.hostile import bring_hostile; "
        f"bring_hostile({str(target)!r}, {PERSON!r}, {abroad.address!r}, {PATHS!r}, {[other]!r})"
    )
    return json.loads(target.read_text())["packages"]


@pytest.fixture
def window(opening: Opener, abroad: Listener) -> Page:
    """A window of a person who is signed in, on a page that has secrets in every place a browser keeps them."""
    return _window(opening, abroad)


def _window(opening: Opener, abroad: Listener, **options: Any) -> Page:
    # What is refused is refused aloud, in the console.
    opening.watch.is_off = True
    page = opening(PERSON, **options)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto("/dashboard/")
    page.evaluate(PLANT)
    abroad.heard.clear()
    return page


def _asked(packages: Packages) -> list[tuple[str, str]]:
    """What the site's server has answered so far: method and path."""
    lines = (packages.site.folder / "access.log").read_text().splitlines()
    return [(line["method"], line["path"]) for line in map(json.loads, lines)]


def _others(packages: Packages, before: int, address: str) -> list[tuple[str, str]]:
    """What the site answered since then, but for the page itself and what a player asks for."""
    asked = _asked(packages)[before:]
    return [(method, path) for method, path in asked if not OWN.match(path) and path != address]


def _over(page: Page, address: str) -> dict[str, str]:
    """Play until it has tried everything. Returns what it says it got."""
    frame = play(page, address)
    frame.locator(".reach-over").wait_for(state="attached")
    return frame.locator("body").evaluate("() => window.reached")


def test_it_gets_nothing(window: Page, packages: Packages, hostile: dict, abroad: Listener) -> None:
    address = hostile["stay"]["page"]
    before = len(_asked(packages))
    reached = _over(window, address)
    assert len(reached) >= 80
    # What H5P core itself keeps in the memory that stands in for a storage here: gone with the frame.
    assert MEMORY.fullmatch(reached.pop("storage of the player"))
    assert {name: got for name, got in reached.items() if got != "-"} == {}
    window.wait_for_timeout(1000)
    assert abroad.heard == []
    assert _others(packages, before, address) == []
    assert len(window.context.pages) == 1
    assert window.url.endswith(address)
    assert window.evaluate(KEPT) == ["1", "1", True, False, True]
    # Still signed in, still where she was.
    assert window.goto("/dashboard/").status == 200
    assert window.url.endswith("/dashboard/")


@pytest.mark.parametrize("way", WAYS[1:])
def test_it_does_not_get_away(
    window: Page, packages: Packages, hostile: dict, abroad: Listener, way: str
) -> None:
    """It may try to lead its own frame elsewhere, with what it knows in the address."""
    address = hostile[way]["page"]
    before = len(_asked(packages))
    window.goto(address)
    window.locator("h5p-frame iframe").wait_for(state="attached")
    window.wait_for_timeout(4000)
    assert abroad.heard == []
    assert window.url.endswith(address)
    # The site was not even asked for the page that it wanted to show.
    assert _others(packages, before, address) == []
    for frame in window.frames[1:]:
        assert PERSON not in frame.content()
        assert frame.locator("form, nav, main").count() == 0
    assert window.goto("/dashboard/").status == 200


def _without(names: set[str], route: Route) -> None:
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name not in names}
    route.fulfill(response=answer, headers=headers)


def _without_policy(route: Route) -> None:
    _without({"content-security-policy", "x-frame-options"}, route)


def _without_sandbox(route: Route) -> None:
    answer = route.fetch()
    body = answer.text().replace('frame.setAttribute("sandbox", SANDBOX)', "void 0")
    assert "void 0" in body
    route.fulfill(response=answer, body=body)


@pytest.fixture
def unprotected(
    browser: Browser, chromium_path: str, packages: Packages, abroad: Listener, watch: Watch
) -> Iterator[Page]:
    """The same window in a browser that lets a page which a test has changed ask this machine for its parts."""
    flags = [*FLAGS, "--disable-features=LocalNetworkAccessChecks"]
    other = browser.browser_type.launch(executable_path=chromium_path, args=flags)
    opener = Opener(other, packages.site, watch)
    # A service worker would answer past what a test changes.
    page = _window(opener, abroad, service_workers="block")
    yield page
    opener.close()
    other.close()


def test_without_the_policy_it_would_be_heard(unprotected: Page, hostile: dict, abroad: Listener) -> None:
    unprotected.route("**/h5p/play/**", _without_policy)
    reached = _over(unprotected, hostile["stay"]["page"])
    heard = {path.partition("?")[0] for path in abroad.heard}
    assert {
        "/from-fetch", "/from-fetch-no-cors", "/from-xhr", "/from-beacon", "/from-picture", "/from-script.js",
        "/from-style.css", "/from-socket", "/from-worker", "/from-srcdoc", "/from-css-font",
    } <= heard  # fmt: skip
    # The frame's own sandbox still keeps it from what the page has.
    for name in ("cookie", "localStorage", "parent document", "top address", "frame element", "origin"):
        assert reached[name] == "-", name


def test_without_what_pages_say_of_frames_it_would_show_a_page_of_the_site(
    unprotected: Page, hostile: dict
) -> None:
    unprotected.route(re.compile(r"^http://localhost:\d+/(?:learn/.*|h5p/play/.*)?$"), _without_policy)
    unprotected.goto(hostile["site"]["page"])
    unprotected.wait_for_timeout(4000)
    shown = unprotected.frames[1]
    assert shown.locator("nav").count() > 0


def test_without_the_sandbox_it_would_have_everything(unprotected: Page, hostile: dict) -> None:
    unprotected.route("**/h5p/play/**", _without_policy)
    unprotected.route("**/lms/js/h5p-frame*.js", _without_sandbox)
    # It leads the page around it away as soon as it can, so what it had got is asked on the way.
    got: list[tuple[str, str]] = []
    unprotected.expose_function("tell", lambda name, value: got.append((name, value)))
    unprotected.add_init_script(
        "if (location.pathname.startsWith('/h5p/play/')) { try { tell('title', parent.document.title);"
        " tell('cookie', document.cookie); tell('stored', Object.keys(parent.localStorage).join());"
        " } catch (error) { tell('error', error.name); } }"
    )
    unprotected.goto(hostile["stay"]["page"])
    unprotected.wait_for_timeout(3000)
    assert "error" not in dict(got)
    assert SECRET in dict(got)["cookie"]
    assert SECRET in dict(got)["stored"]
