"""Goes through all sources from where somebody left off."""

from collections.abc import Iterator

from search.documents.sources import SORTS, all_sources


def sources_after(position: str) -> Iterator[str]:
    """The sources that follow `position` in the order of all; every source where it is ""."""
    begin = _place(position) if position else None
    for source in all_sources():
        if begin is None or _place(source) > begin:
            yield source


def _place(source: str) -> tuple[int, int]:
    sort, _colon, number = source.partition(":")
    return list(SORTS).index(sort), int(number)
