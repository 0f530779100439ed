"""Parts of a video as pairs of milliseconds: put together, measured, taken from one another."""

from collections.abc import Iterable, Sequence

Part = tuple[int, int]
"""From, to (not included), in milliseconds of the video."""

JOIN_MS = 500
"""A gap up to this long is none: players say where they are about four times a second."""
EDGE_MS = 1000
"""So near to its beginning or end a video counts as seen to the edge: the last frames are never reported exactly."""


def merge(parts: Iterable[Part], *, join: int = JOIN_MS) -> list[Part]:
    """The same parts in order, without overlaps; those that touch, or nearly, become one. Empty ones go."""
    merged: list[Part] = []
    for start, end in sorted(parts):
        if end <= start:
            continue
        if merged and start <= merged[-1][1] + join:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def measure(parts: Iterable[Part]) -> int:
    """How many milliseconds they cover, each counted once."""
    return sum(end - start for start, end in merge(parts, join=0))


def without(part: Part, known: Sequence[Part]) -> list[Part]:
    """What of a part is not in `known` (merged), in order."""
    start, end = part
    left: list[Part] = []
    for low, high in known:
        if high <= start or low >= end:
            continue
        if low > start:
            left.append((start, low))
        start = max(start, high)
    if start < end:
        left.append((start, end))
    return left


def to_edges(part: Part, length: int) -> Part | None:
    """A part within a video of `length`, stretched to an edge that it nearly reaches; None when nothing is left."""
    start, end = max(0, part[0]), min(length, part[1])
    if end <= start:
        return None
    return (0 if start <= EDGE_MS else start, length if end >= length - EDGE_MS else end)


def frontier(parts: Sequence[Part]) -> int:
    """How far somebody has come from the beginning without leaving anything out. `parts`: merged."""
    return parts[0][1] if parts and parts[0][0] <= EDGE_MS else 0
