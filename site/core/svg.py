"""Drawings put inline into pages: only shapes and text survive (security statement 26).

An allowlist of elements and attributes, read with a parser that resolves no entity, written anew. Nothing that can
run, load or point anywhere is on the list, so nothing of the kind can come through, however it was spelt.
"""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_LENGTH = 100_000
MAX_ELEMENTS = 2_000
MAX_DEPTH = 12
NAMESPACE = "http://www.w3.org/2000/svg"

ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
    ]
)
_NUMBERS = re.compile(r"[-+0-9eE.,%\s]*")
_PATH = re.compile(r"[-+0-9eE.,\sMmLlHhVvCcSsQqTtAaZz]*")
_TRANSFORM = re.compile(r"(?:\s*(?:translate|rotate|scale|skewX|skewY|matrix)\([-+0-9eE.,\s]*\)\s*,?)*")
_COLOUR = re.compile(r"none|currentColor|transparent|#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20}")
_WORD = re.compile(r"[a-zA-Z0-9 -]{1,40}")
ATTRIBUTES: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(
        [
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "width",
            "height",
            "rx",
            "ry",
            "dx",
            "dy",
            "points",
            "viewBox",
            "opacity",
            "fill-opacity",
            "stroke-opacity",
            "stroke-width",
            "stroke-dasharray",
            "stroke-dashoffset",
            "stroke-miterlimit",
            "font-size",
            "letter-spacing",
            "textLength",
        ],
        _NUMBERS,
    ),
    "d": _PATH,
    "transform": _TRANSFORM,
    "fill": _COLOUR,
    "stroke": _COLOUR,
    **dict.fromkeys(
        [
            "fill-rule",
            "stroke-linecap",
            "stroke-linejoin",
            "font-family",
            "font-weight",
            "font-style",
            "text-anchor",
            "dominant-baseline",
            "direction",
            "unicode-bidi",
            "vector-effect",
            "preserveAspectRatio",
        ],
        _WORD,
    ),
}


class NotADrawing(ValueError):
    """The text is no SVG that can be shown."""


def clean_svg(text: str) -> str:
    """The drawing with nothing but shapes and text. Raises NotADrawing when it cannot be read or is too large.

    The root keeps its viewBox only: size, role and name are given where it is shown. Text runs as in a page written
    from left to right unless an element says otherwise, so that a drawing looks the same in an Arabic page.
    """
    root = _read(text)
    if not root.get("viewBox"):
        width, height = (re.sub(r"[^0-9.]", "", root.get(side) or "") for side in ("width", "height"))
        if not (width and height):
            raise NotADrawing("no viewBox")
        root.set("viewBox", f"0 0 {width} {height}")
    for name in ("width", "height", "x", "y", "transform"):
        root.attrib.pop(name, None)
    root.attrib.setdefault("direction", "ltr")
    budget = [MAX_ELEMENTS]
    inner = "".join(_write(child, 1, budget) for child in root)
    return f'<svg xmlns="{NAMESPACE}"{_attributes(root)}>{inner}</svg>'


@lru_cache(maxsize=512)
def safe_svg(text: str, alternative_text: str) -> str:
    """The cleaned drawing with role and name, ready to be put into a page; "" when it is no drawing."""
    try:
        cleaned = clean_svg(text)
    except NotADrawing:
        return ""
    name = (
        f'role="img" aria-label={quoteattr(alternative_text)}' if alternative_text else 'aria-hidden="true"'
    )
    return cleaned.replace("<svg ", f'<svg focusable="false" {name} ', 1)


def _read(text: str) -> Element:
    if len(text) > MAX_LENGTH:
        raise NotADrawing("too long")
    try:
        root = fromstring(text.strip(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotADrawing(str(error)) from None
    if _local_name(root) != "svg":
        raise NotADrawing("no svg element")
    return root


def _local_name(element: Element) -> str:
    """The name of an SVG element; "" for what belongs to another language or is no element."""
    if not isinstance(element.tag, str):
        return ""
    namespace, brace, name = element.tag.rpartition("}")
    return name if not brace or namespace == f"{{{NAMESPACE}" else ""


def _attributes(element: Element) -> str:
    kept = []
    for name, value in element.attrib.items():
        pattern = ATTRIBUTES.get(name)
        if pattern is not None and pattern.fullmatch(value.strip()):
            kept.append(f" {name}={quoteattr(value.strip())}")
    return "".join(kept)


def _write(element: Element, depth: int, budget: list[int]) -> str:
    """An element and what is in it; a refused one takes its content with it, the text after it stays."""
    tail = escape(element.tail or "") if (element.tail or "").strip() else ""
    name = _local_name(element)
    budget[0] -= 1
    if budget[0] < 0 or depth > MAX_DEPTH:
        raise NotADrawing("too many elements")
    if name not in ELEMENTS or name == "svg":
        return tail
    inner = escape(element.text or "") + "".join(_write(child, depth + 1, budget) for child in element)
    return (
        f"<{name}{_attributes(element)}>{inner}</{name}>{tail}"
        if inner.strip()
        else f"<{name}{_attributes(element)}/>{tail}"
    )
