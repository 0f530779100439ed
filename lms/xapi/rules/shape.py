"""Is this JSON small and plain enough to be kept?"""

import math
from typing import Any

DEEPEST = 12
LONGEST_TEXT = 16_000
"""Characters: a learner's essay in one answer."""
MOST_PARTS = 2_000
"""Values in one statement: a matching question of a hundred pairs has a fifth of it."""


def is_plain(value: Any) -> bool:
    """Objects, lists, texts without NUL, finite numbers; not too deep, long or many."""
    rest, seen = [(value, 1)], 0
    while rest:
        one, depth = rest.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_PARTS or not _is_fit(one):
            return False
        if isinstance(one, dict):
            if not all(isinstance(name, str) and _is_text(name, 500) for name in one):
                return False
            rest += [(part, depth + 1) for part in one.values()]
        elif isinstance(one, list):
            rest += [(part, depth + 1) for part in one]
    return True


def _is_fit(value: Any) -> bool:
    if isinstance(value, str):
        return _is_text(value, LONGEST_TEXT)
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return True
    if isinstance(value, int):
        return value.bit_length() <= 64
    return isinstance(value, float) and math.isfinite(value)


def _is_text(text: str, longest: int) -> bool:
    """PostgreSQL keeps neither NUL nor half of a surrogate pair."""
    return (
        len(text) <= longest and "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
    )
