"""Reading JSON that somebody else wrote, into what every database of ours can keep."""

import json
import math
from typing import Any

from lms.h5p.exceptions import PackageRefused

MAX_DEPTH = 100
"""Containers inside one another. The deepest known content (a course presentation with a question set) has about 30."""


def read_json(data: bytes, entry: str) -> Any:
    """Return the value of UTF-8 JSON (a byte order mark is tolerated). Raises PackageRefused (`json`).

    NUL characters and halves of surrogate pairs, which PostgreSQL does not keep, become the replacement character.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant, parse_float=_finite)
        return _clean(value, MAX_DEPTH)
    except (ValueError, RecursionError) as error:
        raise PackageRefused("json", entry, str(error)[:100]) from None


def read_object(data: bytes, entry: str) -> dict[str, Any]:
    """The same where the file must hold an object. Raises PackageRefused (`json`)."""
    value = read_json(data, entry)
    if not isinstance(value, dict):
        raise PackageRefused("json", entry, "no object")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:20]} is too large")
    return number


def _clean(value: Any, depth: int) -> Any:
    if depth < 0:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, list):
        return [_clean(one, depth - 1) for one in value]
    if isinstance(value, dict):
        return {_clean_text(name): _clean(one, depth - 1) for name, one in value.items()}
    return value


def _clean_text(text: str) -> str:
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
