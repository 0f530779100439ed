"""Scores (xAPI 1.0.3, 4.1.5.1)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOLERANCE = 0.01
"""H5P rounds `scaled` to four digits, others to two."""
LARGEST = 1e9
_NAMES = frozenset({"raw", "min", "max", "scaled"})


class BadScore(ValueError):
    """Not a score, or out of its own range."""


@dataclass(frozen=True)
class Score:
    """raw, least and most in the package's own unit; scaled from -1 to 1. None where the package does not say."""

    raw: float | None = None
    least: float | None = None
    most: float | None = None
    scaled: float | None = None


def read_score(value: Any) -> Score:
    """A score that can be true: finite numbers, min <= raw <= max, scaled from -1 to 1 and in keeping with the others.

    Where scaled is missing it is raw / max, the share of the points. Raises BadScore.
    """
    if not isinstance(value, Mapping) or not value.keys() <= _NAMES:
        raise BadScore
    raw, least, most, scaled = (_number(value.get(name)) for name in ("raw", "min", "max", "scaled"))
    if least is not None and most is not None and least > most:
        raise BadScore
    if raw is not None and ((least is not None and raw < least) or (most is not None and raw > most)):
        raise BadScore
    if scaled is not None and not -1 <= scaled <= 1:
        raise BadScore
    shares = _shares(raw, least, most)
    if scaled is None:
        scaled = shares[0] if shares else None
    elif shares and all(abs(scaled - share) > TOLERANCE for share in shares):
        raise BadScore
    return Score(raw, least, most, scaled)


def _shares(raw: float | None, least: float | None, most: float | None) -> list[float]:
    """What scaled may be: raw / max as H5P has it, or the place between min and max as the specification suggests."""
    if raw is None or most is None or most <= 0:
        return []
    found = [max(-1.0, raw / most)]
    if least is not None and most > least:
        found.append((raw - least) / (most - least))
    return found


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadScore
    try:
        number = float(value)
    except OverflowError:
        raise BadScore from None
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise BadScore
    return number
