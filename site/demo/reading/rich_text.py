"""Restricted CommonMark as Wagtail rich text; references such as toolkit:oee-izleme become links."""

import html
from collections.abc import Callable

from markdown_it import MarkdownIt

Resolve = Callable[[str], str]
"""A link target ("toolkit:…", "https://…") -> the attributes of its <a>, already escaped."""

_MARKDOWN = MarkdownIt("zero").enable(
    ["heading", "list", "emphasis", "link", "table", "escape", "entity", "newline"]
)


def to_rich_text(text: str, resolve: Resolve) -> str:
    """Markdown blocks as HTML that Wagtail's rich text keeps: h2, h3, p, ul, ol, b, i, a."""
    return "".join(_render(_MARKDOWN.parse(text), resolve))


def to_plain(text: str) -> str:
    """One line of Markdown without its marks."""
    tokens = _MARKDOWN.parseInline(text)
    return "".join(
        child.content or (" " if child.type == "softbreak" else "") for child in (tokens[0].children or [])
    )


_TAGS = {"strong": "b", "em": "i"}


def _render(tokens: list, resolve: Resolve) -> list[str]:
    out: list[str] = []
    for token in tokens:
        if token.type == "inline":
            out += _render(token.children or [], resolve)
        elif token.type == "text":
            out.append(html.escape(token.content, quote=False))
        elif token.type == "softbreak":
            out.append(" ")
        elif token.type == "link_open":
            out.append(f"<a {resolve(str(token.attrGet('href')))}>")
        elif token.type.endswith("_open") and not token.hidden:
            out.append(f"<{_TAGS.get(token.tag, token.tag)}>")
        elif token.type.endswith("_close") and not token.hidden:
            out.append(f"</{_TAGS.get(token.tag, token.tag)}>")
    return out


def split_tables(text: str) -> list[tuple[str, str]]:
    """Split Markdown at pipe tables: ("text", markdown) and ("table", rows with cells separated by |)."""
    parts: list[tuple[str, str]] = []
    kind = "text"
    lines: list[str] = []

    def close() -> None:
        content = "\n".join(lines).strip()
        if content:
            parts.append((kind, content))
        lines.clear()

    for line in text.split("\n"):
        now = "table" if line.lstrip().startswith("|") else "text"
        if now != kind:
            close()
            kind = now
        if now == "table":
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(set(cell) <= {"-", ":"} for cell in cells):
                lines.append(" | ".join(to_plain(cell) for cell in cells))
        else:
            lines.append(line)
    close()
    return parts
