"""Wagtail's rich text as the restricted Markdown of content files: the way back of demo.reading.rich_text."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

Name = Callable[[dict[str, str]], str]
"""The attributes of an <a> -> the target as content files write it."""

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SPECIAL = re.compile(r"([\\*_\[\]])")


def to_markdown(html: str, name: Name) -> str:
    """Blocks separated by empty lines. Raises ValueError for an element that content files do not know."""
    writer = _Writer(name)
    writer.feed(html)
    writer.close()
    return "\n\n".join(block for block in writer.blocks if block.strip())


class _Writer(HTMLParser):
    def __init__(self, name: Name) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._name = name
        self._text: list[str] = []
        self._lists: list[list[str]] = []
        self._ordered: list[bool] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "h2", "h3", "li"):
            self._text = []
        elif tag in ("ul", "ol"):
            self._lists.append([])
            self._ordered.append(tag == "ol")
        elif tag in _MARKS:
            self._text.append(_MARKS[tag])
        elif tag == "a":
            self._links.append(self._name({key: value or "" for key, value in attrs}))
            self._text.append("[")
        elif tag == "br":
            self._text.append(" ")
        else:
            raise ValueError(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self._text).split())
        if tag == "p" and not self._lists:
            self.blocks.append(words)
        elif tag in ("h2", "h3"):
            self.blocks.append(f"{'#' * int(tag[1])} {words}")
        elif tag == "li":
            self._lists[-1].append(words)
        elif tag in ("ul", "ol"):
            rows, is_ordered = self._lists.pop(), self._ordered.pop()
            marks = [f"{place}." if is_ordered else "-" for place in range(1, len(rows) + 1)]
            self.blocks.append("\n".join(f"{mark} {row}" for mark, row in zip(marks, rows, strict=True)))
        elif tag in _MARKS:
            self._text.append(_MARKS[tag])
        elif tag == "a":
            self._text.append(f"]({self._links.pop()})")

    def handle_data(self, data: str) -> None:
        self._text.append(_SPECIAL.sub(r"\\\1", data))
