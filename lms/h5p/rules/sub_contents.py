"""Libraries that a content names inside itself: {"library": "H5P.Image 1.1", "params": {…}}."""

from typing import Any

from lms.h5p.rules.names import LibraryKey, parse_name


def libraries_in(parameters: Any) -> list[LibraryKey]:
    """Each library that a part of the content is made with, once, in the order met."""
    found: dict[LibraryKey, None] = {}
    stack = [parameters]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            key = parse_name(value.get("library"))
            if key is not None and "params" in value:
                found[key] = None
            stack.extend(reversed(list(value.values())))
    return list(found)
