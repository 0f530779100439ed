"""The style sheet and the script that ship: size, browser floor, direction, and no token that does not exist."""

import gzip
import re

import pytest

from core.assets.build import SOURCES
from core.assets.bundle import build_css, build_js, shrink_css

# Chrome for Android 112 and Safari 16.0. What a browser of the floor would drop or misread.
ABOVE_THE_FLOOR = {
    "color-mix (Safari 16.2)": r"color-mix\(",
    "relative colours": r"\bfrom (?:var|#)",
    "light-dark()": r"light-dark\(",
    "media ranges (Safari 16.4)": r"@(?:media|container)[^{]*[<>]",
    "@property (Safari 16.4)": r"@property",
    "@scope": r"@scope",
    "@starting-style": r"@starting-style",
    ":dir()": r":dir\(",
    "popover": r":popover-open",
    "subgrid (Chrome 117)": r"subgrid",
    "unprefixed mask (Chrome 120)": r"(?<![\w-])mask(?:-image)?:",
    "anchor positioning": r"anchor\(|position-area",
    "interpolate-size": r"interpolate-size|calc-size\(",
    "field-sizing": r"field-sizing",
    "text-wrap pretty": r"text-wrap:\s*pretty",
    "backdrop-filter (prefixed in Safari 16)": r"(?<!-webkit-)backdrop-filter",
    "user-select (prefixed in Safari)": r"(?<!-webkit-)user-select",
    "hyphens (prefixed in Safari 16)": r"(?<![\w-])hyphens:",
    "scroll-driven animation": r"animation-timeline|scroll-timeline",
    ":user-invalid (Chrome 119)": r":user-(?:in)?valid",
}
PHYSICAL = r"(?<![\w-])(?:margin|padding|border)-(?:left|right)(?:-\w+)?:|(?<![\w-])(?:left|right):|text-align:(?:left|right)|float:"


@pytest.fixture(scope="module")
def css() -> str:
    return build_css(SOURCES / "css")


@pytest.fixture(scope="module")
def js() -> str:
    return build_js(SOURCES / "js")


def test_style_sheet_fits_its_budget(css):
    assert len(gzip.compress(css.encode(), 6)) <= 18_000


def test_script_fits_its_budget(js):
    assert len(gzip.compress(js.encode(), 6)) <= 10_000


@pytest.mark.parametrize("name", ABOVE_THE_FLOOR)
def test_style_sheet_stays_below_the_browser_floor(css, name):
    assert re.findall(ABOVE_THE_FLOOR[name], re.sub(r"url\([^)]*\)", "url()", css)) == []


def test_rules_are_not_nested(css):
    """At most: layer, media or keyframes, rule. A style rule inside a style rule would start with a selector in depth."""
    stack: list[str] = []
    for prelude, brace in re.findall(r"([^{};]*(?:;[^{}]*?)*?)([{}])", re.sub(r'"[^"]*"', '""', css)):
        if brace == "}":
            stack.pop()
            continue
        prelude = prelude.split(";")[-1].strip()
        assert not (stack and not stack[-1].startswith("@")), f"{prelude} is nested in {stack[-1]}"
        stack.append(prelude)
    assert stack == []


def test_only_logical_directions(css):
    assert re.findall(PHYSICAL, re.sub(r"url\([^)]*\)", "url()", css)) == []


def test_every_token_used_is_defined(css):
    used = set(re.findall(r"var\(--([\w-]+)\)", css))
    defined = set(re.findall(r"--([\w-]+):", css))
    assert used - defined == set()


def test_no_address_outside_this_site(css, js):
    assert re.findall(r"url\(\"?(?:https?:)?//", css) == []
    assert set(re.findall(r"https?://[\w./]+", js)) == {"http://www.w3.org/2000/svg"}


def test_script_runs_no_text_as_code(js):
    assert re.findall(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", js) == []


def test_motion_stops_for_people_who_ask(css):
    assert re.search(r"prefers-reduced-motion: ?reduce", css)
    outside = re.sub(
        r"@media \(prefers-reduced-motion: ?no-preference\)\{(?:[^{}]*\{(?:[^{}]|\{[^{}]*\})*\})*\}", "", css
    )
    assert "animation:" not in outside


def test_shrinking_keeps_strings_and_meaning():
    assert (
        shrink_css('a::before { content: "a ;  }"; /* note */ color: red; }')
        == 'a::before{content:"a ;  }";color:red}'
    )
    assert shrink_css(".a :is(b, c) { margin: 0 auto }") == ".a :is(b,c){margin:0 auto}"
