"""Many ids, some at a time: for messages, and for queries that must not grow without bound."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def in_batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The items in their order, `size` at a time; the last batch may be shorter."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
