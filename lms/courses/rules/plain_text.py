"""Text as a trainer types it in a plain box, and the rich text that it becomes.

A line of its own is a paragraph break; "## " begins a heading, "### " a smaller one; "- " and "1. " make lists;
**two stars** make bold. Everything else is just text: nothing typed can become other markup.
"""

import html
import re
from html.parser import HTMLParser

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_NUMBER = re.compile(r"^\d{1,3}[.)] +")
_BLOCKS = {"p": "", "h2": "## ", "h3": "### "}


def to_rich_text(text: str) -> str:
    """Typed text as HTML of a text block; "" for blank text."""
    parts: list[str] = []
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        parts += _chunk([line.strip() for line in chunk.split("\n") if line.strip()])
    return "".join(parts)


def _chunk(lines: list[str]) -> list[str]:
    parts: list[str] = []
    paragraph: list[str] = []
    items: list[str] = []
    list_tag = ""

    def finish() -> None:
        nonlocal list_tag
        if paragraph:
            parts.append(f"<p>{'<br/>'.join(paragraph)}</p>")
        if items:
            parts.append(f"<{list_tag}>{''.join(f'<li>{item}</li>' for item in items)}</{list_tag}>")
        paragraph.clear()
        items.clear()
        list_tag = ""

    for line in lines:
        heading = "h3" if line.startswith("### ") else "h2" if line.startswith("## ") else ""
        tag = "ul" if line.startswith(("- ", "* ")) else "ol" if _NUMBER.match(line) else ""
        if heading:
            finish()
            parts.append(f"<{heading}>{_inline(line.lstrip('#').strip())}</{heading}>")
        elif tag:
            if paragraph or (list_tag and list_tag != tag):
                finish()
            list_tag = tag
            items.append(_inline(line[2:].strip() if tag == "ul" else _NUMBER.sub("", line, count=1)))
        else:
            if items:
                finish()
            paragraph.append(_inline(line))
    finish()
    return parts


def _inline(text: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))


class _Reader(HTMLParser):
    """Turns the HTML of a text block back into typed text; notes what a plain box could not keep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.text = ""
        self.prefix = ""
        self.lists: list[str] = []
        self.items: list[str] = []
        self.is_lossless = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {"data-block-key"}
        if any(name not in kept for name, _value in attrs):
            self.is_lossless = False
        if tag in ("ul", "ol"):
            self.is_lossless = self.is_lossless and not self.lists
            self.lists.append(tag)
            self.items = []
        elif tag == "li" or tag in _BLOCKS:
            self.text = ""
        elif tag in ("b", "strong"):
            self.text += "**"
        elif tag == "br":
            self.text += "\n"
        else:
            self.is_lossless = False

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self.text += "**"
        elif tag == "li":
            mark = "- " if self.lists and self.lists[-1] == "ul" else f"{len(self.items) + 1}. "
            self.items.append(mark + self.text.strip())
            self.text = ""
        elif tag in ("ul", "ol"):
            if self.lists:
                self.lists.pop()
            self.blocks.append("\n".join(self.items))
        elif tag in _BLOCKS:
            self.blocks.append(_BLOCKS[tag] + self.text.strip())
            self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def to_plain_text(rich_text: str) -> str | None:
    """The typed text of a text block; None when the box could not give the same text back (links, images …)."""
    reader = _Reader()
    reader.feed(rich_text)
    reader.close()
    if not reader.is_lossless or reader.text.strip():
        return None
    text = "\n\n".join(block for block in reader.blocks if block)
    return text if _words(to_rich_text(text)) == _words(rich_text) else None


def _words(rich_text: str) -> str:
    plain = re.sub(r' data-block-key="[^"]*"', "", rich_text)
    plain = plain.replace("<strong>", "<b>").replace("</strong>", "</b>").replace("<br>", "<br/>")
    plain = re.sub(r"\s+", " ", html.unescape(plain))
    return re.sub(r" ?(</?(?:p|h2|h3|ul|ol|li|br/)/?>) ?", r"\1", plain).strip()
