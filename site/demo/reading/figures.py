"""Drawings with their texts in one language (docs/content-format.md, section 5)."""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from core.svg import clean_svg
from demo.reading.files import ContentError, read_yaml

_TEXT = re.compile(r'<text data-key="([a-z0-9-]+)"([^>]*)>[^<]*</text>')


@dataclass(frozen=True)
class Figure:
    """A drawing in one language."""

    svg: str
    alternative_text: str
    caption: str


def read_figure(folder: Path, key: str, language: str) -> Figure:
    """The drawing `key` with the texts of `language` (Turkish where one is missing). Raises ContentError."""
    texts = read_yaml(folder / f"{key}.yaml")
    mirrored = folder / f"{key}.rtl.svg"
    path = mirrored if language == "ar" and mirrored.is_file() else folder / f"{key}.svg"
    if not path.is_file():
        raise ContentError(path, 0, "this drawing is missing")
    svg = path.read_text(encoding="utf-8").strip()
    strings = texts.get("strings") or {}
    unknown = set(_TEXT.findall(svg) and [match[0] for match in _TEXT.findall(svg)]) - set(strings)
    if unknown:
        raise ContentError(path, 0, f"no text is given for {', '.join(sorted(unknown))}")
    direction = ' direction="rtl"' if language == "ar" else ""

    def fill(match: re.Match[str]) -> str:
        words = strings[match.group(1)]
        return f"<text{match.group(2)}{direction}>{escape(words.get(language) or words['tr'])}</text>"

    alternative = texts["alt"].get(language) or texts["alt"]["tr"]
    caption = texts.get("caption") or {}
    svg = _TEXT.sub(fill, svg).replace(' role="img"', "", 1)
    svg = svg.replace("<svg", f'<svg role="img" aria-label={quoteattr(alternative)}', 1)
    try:
        svg = clean_svg(svg)
    except ValueError as error:
        raise ContentError(path, 0, str(error))
    return Figure(svg, alternative, caption.get(language) or caption.get("tr", ""))
