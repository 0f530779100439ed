"""What a reader reads in a content, for the search: its texts without markup, labels of buttons and right answers' marks."""

import html
import re
from collections.abc import Callable
from typing import Any

from lms.h5p.rules.names import LibraryKey, parse_name

Semantics = Callable[[LibraryKey], list[Any]]
MAX_LENGTH = 100_000
_NOT_READ = frozenset(
    {
        "library", "subContentId", "path", "mime", "license", "licenseVersion", "contentType", "behaviour", "override",
        "l10n", "UI", "a11y", "ariaLabel", "currentMenu", "overallFeedback", "confirmCheck", "confirmRetry",
    }
)  # fmt: skip
"""Keys that hold no text of the content, where no semantics say so."""
_WITH_MARKED_ANSWERS = frozenset({"H5P.Blanks", "H5P.DragText", "H5P.MarkTheWords", "H5P.AdvancedBlanks"})
_MARKED = re.compile(r"\*([^*\n]{1,200})\*")
_SILENT = ("script", "style")
# One pass over the text whatever stands in it: what people wrote here is not ours.
_TAGS = re.compile(r"(<[^<>]*>)")
_ALT = re.compile(r'\salt="([^"]*)"')
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")
_CODE = re.compile(r"#?[0-9a-fA-F]{3,8}|\d+(\.\d+)?(px|em|%)?|https?://\S+|[\w.-]+/[\w./+-]+\.\w{2,5}")


def readable_text(parameters: Any, library: LibraryKey, semantics_of: Semantics) -> str:
    """Texts of the content, in the order of the semantics where a library has them. At most MAX_LENGTH characters.

    Interface texts (fields that semantics call "common") are left out. Where answers are marked in the text
    (*Ankara*), a gap stands instead: search results must not give them away.
    """
    texts: list[str] = []
    _of_library(parameters, library, semantics_of, texts)
    return " ".join(texts)[:MAX_LENGTH]


def _of_library(value: Any, library: LibraryKey, semantics_of: Semantics, texts: list[str]) -> None:
    found: list[str] = []
    fields = semantics_of(library)
    if fields:
        _of_fields(value, fields, semantics_of, found)
    else:
        _of_anything(value, semantics_of, found)
    if library.machine_name in _WITH_MARKED_ANSWERS:
        found = [_MARKED.sub("…", text) for text in found]
    texts.extend(found)


def _of_fields(value: Any, fields: list[Any], semantics_of: Semantics, texts: list[str]) -> None:
    if not isinstance(value, dict):
        return
    for field in fields:
        if isinstance(field, dict) and isinstance(field.get("name"), str) and field["name"] in value:
            _of_field(value[field["name"]], field, semantics_of, texts)


def _of_field(value: Any, field: dict[str, Any], semantics_of: Semantics, texts: list[str]) -> None:
    kind = field.get("type")
    if field.get("common"):
        return
    if kind == "text":
        _add(value, texts)
    elif kind == "library":
        _of_part(value, semantics_of, texts)
    elif kind == "list" and isinstance(value, list) and isinstance(field.get("field"), dict):
        for one in value:
            _of_field(one, field["field"], semantics_of, texts)
    elif kind == "group" and isinstance(field.get("fields"), list):
        fields = field["fields"]
        # A group of a single field is written as that field's value, except where it says otherwise.
        if len(fields) == 1 and isinstance(fields[0], dict) and not _has(value, fields[0].get("name")):
            _of_field(value, fields[0], semantics_of, texts)
        else:
            _of_fields(value, fields, semantics_of, texts)


def _has(value: Any, name: Any) -> bool:
    return isinstance(value, dict) and name in value


def _of_part(value: Any, semantics_of: Semantics, texts: list[str]) -> None:
    """A part made with a library of its own, with its metadata's title."""
    if not isinstance(value, dict):
        return
    metadata = value.get("metadata")
    if isinstance(metadata, dict) and "untitled" not in str(metadata.get("title", "")).casefold():
        _add(metadata.get("title"), texts)
    key = parse_name(value.get("library"))
    if key is None:
        _of_anything(value, semantics_of, texts)
    else:
        _of_library(value.get("params"), key, semantics_of, texts)


def _of_anything(value: Any, semantics_of: Semantics, texts: list[str]) -> None:
    if isinstance(value, str):
        _add(value, texts)
    elif isinstance(value, list):
        for one in value:
            _of_anything(one, semantics_of, texts)
    elif isinstance(value, dict):
        if parse_name(value.get("library")) is not None and "params" in value:
            _of_part(value, semantics_of, texts)
            return
        for name, one in value.items():
            if name not in _NOT_READ:
                _of_anything(one, semantics_of, texts)


def _add(value: Any, texts: list[str]) -> None:
    if not isinstance(value, str):
        return
    text = plain_text(value)
    if text and not _CODE.fullmatch(text):
        texts.append(text)


def plain_text(markup: str) -> str:
    """Text of an HTML fragment, white space folded; scripts and styles are no text."""
    if not _MARKUP.search(markup):
        return " ".join(markup.split())
    parts: list[str] = []
    is_silent = False
    for place, part in enumerate(_TAGS.split(markup)):
        if place % 2 == 0:
            if not is_silent:
                parts.append(part)
            continue
        name = part.strip("</> \n").split(" ")[0].casefold()
        if name in _SILENT:
            is_silent = not part.startswith("</")
        if name == "img":
            parts.extend(found for found in _ALT.findall(part))
        parts.append(" ")
    return " ".join(html.unescape("".join(parts)).split())
