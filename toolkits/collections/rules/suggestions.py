"""Which toolkits fit a firm, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """A toolkit's id with the reasons: sector (its code, or "" ) and the topics that the firm wants to get better at."""

    id: int
    sector: str
    topics: tuple[str, ...]
    is_for_all: bool


def suggest(
    toolkits: Iterable[tuple[int, Mapping[str, frozenset[str]]]], sector: str, topics: frozenset[str]
) -> list[Suggestion]:
    """Toolkits with at least one reason, those with more and better ones first, else in the given order.

    A toolkit made for the firm's sector weighs two topics; one for every sector is suggested only for a topic, or
    where nothing else is left to say.
    """
    found = []
    for place, (identifier, values) in enumerate(toolkits):
        own = sector if sector in values.get("sector", frozenset()) else ""
        shared = tuple(sorted(values.get("topic", frozenset()) & topics))
        is_for_all = not values.get("sector")
        score = 2 * bool(own) + len(shared) + 0.5 * is_for_all
        if score:
            found.append((-score, place, Suggestion(identifier, own, shared, is_for_all)))
    return [suggestion for _score, _place, suggestion in sorted(found, key=lambda one: one[:2])]
