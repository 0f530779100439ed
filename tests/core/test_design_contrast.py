"""WCAG 2.2 AA in both themes: every pair of colours that the style sheet puts together."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "site/core/static/core/css"
PAIR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
LIGHT = dict(PAIR.findall((CSS / "tokens.css").read_text("utf-8")))
DARK = LIGHT | dict(PAIR.findall((CSS / "tokens-dark.css").read_text("utf-8")))

TEXT = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-soft", "primary")
        for ground in ("bg", "surface", "sunken", "primary-soft")
    ],
    *[("ink", f"{tone}-soft") for tone in ("saffron", "good", "bad", "plum")],
    *[(tone, f"{tone}-soft") for tone in ("good", "bad", "plum", "primary")],
    *[(tone, ground) for tone in ("good", "bad") for ground in ("bg", "surface")],
    ("ink-soft", "saffron-soft"),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-saffron", "saffron"),
    ("surface", "bad"),
    ("surface", "ink"),
    ("bg", "ink"),
]
SHAPES = [
    *[
        (shape, ground)
        for shape in ("line-strong", "primary", "focus", "good", "bad")
        for ground in ("bg", "surface")
    ],
    *[(f"chart-{number}", "surface") for number in (1, 2, 3, 4)],
    ("primary", "line"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula_knows_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_text_stands_out_by_4_5(theme, colours):
    poor = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}, theme


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_borders_of_fields_and_focus_stand_out_by_3(theme, colours):
    poor = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 3} == {}, theme


def test_dark_palette_answers_every_colour_of_the_light_one_that_text_or_ground_uses():
    own = dict(PAIR.findall((CSS / "tokens-dark.css").read_text("utf-8")))
    used = {name for pair in TEXT for name in pair}
    assert used - set(own) == set()
