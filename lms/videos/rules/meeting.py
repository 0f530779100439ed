"""Is enough of a video watched?"""

from collections.abc import Mapping
from typing import Any

DEFAULT_PERCENT = 90


def is_met(config: Mapping[str, Any], covered_ms: int) -> bool:
    """Whether the share that the course asks for is watched; whole numbers are compared. A video of unknown length
    never is. config: of the activity in the edition."""
    length = int(config.get("length_ms") or 0)
    return length > 0 and covered_ms * 100 >= wanted_percent(config) * length


def wanted_percent(config: Mapping[str, Any]) -> int:
    """The share in per cent that makes a video done."""
    return int(config.get("watch_percent") or DEFAULT_PERCENT)


def percent_watched(covered_ms: int, length_ms: int) -> int:
    """Whole per cent, rounded down: nobody reads 90 where 89.9 was watched."""
    return min(100, covered_ms * 100 // length_ms) if length_ms > 0 else 0
