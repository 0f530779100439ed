"""The embedded engine: FTS5 on SQLite, a tsvector on PostgreSQL. Both hold our tokens, so both find the same.

The database says which entries a term hits and how well; sets of entries are put together in memory (`snapshot`), so
that counting facets costs little however many are hit.
"""

from collections.abc import Iterable
from heapq import nsmallest
from itertools import islice

from django.db import connection

from search.analysis import Part, Term, first_word, forms, query_terms, typed_beginning, words
from search.engines import correcting, snapshot
from search.engines.base import FIELDS
from search.engines.bits import Members, bits_of, numbers_of
from search.engines.counting import count_facets, narrow
from search.engines.hits import hit_of
from search.engines.matching import hits_of, scores_by_field, scores_of
from search.engines.openness import closed_now
from search.engines.snapshot import Snapshot
from search.models import SearchEntry
from search.queries import Hit, Query, Results, Suggestion
from search.synonyms import query_parts

MOST_TITLES_READ = 500


class EmbeddedEngine:
    """Answers from the database that everything else is in."""

    @property
    def name(self) -> str:
        """SQLite's FTS5, or PostgreSQL's text search."""
        return "SQLite FTS5" if connection.vendor == "sqlite" else "PostgreSQL text search"

    def search(self, query: Query) -> Results:
        """Answer a query: entries in the reader's language, others where there is no twin in hers."""
        parts = query_parts(query.text)
        if query.text.strip() and not parts:
            return Results([], 0, {name: [] for name in query.facets})
        known = snapshot.current()
        readable = _readable(known, query.language, query.circles)
        levels = _levels([_hits_of_part(known, part) for part in parts], readable)
        is_partial = len(parts) > 1 and not levels[-1]
        least = -(-len(parts) // 2) if is_partial else len(parts)
        found = levels[least]
        chosen = {name: value for name, value in query.chosen.items() if name in query.facets and value}
        narrowed = narrow(known.facets, found, chosen)
        tiers = [levels[level] & ~higher & narrowed for level, higher in _falling(levels, least)]
        terms = tuple(term for part in parts for phrase in part for term in phrase)
        scores = _scores(known, terms) if query.sort == "best" else {}
        upto = query.page * query.page_size
        wanted = _ordered(known, tiers, scores, query.sort, upto)[upto - query.page_size :]
        return Results(
            _hits(known, wanted, scores),
            narrowed.bit_count(),
            count_facets(known.facets, found, chosen, query.facets),
            is_partial and bool(narrowed),
            terms,
        )

    def explain(self, query: Query, keys: Iterable[str]) -> dict[str, dict[str, float]]:
        """What each of FIELDS adds to the score of documents, by key."""
        terms = {term for part in query_parts(query.text) for phrase in part for term in phrase}
        names = dict(SearchEntry.objects.serving().filter(key__in=list(keys)).values_list("pk", "key"))
        found = scores_by_field(terms, list(names)) if terms and names else {}
        return {names[pk]: dict(zip(FIELDS, scores, strict=True)) for pk, scores in found.items()}

    def suggest(self, text: str, language: str, most: int = 8) -> list[Suggestion]:
        """Titles for what is typed so far, the last word unfinished; only of pages that the reader would find."""
        before, beginning = typed_beginning(text)
        if len(beginning) < 2:
            return []
        known = snapshot.current()
        # The words are those of the newest entries, which this moment's view may not have yet.
        size = known.size
        begun = (place for place in known.words().beginning(beginning) if place < size)
        found = bits_of(begun, size) & _readable(known, language)
        terms = query_terms(before)
        for term in terms:
            found &= _bits(known, term)
        places = _ordered(known, [found], {}, "title", MOST_TITLES_READ)
        rows = [known.rows[place] for place in places]
        fitting = [row for row in rows if not terms or _title_has(row["title"], terms)]
        fitting.sort(key=lambda row: not _begins(row["title"], beginning))
        return [Suggestion(row["title"], row["url"], row["kind"], row["language"]) for row in fitting[:most]]

    def correct(self, text: str, language: str) -> str:
        """The query with unknown words put right; "" when there is nothing better."""
        return correcting.correct(self, text, language)


def _readable(known: Snapshot, language: str, circles: frozenset[str] = frozenset()) -> int:
    """Entries that this reader is shown; whether their page and file are open to all is asked of the database now."""
    closed = closed_now(with_files=bool(known.by_file))
    shut = [place for page in closed.pages for place in known.by_page.get(page, ())]
    shut += [place for file in closed.files for place in known.by_file.get(file, ())]
    readable = known.everyone & ~bits_of(shut, known.size)
    for circle in circles:
        readable |= known.circles.get(circle, 0)
    return readable & known.shown.get(language, known.shown["tr"])


def _bits(known: Snapshot, term: Term) -> int:
    """Entries that a term hits."""
    if term in known.hits:
        return known.hits[term]
    place_of = known.place.get
    places = [place for key in hits_of(term, known.generation) if (place := place_of(key)) is not None]
    bits: int = known.keep(known.hits, term, bits_of(places, known.size))
    return bits


def _hits_of_part(known: Snapshot, part: Part) -> int:
    """Entries in which one of the phrases has all its words."""
    found = 0
    for phrase in part:
        whole = -1
        for term in phrase:
            whole &= _bits(known, term)
        found |= whole
    return found


def _levels(parts: list[int], readable: int) -> list[int]:
    """By number n: the readable entries that at least n of the parts hit."""
    levels = [readable] + [0] * len(parts)
    for part in parts:
        for level in range(len(parts), 0, -1):
            levels[level] |= levels[level - 1] & part
    return levels


def _falling(levels: list[int], least: int) -> list[tuple[int, int]]:
    """From the most parts down to `least`: (level, the entries that reach a higher one)."""
    higher = [*levels[1:], 0]
    return [(level, higher[level]) for level in range(len(levels) - 1, least - 1, -1)]


def _scores(known: Snapshot, terms: tuple[Term, ...]) -> dict[int, float]:
    """Sums over the terms, by place."""
    total: dict[int, float] = {}
    for term in dict.fromkeys(terms):
        scores = known.scores.get(term)
        if scores is None:
            hits = _bits(known, term).bit_count()
            place = known.place
            found = scores_of(term, known.generation, hits, len(place)) if hits else {}
            scores = {place[key]: score for key, score in found.items() if key in place}
            known.keep(known.scores, term, scores)
        for one, score in scores.items():
            total[one] = total.get(one, 0.0) + score
    return total


def _ordered(known: Snapshot, tiers: list[int], scores: dict[int, float], sort: str, upto: int) -> list[int]:
    """The first `upto` places of the tiers; in a tier those with scores first, equal ones and the rest by title."""
    places: list[int] = []
    if sort != "best":
        tiers = [sum(tiers)]
    for tier in tiers:
        wanted = upto - len(places)
        if wanted <= 0 or not tier:
            continue
        inside = Members(tier, known.size)
        scored = [place for place in scores if place in inside]
        places += nsmallest(wanted, scored, key=lambda place: (-scores[place], known.titles[place]))
        if len(scored) < wanted:
            places += _unscored(known, tier, scores, sort, wanted - len(scored))
    return places


def _unscored(known: Snapshot, tier: int, scores: dict[int, float], sort: str, wanted: int) -> list[int]:
    """The first of a tier that have no score: picked from few, met on a walk through all where many are in it."""
    by = "newest" if sort == "newest" else "title"
    many = tier.bit_count()
    if many * many <= wanted * known.size:
        rank = known.ranks(by)
        few = (place for place in numbers_of(tier) if place not in scores)
        return nsmallest(wanted, few, key=rank.__getitem__)
    inside = Members(tier, known.size)
    met = (place for place in known.order(by) if place in inside and place not in scores)
    return list(islice(met, wanted))


def _hits(known: Snapshot, places: list[int], scores: dict[int, float]) -> list[Hit]:
    keys = {known.rows[place]["pk"]: scores.get(place, 0.0) for place in places}
    rows = SearchEntry.objects.in_bulk(keys)
    return [hit_of(rows[key], score) for key, score in keys.items() if key in rows]


def _title_has(title: str, terms: list[Term]) -> bool:
    tokens = {token for _start, _end, word in words(title) for token in forms(word)}
    return all(tokens.intersection(term) for term in terms)


def _begins(title: str, beginning: str) -> bool:
    tokens = forms(first_word(title))
    return bool(tokens) and tokens[0].startswith("x" + beginning)
