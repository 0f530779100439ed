"""Which entries a term hits, and how well: the tables of tokens of SQLite (FTS5) and PostgreSQL (tsvector), asked alike.

Terms are asked one by one; the engine puts them together in memory. BM25 is a sum over terms, so nothing is lost.
"""

from collections.abc import Iterable
from math import log

from django.db import connection

from search.analysis import Term

ALL_SCORED = 5_000
"""A term that hits more entries than this tells little: then only hits in titles are scored, the rest count as hits."""
_BM25 = "SELECT rowid, -bm25(search_fts, 10.0, 4.0, 1.0) FROM search_fts WHERE search_fts MATCH %s"
_ONE_FIELD = [
    ("10.0, 0.0, 0.0", "0, 0, 0, 1.0"),
    ("0.0, 4.0, 0.0", "0, 0, 0.4, 0"),
    ("0.0, 0.0, 1.0", "0.1, 0, 0, 0"),
]
_RANK = (
    "SELECT id, ts_rank('{0.1, 0.2, 0.4, 1.0}', vector, query, 1) FROM search_searchentry, "
    "to_tsquery('simple', %s) query WHERE generation = %s AND "
)


def hits_of(term: Term, generation: int) -> list[int]:
    """Keys of the entries in which the term occurs, on SQLite those of other generations, too."""
    if connection.vendor == "sqlite":
        return [
            row[0] for row in _ask("SELECT rowid FROM search_fts WHERE search_fts MATCH %s", [_fts(term)])
        ]
    sql = "SELECT id FROM search_searchentry WHERE vector @@ to_tsquery('simple', %s) AND generation = %s"
    return [row[0] for row in _ask(sql, [_tsquery(term), generation])]


def scores_of(term: Term, generation: int, hits: int, entries: int) -> dict[int, float]:
    """Scores (higher is better) by key; `hits` of `entries` is how common the term is."""
    if connection.vendor == "sqlite":
        if hits > ALL_SCORED:
            return dict(_ask(_BM25, [f"{{title}} : ({_fts(term)})"]))
        return dict(_ask(_BM25, [_fts(term)]))
    column = "title_vector" if hits > ALL_SCORED else "vector"
    rarity = log(1 + entries / (hits + 1))
    rows = _ask(f"{_RANK}{column} @@ query", [_tsquery(term), generation])
    return {key: score * rarity for key, score in rows}


def scores_by_field(terms: Iterable[Term], entries: list[int]) -> dict[int, list[float]]:
    """What title, summary and text add to the scores of entries."""
    found = {key: [0.0, 0.0, 0.0] for key in entries}
    marks = ", ".join(["%s"] * len(entries))
    for place, (sqlite, postgres) in enumerate(_ONE_FIELD):
        for term in terms:
            if connection.vendor == "sqlite":
                sql = f"SELECT rowid, -bm25(search_fts, {sqlite}) FROM search_fts WHERE search_fts MATCH %s AND rowid IN ({marks})"  # noqa: S608
                rows = _ask(sql, [_fts(term), *entries])
            else:
                sql = (
                    f"SELECT id, ts_rank('{{{postgres}}}', vector, query, 1) FROM search_searchentry, "  # noqa: S608
                    f"to_tsquery('simple', %s) query WHERE vector @@ query AND id IN ({marks})"
                )
                rows = _ask(sql, [_tsquery(term), *entries])
            for key, score in rows:
                found[key][place] += float(score)
    return found


def _ask(sql: str, values: list[str | int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _fts(term: Term) -> str:
    return " OR ".join(f'"{form}"' for form in term)


def _tsquery(term: Term) -> str:
    return " | ".join(f"'{form}'" for form in term)
