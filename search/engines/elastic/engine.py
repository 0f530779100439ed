"""Answers from Elasticsearch: which entries, in which order, how many. What is shown of them comes from the database."""

from collections.abc import Iterable
from typing import Any

from search.analysis import query_terms, typed_beginning
from search.engines import correcting
from search.engines.base import FIELDS
from search.engines.counting import as_values
from search.engines.elastic.asking import (
    all_parts,
    half_of_the_parts,
    has_value,
    one_field,
    readable,
    title_begins,
    title_has,
)
from search.engines.elastic.client import Q, Search, client
from search.engines.elastic.mapping import alias
from search.engines.hits import hit_of
from search.engines.openness import closed_now, open_entries
from search.models import SearchRemoval
from search.queries import Hit, Query, Results, Suggestion
from search.synonyms import query_parts

MOST_VALUES = 500
MOST_EXCLUDED = 60_000
SORTS: dict[str, list[Any]] = {
    "best": ["_score", "title_order"],
    "newest": [{"published_at": {"order": "desc", "missing": "_last"}}, "title_order"],
    "title": ["title_order"],
}


class TooManyExcluded(Exception):
    """More is closed than one query may name; the database answers instead."""


class ElasticEngine:
    """Answers from a search server. Raises what the connection raises; `Reserved` knows what to do then."""

    @property
    def name(self) -> str:
        """For people who keep the installation."""
        return "Elasticsearch"

    def search(self, query: Query) -> Results:
        """Answer a query: entries in the reader's language, others where there is no twin in hers."""
        parts = query_parts(query.text)
        if query.text.strip() and not parts:
            return Results([], 0, {name: [] for name in query.facets})
        who = _who(query.language, query.circles)
        chosen = {name: value for name, value in query.chosen.items() if name in query.facets and value}
        answer = _ask(query, who, all_parts(parts) if parts else None, chosen)
        # As the embedded engine: the words decide, not what was chosen beside them.
        found_any = bool(answer.hits.total.value or answer.aggregations.found.doc_count)
        is_partial = len(parts) > 1 and not found_any
        if is_partial:
            answer = _ask(query, who, half_of_the_parts(parts), chosen)
        scores = {hit.meta.id: hit.meta.score or 0.0 for hit in answer.hits}
        hits = _hits(scores, query.circles)
        total = answer.hits.total.value - (len(scores) - len(hits))
        facets = {name: as_values(_counts(answer, name)) for name in query.facets}
        terms = tuple(term for part in parts for phrase in part for term in phrase)
        return Results(hits, total, facets, is_partial and total > 0, terms)

    def explain(self, query: Query, keys: Iterable[str]) -> dict[str, dict[str, float]]:
        """What each of FIELDS adds to the score of documents, by key."""
        parts, wanted = query_parts(query.text), list(keys)
        found: dict[str, dict[str, float]] = {key: {} for key in wanted}
        if not parts or not wanted:
            return {}
        for field in FIELDS:
            body = Q("bool", filter=[Q("terms", key=wanted)], should=[one_field(parts, field)])
            search = Search(using=client(), index=alias()).query(body).source(False)
            for hit in search.extra(size=len(wanted)).execute().hits:
                found[hit.meta.id][field] = hit.meta.score or 0.0
        return found

    def suggest(self, text: str, language: str, most: int = 8) -> list[Suggestion]:
        """Titles for what is typed so far, the last word unfinished; only of pages that the reader would find."""
        before, beginning = typed_beginning(text)
        if len(beginning) < 2:
            return []
        anywhere, at_first = title_begins(beginning)
        fits = [anywhere, *(title_has(term) for term in query_terms(before))]
        body = Q(
            "bool", filter=[_who(language, frozenset()), *fits], should=[Q("constant_score", filter=at_first)]
        )
        search = Search(using=client(), index=alias()).query(body).source(False)
        answer = search.sort("_score", "title_order").extra(size=most, track_total_hits=False).execute()
        keys = [hit.meta.id for hit in answer.hits]
        rows = {row.key: row for row in open_entries(keys).only("key", "title", "url", "kind", "language")}
        return [
            Suggestion(rows[key].title, rows[key].url, rows[key].kind, rows[key].language)
            for key in keys
            if key in rows
        ]

    def correct(self, text: str, language: str) -> str:
        """The query with unknown words put right; "" when there is nothing better."""
        return correcting.correct(self, text, language)


def _who(language: str, circles: frozenset[str]) -> Any:
    closed = closed_now()
    removed = list(SearchRemoval.objects.values_list("key", flat=True)[: MOST_EXCLUDED + 1])
    if max(len(closed.pages), len(closed.files), len(removed)) > MOST_EXCLUDED:
        raise TooManyExcluded
    return readable(language, circles, closed, removed)


def _ask(query: Query, who: Any, what: Any, chosen: dict[str, str]) -> Any:
    must = [what] if what is not None else []
    search = Search(using=client(), index=alias()).query(Q("bool", filter=[who], must=must)).source(False)
    search.aggs.bucket("found", "filter", filter=Q("match_all"))
    for name in query.facets:
        others = [has_value(other, value) for other, value in chosen.items() if other != name]
        bucket = (
            search.aggs.bucket(name, "filter", filter=Q("bool", filter=others)) if others else search.aggs
        )
        bucket.bucket(f"{name}_values", "terms", field=f"facets.{name}", size=MOST_VALUES)
    if chosen:
        search = search.post_filter(Q("bool", filter=[has_value(*pair) for pair in chosen.items()]))
    sort = query.sort if what is not None or query.sort != "best" else "title"
    start = (query.page - 1) * query.page_size
    search = search.sort(*SORTS.get(sort, SORTS["best"]))
    return search.extra(from_=start, size=query.page_size, track_total_hits=True).execute()


def _counts(answer: Any, name: str) -> dict[str, int]:
    bucket = answer.aggregations
    if name in bucket:
        bucket = bucket[name]
    return {one.key: one.doc_count for one in bucket[f"{name}_values"].buckets}


def _hits(scores: dict[str, float], circles: frozenset[str]) -> list[Hit]:
    rows = {row.key: row for row in open_entries(scores, circles)}
    return [hit_of(rows[key], score) for key, score in scores.items() if key in rows]
