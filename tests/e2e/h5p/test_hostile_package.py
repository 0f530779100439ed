"""A hostile package gets nothing: it says so itself, another host hears nothing, and the server was asked for nothing.

Security statement 24, and what issue of uploads (21 to 23) rests on: whatever an author puts into a package, it runs
where there is nothing to be had. The last two tests take the protection away and see the package succeed, so that
silence means what it seems to mean.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.e2e.browsing import Opener
from tests.e2e.h5p.conftest import PERSON, Packages, play
from tests.e2e.h5p.hostile import WAYS
from tests.e2e.h5p.listener import Listener, listening

PATHS = ["/", "/cms/", "/dashboard/", "/accounts/logout/", "/documents/1/x.pdf", "/account/data/"]
OWN = re.compile(r"/h5p/(?:play|lib|content|launches|[0-9a-f-]{36}/launches)/|/static/|/favicon")
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
    # What is refused is refused aloud, in the console.
    opening.watch.is_off = True
    page = opening(PERSON)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto("/dashboard/")
    page.evaluate(PLANT)
    abroad.heard.clear()
    return page


def _asked(packages: Packages) -> list[tuple[str, str]]:
    """What the site's server has answered so far: method and path."""
    lines = (packages.site.folder / "access.log").read_text().splitlines()
    return [(line["method"], line["path"]) for line in map(json.loads, lines)]


def _over(page: Page, address: str) -> dict[str, str]:
    """Play until it has tried everything. Returns what it says it got."""
    frame = play(page, address)
    frame.locator(".reach-over").wait_for(state="attached")
    return frame.locator("body").evaluate("() => window.reached")


def test_it_gets_nothing(window: Page, packages: Packages, hostile: dict, abroad: Listener) -> None:
    address = hostile["stay"]["page"]
    before = len(_asked(packages))
    reached = _over(window, address)
    assert len(reached) > 80
    assert {name: got for name, got in reached.items() if got != "-"} == {}
    window.wait_for_timeout(1000)
    assert abroad.heard == []
    others = [
        (method, path)
        for method, path in _asked(packages)[before:]
        if not OWN.match(path) and path != address
    ]
    assert others == []
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
    forms = [path for method, path in _asked(packages)[before:] if method == "POST" and not OWN.match(path)]
    assert forms == []
    for frame in window.frames[1:]:
        # A page of the site is not shown inside, and nobody is signed in there.
        assert PERSON not in frame.content()
        assert frame.locator("form, nav").count() == 0
    assert window.goto("/dashboard/").status == 200


def _without_policy(route: Route) -> None:
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=headers)


def _without_sandbox(route: Route) -> None:
    answer = route.fetch()
    body = answer.text().replace('frame.setAttribute("sandbox", SANDBOX)', "void 0")
    assert "void 0" in body
    route.fulfill(response=answer, body=body)


def test_without_the_policy_it_would_be_heard(window: Page, hostile: dict, abroad: Listener) -> None:
    window.route("**/h5p/play/**", _without_policy)
    reached = _over(window, hostile["stay"]["page"])
    heard = {path.partition("?")[0] for path in abroad.heard}
    assert {
        "/from-fetch",
        "/from-fetch-no-cors",
        "/from-xhr",
        "/from-beacon",
        "/from-picture",
        "/from-script.js",
    } <= heard
    assert {"/from-frame", "/from-style.css", "/from-css-font", "/from-socket", "/from-worker"} <= heard
    # The frame's own sandbox still keeps it from what the page has.
    for name in ("cookie", "localStorage", "parent document", "top address", "frame element", "origin"):
        assert reached[name] == "-", name


def test_without_the_sandbox_it_would_have_everything(window: Page, hostile: dict) -> None:
    window.route("**/h5p/play/**", _without_policy)
    window.route("**/lms/js/h5p-frame*.js", _without_sandbox)
    # It leads the page around it away as soon as it can, so what it had got is asked on the way.
    got = []
    window.expose_function("tell", lambda name, value: got.append((name, value)))
    window.add_init_script(
        "if (self !== top) { try { tell('title', parent.document.title); tell('cookie', document.cookie);"
        " tell('stored', Object.keys(parent.localStorage).join()); } catch (error) { tell('error', error.name); } }"
    )
    window.goto(hostile["stay"]["page"])
    window.wait_for_timeout(3000)
    assert "error" not in dict(got)
    assert SECRET in dict(got)["cookie"]
    assert SECRET in dict(got)["stored"]
