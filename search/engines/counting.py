"""Facet counts over sets of entries: what choosing each value would give, the choices in other facets kept."""

from typing import Any

from search.models import SearchFacet
from search.queries import FacetValue

Sets = dict[str, dict[str, int]]


def narrow(sets: Sets, found: int, chosen: dict[str, str]) -> int:
    """The entries of `found` that have the chosen values."""
    for name, value in chosen.items():
        values = sets.get(name, {})
        found &= values.get(value, 0) | values.get(SearchFacet.ANY, 0)
    return found


def count_facets(
    sets: Sets, found: int, chosen: dict[str, str], names: tuple[str, ...]
) -> dict[str, list[FacetValue]]:
    """Counts by facet, the most frequent value first."""
    all_chosen = narrow(sets, found, chosen)
    counted = {}
    for name in names:
        others = {other: value for other, value in chosen.items() if other != name}
        base = narrow(sets, found, others) if name in chosen else all_chosen
        counts = {value: (bits & base).bit_count() for value, bits in sets.get(name, {}).items()}
        counted[name] = as_values(counts)
    return counted


def as_values(counts: dict[str, int]) -> list[FacetValue]:
    """Entries for which every value holds count with each value that is there."""
    for_any = counts.pop(SearchFacet.ANY, 0)
    items = sorted(((value, count) for value, count in counts.items() if count), key=_most_first)
    return [FacetValue(value, count + for_any) for value, count in items]


def _most_first(item: tuple[str, int]) -> tuple[Any, ...]:
    return (-item[1], item[0])
