"""Facets whose counts never lie: a value's count is the number of results one gets by choosing it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Record:
    """Something in the list. `values`: its codes by facet. `fits_all`: facets in which it belongs to every value."""

    id: int
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    fits_all: frozenset[str] = frozenset()


def fits(record: Record, facet: str, value: str, known: frozenset[str]) -> bool:
    """Whether the record is found under a facet's value; a value that nothing has finds nothing."""
    if value in record.values.get(facet, frozenset()):
        return True
    return facet in record.fits_all and value in known


def known_values(records: Iterable[Record], facets: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every value that at least one record has, by facet."""
    found: dict[str, set[str]] = {facet: set() for facet in facets}
    for record in records:
        for facet, values in record.values.items():
            if facet in found:
                found[facet] |= values
    return {facet: frozenset(values) for facet, values in found.items()}


def matching(
    records: Iterable[Record], chosen: Mapping[str, str], known: Mapping[str, frozenset[str]]
) -> list[int]:
    """Ids of the records that fit all chosen values, in their order."""
    return [
        record.id
        for record in records
        if all(fits(record, facet, value, known.get(facet, frozenset())) for facet, value in chosen.items())
    ]


def facet_counts(
    records: Iterable[Record], chosen: Mapping[str, str], known: Mapping[str, frozenset[str]]
) -> dict[str, Counter[str]]:
    """For each facet and value: how many records are found when this value is chosen and the other facets stay."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in known}
    for record in records:
        missed = [
            facet
            for facet, value in chosen.items()
            if not fits(record, facet, value, known.get(facet, frozenset()))
        ]
        if len(missed) > 1:
            continue
        for facet in missed or known:
            if facet in counts:
                counts[facet].update(
                    known[facet] if facet in record.fits_all else record.values.get(facet, ())
                )
    return counts
