"""A query as the server is asked it: who may find what, which terms hit, which facets narrow."""

from typing import Any

from search.analysis import Part, Term
from search.engines.elastic.client import Q
from search.engines.elastic.mapping import EVERYBODY
from search.engines.openness import Closed
from search.models import SearchFacet

WEIGHTED = ["title^10", "summary^4", "text"]
LONGEST_BEGINNING = 200
"""The server refuses to look for longer ones."""
ONE_MORE_PART = 1000.0
"""More than any closeness adds: whatever hits one more part of the query stands before it."""


def readable(language: str, circles: frozenset[str], closed: Closed, removed: list[str]) -> Any:
    """What this reader is shown, without what is closed at this moment or was taken out a moment ago."""
    shut = []
    if closed.pages:
        shut.append(Q("terms", page_id=sorted(closed.pages)))
    if closed.files:
        shut.append(Q("terms", file_id=sorted(closed.files)))
    may = [Q("bool", filter=[Q("term", circle=EVERYBODY)], must_not=shut)]
    if circles:
        may.append(Q("terms", circle=sorted(circles)))
    gone = [Q("terms", key=removed)] if removed else []
    who = Q("bool", should=may, minimum_should_match=1)
    return Q("bool", filter=[Q("term", shown_in=language), who], must_not=gone)


def all_parts(parts: list[Part]) -> Any:
    """Every part hits."""
    return Q("bool", must=[_part(part) for part in parts])


def half_of_the_parts(parts: list[Part]) -> Any:
    """At least half of the parts hit; the more, the better."""
    counted = [
        Q("bool", must=[_part(part), Q("constant_score", filter=_part(part), boost=ONE_MORE_PART)])
        for part in parts
    ]
    return Q("bool", should=counted, minimum_should_match=-(-len(parts) // 2))


def one_field(parts: list[Part], field: str) -> Any:
    """What one field alone adds: any word that hits counts."""
    fields = [name for name in WEIGHTED if name.partition("^")[0] == field]
    terms = {term for part in parts for phrase in part for term in phrase}
    return Q("bool", should=[_term(term, fields) for term in terms])


def has_value(name: str, value: str) -> Any:
    """A facet's value is chosen; what is for every value counts as well."""
    return Q("terms", **{f"facets.{name}": [value, SearchFacet.ANY]})


def title_has(term: Term) -> Any:
    """A title has the term."""
    return Q("match", title={"query": " ".join(term), "analyzer": "whitespace"})


def title_begins(beginning: str) -> tuple[Any, Any]:
    """A word of the title begins so; and the first one does."""
    begin = f"x{beginning[:LONGEST_BEGINNING]}"
    return Q("prefix", title={"value": begin}), Q("prefix", first_word={"value": begin})


def _part(part: Part) -> Any:
    phrases = [Q("bool", must=[_term(term) for term in phrase]) for phrase in part]
    return phrases[0] if len(phrases) == 1 else Q("bool", should=phrases, minimum_should_match=1)


def _term(term: Term, fields: list[str] = WEIGHTED) -> Any:
    return Q("multi_match", query=" ".join(term), type="most_fields", fields=fields, analyzer="whitespace")
