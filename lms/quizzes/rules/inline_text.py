"""The little markup that questions may have: **strong** and *emphasis*. Everything else is shown as it was typed."""

import re
from html import escape

_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\*\w])\*(?=[^\s\*])([^\*]+?)(?<=[^\s\*])\*(?![\*\w])")


def inline_html(text: str) -> str:
    """Safe HTML of one line: the text is escaped first, so no markup of its own survives (security statement 29)."""
    return _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", escape(text)))


def plain_text(text: str) -> str:
    """The same line without the marks, for attributes, tables and files."""
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", text))
