"""The readable text of rich text and stream values."""

import html
import re
from typing import Any

_TAG = re.compile(r"<[^>]+>")
_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
_NOT_READ = {
    "svg",
    "id",
    "type",
    "kind",
    "image",
    "document",
    "video",
    "captions",
    "other_captions",
    "quiz",
    "toolkit",
}


def plain(markup: str) -> str:
    """Text of an HTML fragment, white space folded."""
    return " ".join(html.unescape(_TAG.sub(" ", _SVG.sub(" ", markup))).split())


def stream_text(value: Any) -> str:
    """All texts of a raw StreamField value (lists and dicts as stored), in reading order."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return " ".join(filter(None, map(stream_text, value)))
    if isinstance(value, dict):
        return " ".join(
            filter(None, (stream_text(part) for name, part in value.items() if name not in _NOT_READ))
        )
    return ""
