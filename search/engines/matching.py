"""Which entries hit, and how well: the tables of tokens of SQLite (FTS5) and PostgreSQL (tsvector), asked alike."""

from collections.abc import Iterable

from django.db import connection

from search.analysis import Part, Term

MOST_HITS = 10_000
MOST_TITLES = 200


def matching(parts: list[Part]) -> dict[int, float]:
    """Scores (higher is better) by entry of all entries in which every part hits."""
    return _ask(_all(_part(part) for part in parts), MOST_HITS)


def matching_in_part(parts: list[Part]) -> dict[int, float]:
    """Scores of entries in which at least half of the parts hit; one more part outweighs every closeness."""
    hits: dict[int, list[float]] = {}
    for part in parts:
        for pk, score in _ask(_part(part), MOST_HITS).items():
            hits.setdefault(pk, []).append(score)
    least = -(-len(parts) // 2)
    return {pk: 1000.0 * len(found) + sum(found) for pk, found in hits.items() if len(found) >= least}


def scores_by_field(parts: list[Part], entries: list[int]) -> dict[int, tuple[float, float, float]]:
    """What title, summary and text add to the scores of entries (any part that hits counts)."""
    query = _any(_part(part) for part in parts)
    found: dict[int, list[float]] = {pk: [0.0, 0.0, 0.0] for pk in entries}
    marks = ", ".join(["%s"] * len(entries))
    with connection.cursor() as cursor:
        for place, (sqlite, postgres) in enumerate(
            [
                ("10.0, 0.0, 0.0", "0, 0, 0, 1.0"),
                ("0.0, 4.0, 0.0", "0, 0, 0.4, 0"),
                ("0.0, 0.0, 1.0", "0.1, 0, 0, 0"),
            ]
        ):
            if connection.vendor == "sqlite":
                sql = f"SELECT rowid, -bm25(search_fts, {sqlite}) FROM search_fts WHERE search_fts MATCH %s AND rowid IN ({marks})"  # noqa: S608
            else:
                sql = (
                    f"SELECT id, ts_rank('{{{postgres}}}', vector, query, 1) FROM search_searchentry, "  # noqa: S608
                    f"to_tsquery('simple', %s) query WHERE vector @@ query AND id IN ({marks})"
                )
            cursor.execute(sql, [query, *entries])
            for pk, score in cursor.fetchall():
                found[pk][place] = float(score)
    return {pk: (scores[0], scores[1], scores[2]) for pk, scores in found.items()}


def matching_titles(before: list[Term], beginning: str) -> dict[int, float]:
    """Scores of entries whose title has the words `before` and one that begins with `beginning`."""
    if connection.vendor == "sqlite":
        query = _all([*map(_term, before), f'"x{beginning}" *'])
        return _ask(f"{{title}} : ({query})", MOST_TITLES)
    terms = ["(" + " | ".join(f"'{form}':A" for form in term) + ")" for term in before]
    return _ask(_all([*terms, f"'x{beginning}':*A"]), MOST_TITLES)


def _ask(query: str, most: int) -> dict[int, float]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT rowid, -bm25(search_fts, 10.0, 4.0, 1.0) FROM search_fts WHERE search_fts MATCH %s "
                "ORDER BY 2 DESC LIMIT %s",
                [query, most],
            )
        else:
            cursor.execute(
                "SELECT id, ts_rank('{0.1, 0.2, 0.4, 1.0}', vector, query, 1) FROM search_searchentry, "
                "to_tsquery('simple', %s) query WHERE vector @@ query ORDER BY 2 DESC LIMIT %s",
                [query, most],
            )
        return dict(cursor.fetchall())


def _all(pieces: Iterable[str]) -> str:
    return (" AND " if connection.vendor == "sqlite" else " & ").join(pieces)


def _any(pieces: Iterable[str]) -> str:
    return "(" + (" OR " if connection.vendor == "sqlite" else " | ").join(pieces) + ")"


def _part(part: Part) -> str:
    return _any("(" + _all(map(_term, phrase)) + ")" for phrase in part)


def _term(term: Term) -> str:
    quote = '"' if connection.vendor == "sqlite" else "'"
    return _any(f"{quote}{form}{quote}" for form in term)
