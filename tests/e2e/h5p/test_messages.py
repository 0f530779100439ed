"""What a frame says is used only when it is this frame, in the right shape and size (security statement 25), and what
runs in it reaches nothing of the site (24). Each check of h5p-frame.js has a line here that passes only with it."""

from typing import Any

import pytest
from playwright.sync_api import Page, Request

from tests.e2e.browsing import DESKTOP, Opener
from tests.e2e.h5p.conftest import PERSON, Packages, play, wait_saved

GOOD: dict[str, Any] = {
    "imece": "h5p",
    "v": 1,
    "type": "statement",
    "statement": {
        "verb": {"id": "http://adlnet.gov/expapi/verbs/interacted"},
        "object": {"id": "urn:uuid:x"},
    },
}
FROM = {
    "frame": "document.querySelector('h5p-frame iframe').contentWindow",
    "page": "window",
    "other frame": "document.body.appendChild(document.createElement('iframe')).contentWindow",
}


def _say(page: Page, data: Any, source: str = "frame", origin: str = "null") -> None:
    page.evaluate(
        f"([data, origin]) => dispatchEvent(new MessageEvent('message', {{ data, origin, source: {FROM[source]} }}))",
        [data, origin],
    )


@pytest.fixture
def spoken(opening: Opener, packages: Packages) -> tuple[Page, list[Request]]:
    """A page whose frame has said all that it says by itself, and what the page sends from then on."""
    page = opening(PERSON, DESKTOP)
    play(page, packages["scored"]["page"])
    wait_saved(page)
    page.wait_for_timeout(1500)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    return page, sent


def test_only_this_frame_and_only_the_right_shape(spoken: tuple[Page, list[Request]]) -> None:
    page, sent = spoken
    _say(page, GOOD, "page")
    _say(page, GOOD, "other frame")
    _say(page, GOOD, "frame", page.evaluate("location.origin"))
    wrong: list[Any] = [
        None, "statement", 7, [], {}, {**GOOD, "v": 2}, {**GOOD, "imece": "x"}, {**GOOD, "type": "toString"},
        {**GOOD, "type": "hear"}, {**GOOD, "statement": None}, {**GOOD, "statement": []}, {**GOOD, "statement": {}},
        {**GOOD, "statement": {"verb": {"id": 5}}}, {**GOOD, "statement": {"verb": {"id": "x"}, "a": "x" * 70_000}},
        {"imece": "h5p", "v": 1, "type": "state", "sub": "", "state": {"a": 1}},
        {"imece": "h5p", "v": 1, "type": "state", "sub": "x" * 65, "state": "{}"},
        {"imece": "h5p", "v": 1, "type": "state", "sub": "", "state": "x" * 300_000},
        {"imece": "h5p", "v": 1, "type": "size", "height": "12px"},
        {"imece": "h5p", "v": 1, "type": "link", "url": "javascript:alert(1)"},
    ]  # fmt: skip
    for data in wrong:
        _say(page, data)
    page.wait_for_timeout(2500)
    assert sent == []
    assert page.locator("[data-h5p-link]").is_hidden()
    _say(page, GOOD)
    page.wait_for_timeout(1500)
    assert [request.url.rsplit("/", 2)[1] for request in sent] == ["statements"]


def test_a_frame_that_never_stops_talking_is_not_listened_to(spoken: tuple[Page, list[Request]]) -> None:
    page, sent = spoken
    page.evaluate(
        f"""(data) => {{ for (let turn = 0; turn < 500; turn += 1) dispatchEvent(new MessageEvent('message',
        {{ data, origin: 'null', source: {FROM["frame"]} }})) }}""",
        GOOD,
    )
    page.wait_for_timeout(2500)
    items = [len((request.post_data_json or {}).get("items", [])) for request in sent]
    assert 0 < sum(items) <= 80


def test_its_own_size_only_within_bounds(spoken: tuple[Page, list[Request]]) -> None:
    page, _sent = spoken
    _say(page, {"imece": "h5p", "v": 1, "type": "size", "height": 10_000_000})
    assert page.locator("h5p-frame iframe").bounding_box()["height"] <= 20_000


def test_script_in_it_reaches_nothing_of_the_site(opening: Opener, packages: Packages) -> None:
    page = opening(PERSON)
    frame = play(page, packages["scored"]["page"])
    opening.watch.is_off = True  # what is tried here is refused aloud
    tried = frame.locator("body").evaluate(
        """async () => {
        const outcome = (act) => { try { return String(act()); } catch (error) { return error.name; } };
        const asked = async (url) => {
            try { return String((await fetch(url, { credentials: "include" })).status); } catch (error) { return error.name; }
        };
        return {
            origin: String(self.origin),
            cookie: document.cookie,
            parent: outcome(() => parent.document.title),
            top: outcome(() => { top.location.href = "/"; return "gone"; }),
            database: outcome(() => indexedDB.open("x")),
            window: outcome(() => open("/")),
            dashboard: await asked("/dashboard/"),
            abroad: await asked("https://example.org/"),
            others: await asked("/h5p/content/" + "x".repeat(43) + "/a.png"),
        };
    }"""
    )
    assert tried["origin"] == "null"
    assert tried["cookie"] == ""
    assert tried["parent"] == tried["top"] == "SecurityError"
    assert tried["database"] == "SecurityError"
    assert tried["window"] == "null"
    assert tried["dashboard"] == tried["abroad"] == tried["others"] == "TypeError"
    assert page.url.endswith(packages["scored"]["page"])
    opening.watch.problems.clear()
