"""A colour of one's own: read, measured, made readable, and put into both themes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import colours
from tests.core.test_design_contrast import DARK, LIGHT

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_grounds_are_those_of_the_style_sheet():
    assert {name: LIGHT[name] for name in colours.LIGHT_GROUNDS} == colours.LIGHT_GROUNDS
    assert {name: DARK[name] for name in colours.DARK_GROUNDS} == colours.DARK_GROUNDS
    assert (
        LIGHT["ink"],
        DARK["ink"],
        DARK["on-primary"],
    ) == (colours.LIGHT_INK, colours.DARK_INK, colours.DARK_ON_PRIMARY)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#0B5561", "#0b5561"),
        (" fff ", "#ffffff"),
        ("#12345", None),
        ("red", None),
        ("#12g456", None),
        ("", None),
    ],
)
def test_reading(text, colour):
    assert colours.read_colour(text) == colour


def test_a_readable_colour_stays_and_a_poor_one_becomes_darker_until_it_can_be_read():
    assert colours.readable(LIGHT["primary"]) == LIGHT["primary"]
    assert colours.least_contrast("#ffcc00") < 2
    near = colours.readable("#ffcc00")
    assert near != "#ffcc00"
    assert colours.least_contrast(near) >= colours.LEAST
    # The nearest one: a little lighter would not do.
    assert colours.least_contrast(colours.mix(near, "#ffffff", 0.05)) < colours.LEAST


@given(HEX)
def test_whatever_is_chosen_can_be_read_in_both_themes(chosen):
    colour = colours.readable(chosen)
    for tokens, theme in ((colours.light_tokens(colour), LIGHT), (colours.dark_tokens(colour), DARK)):
        palette = theme | tokens
        pairs = [
            *[("primary", ground) for ground in ("bg", "surface", "sunken", "primary-soft")],
            ("ink", "primary-soft"),
            ("on-primary", "primary"),
            ("on-primary", "primary-strong"),
        ]
        poor = {pair for pair in pairs if colours.contrast(palette[pair[0]], palette[pair[1]]) < 4.5}
        assert not poor, (chosen, colour)
        assert colours.contrast(palette["focus"], palette["bg"]) >= 3


def test_the_style_sheet_names_only_tokens_that_there_are():
    css = colours.theme_css("#7a1f5c")
    assert set(re.findall(r"--([\w-]+):", css)) <= set(LIGHT)
    assert css.count("#7a1f5c") >= 4
    assert '[data-theme="dark"]' in css
