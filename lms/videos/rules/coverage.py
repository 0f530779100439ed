"""Which parts of a video a group watched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.videos.rules.intervals import Part

MOST_SLICES = 24


@dataclass(frozen=True)
class Slice:
    """A piece of the video: from, to in milliseconds, and how many people watched at least half of it."""

    start: int
    end: int
    people: int


def slices_of(length_ms: int, people: Iterable[Sequence[Part]], *, most: int = MOST_SLICES) -> list[Slice]:
    """The video in equal pieces of whole seconds, at most `most`, with how many of `people` (merged parts) saw each."""
    if length_ms <= 0:
        return []
    size = max(1, -(-length_ms // (1000 * most))) * 1000
    edges = [(start, min(start + size, length_ms)) for start in range(0, length_ms, size)]
    counts = [0] * len(edges)
    for parts in people:
        for number, (start, end) in enumerate(edges):
            seen = sum(max(0, min(end, high) - max(start, low)) for low, high in parts)
            counts[number] += 2 * seen >= end - start
    return [Slice(start, end, found) for (start, end), found in zip(edges, counts, strict=True)]
