"""A colour of one's own within the look: pure calculations, no database.

From one colour follow all tokens that are made of the main colour, in both themes. What may be chosen: WCAG 2.2 AA,
1.4.3 (4.5:1 for text) against every ground that the style sheet puts it on.
"""

import re

LEAST = 4.5
LIGHT_GROUNDS = {"bg": "#f3f7f6", "surface": "#ffffff", "sunken": "#e8efed"}
DARK_GROUNDS = {"bg": "#0e1a1d", "surface": "#16272b", "sunken": "#0a1416"}
LIGHT_INK, DARK_INK, DARK_ON_PRIMARY = "#14282c", "#e6efee", "#06252a"
"""The same values as in tokens.css and tokens-dark.css (a test compares them)."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


def read_colour(text: str) -> str | None:
    """ "#0B5561", "0b5561" or "#fff" as six small digits with a #; None when it is no colour."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def least_contrast(colour: str) -> float:
    """The poorest ratio that this main colour has: as text on the light grounds, and under white text."""
    grounds = (*LIGHT_GROUNDS.values(), _light_soft(colour))
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: str) -> str:
    """The colour itself when everything on it and made of it can be read, else the nearest darker one that can."""
    for share in range(101):
        darker = mix(colour, "#000000", share / 100)
        if least_contrast(darker) >= LEAST and contrast(LIGHT_INK, _light_soft(darker)) >= LEAST:
            return darker
    return "#000000"


def light_tokens(colour: str) -> dict[str, str]:
    """The tokens that follow from a main colour, on light ground."""
    return {
        "primary": colour,
        "primary-strong": mix(colour, "#000000", 0.3),
        "primary-soft": _light_soft(colour),
        "on-primary": "#ffffff",
        "focus": colour,
        "weave": colour,
        "chart-1": colour,
    }


def dark_tokens(colour: str) -> dict[str, str]:
    """The same on dark ground: the colour is made lighter until it can be read there."""
    soft = mix(colour, DARK_GROUNDS["surface"], 0.7)
    while contrast(DARK_INK, soft) < LEAST:
        soft = mix(soft, "#000000", 0.1)
    grounds = (*DARK_GROUNDS.values(), soft, DARK_ON_PRIMARY)
    light = next(
        lighter
        for share in range(101)
        if all(
            contrast(lighter := mix(colour, "#ffffff", share / 100), ground) >= LEAST + 1
            for ground in grounds
        )
    )
    return {
        "primary": light,
        "primary-strong": mix(light, "#ffffff", 0.4),
        "primary-soft": soft,
        "on-primary": DARK_ON_PRIMARY,
        "weave": mix(colour, "#000000", 0.25),
        "chart-1": light,
    }


def theme_css(colour: str) -> str:
    """The style sheet that puts the colour into the look. Outside of all layers, so it goes before the tokens."""
    light, dark = (
        "".join(f"--{name}:{value};" for name, value in tokens.items())
        for tokens in (light_tokens(colour), dark_tokens(colour))
    )
    return (
        f":root{{{light}}}\n"
        f':root[data-theme="dark"]{{{dark}}}\n'
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{dark}}}}}\n'
        f"@media print{{:root{{{light}}}}}\n"
    )


def mix(one: str, other: str, share: float) -> str:
    """A colour between two: `share` 0 is the one, 1 the other."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in parts)


def _light_soft(colour: str) -> str:
    return mix(colour, "#ffffff", 0.87)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
