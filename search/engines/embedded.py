"""The embedded engine: FTS5 on SQLite, a tsvector on PostgreSQL. Both hold our tokens, so both find the same."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from search.analysis import query_terms, tokens
from search.documents.base import SearchDocument
from search.models import SearchEntry, SearchFacet
from search.queries import FACETS, FacetValue, Hit, Query, Results

MOST_HITS = 10_000


class EmbeddedEngine:
    """Answers from the database that everything else is in."""

    @property
    def name(self) -> str:
        """SQLite's FTS5, or PostgreSQL's text search."""
        return "SQLite FTS5" if connection.vendor == "sqlite" else "PostgreSQL text search"

    def put(self, documents: Iterable[SearchDocument]) -> None:
        """Add or replace documents."""
        for document in documents:
            with transaction.atomic():
                entry, _is_new = SearchEntry.objects.update_or_create(
                    page_id=document.page_id,
                    defaults={
                        "translation_key": document.translation_key,
                        "language": document.language,
                        "kind": document.kind,
                        "title": document.title,
                        "summary": document.summary,
                        "text": document.text,
                        "url": document.url,
                        "is_announced": document.is_announced,
                    },
                )
                entry.facets.all().delete()
                SearchFacet.objects.bulk_create(
                    SearchFacet(entry=entry, name=name, value=value) for name, value in _facet_rows(document)
                )
                _write_tokens(entry)

    def remove(self, page_ids: Iterable[int]) -> None:
        """Take pages out."""
        entries = SearchEntry.objects.filter(page_id__in=list(page_ids))
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.executemany(
                    "DELETE FROM search_fts WHERE rowid = %s",
                    [[pk] for pk in entries.values_list("pk", flat=True)],
                )
        entries.delete()

    def clear(self) -> None:
        """Forget everything."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM search_fts")
        SearchEntry.objects.all().delete()

    def search(self, query: Query) -> Results:
        """Answer a query: entries in the reader's language, others where there is no twin in hers."""
        terms = query_terms(query.text)
        if query.text.strip() and not terms:
            return Results([], 0, {name: [] for name in FACETS})
        scores = _matching(terms) if terms else None
        found = _readable(query.language)
        if scores is not None:
            found = found.filter(pk__in=scores)
        chosen = {name: value for name, value in query.chosen.items() if name in FACETS and value}
        everything = _narrow(found, chosen)
        ids = list(everything.values_list("pk", "title"))
        if scores is None:
            ordered = [pk for pk, _title in sorted(ids, key=lambda row: row[1])]
        else:
            ordered = [pk for pk, _title in sorted(ids, key=lambda row: (-scores[row[0]], row[1]))]
        start = (query.page - 1) * query.page_size
        wanted = ordered[start : start + query.page_size]
        rows = SearchEntry.objects.in_bulk(wanted)
        hits = [_hit(rows[pk], scores[pk] if scores else 0.0) for pk in wanted if pk in rows]
        return Results(hits, len(ordered), {name: _counts(found, chosen, name) for name in FACETS})


def _facet_rows(document: SearchDocument) -> set[tuple[str, str]]:
    rows = {("kind", document.kind)}
    for name, values in document.facets.items():
        rows |= {(name, value) for value in values}
    if document.facets.get("sector") == frozenset():
        rows.add(("sector", SearchFacet.ANY))
    return rows


def _write_tokens(entry: SearchEntry) -> None:
    columns = [tokens(entry.title), tokens(entry.summary), tokens(entry.text)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [entry.pk])
            cursor.execute(
                "INSERT INTO search_fts(rowid, title, summary, text) VALUES (%s, %s, %s, %s)",
                [entry.pk, *columns],
            )
        else:
            cursor.execute(
                "UPDATE search_searchentry SET vector = setweight(to_tsvector('simple', %s), 'A') || "
                "setweight(to_tsvector('simple', %s), 'B') || setweight(to_tsvector('simple', %s), 'D') WHERE id = %s",
                [*columns, entry.pk],
            )


def _matching(terms: list[tuple[str, ...]]) -> dict[int, float]:
    """Scores (higher is better) by entry of all entries in which every term hits in one of its forms."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            match = " AND ".join("(" + " OR ".join(f'"{form}"' for form in term) + ")" for term in terms)
            cursor.execute(
                "SELECT rowid, -bm25(search_fts, 10.0, 4.0, 1.0) FROM search_fts WHERE search_fts MATCH %s "
                "ORDER BY 2 DESC LIMIT %s",
                [match, MOST_HITS],
            )
        else:
            match = " & ".join("(" + " | ".join(f"'{form}'" for form in term) + ")" for term in terms)
            cursor.execute(
                "SELECT id, ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', vector, query) FROM search_searchentry, "
                "to_tsquery('simple', %s) query WHERE vector @@ query ORDER BY 2 DESC LIMIT %s",
                [match, MOST_HITS],
            )
        return dict(cursor.fetchall())


def _readable(language: str) -> QuerySet[SearchEntry]:
    """Entries a reader of `language` is shown; whether the page is still open to all is asked again here."""
    has_twin = SearchEntry.objects.filter(language=language).values("translation_key")
    in_language = Q(language=language) | (Q(language="tr") & ~Q(translation_key__in=has_twin))
    open_pages = Page.objects.live().public().values("pk")
    return SearchEntry.objects.filter(in_language, page_id__in=open_pages)


def _narrow(entries: QuerySet[SearchEntry], chosen: dict[str, str]) -> QuerySet[SearchEntry]:
    for name, value in chosen.items():
        rows = SearchFacet.objects.filter(name=name, value__in=[value, SearchFacet.ANY])
        entries = entries.filter(pk__in=rows.values("entry"))
    return entries


def _counts(entries: QuerySet[SearchEntry], chosen: dict[str, str], name: str) -> list[FacetValue]:
    """How many results choosing each value of a facet would give, the other choices kept."""
    others = {other: value for other, value in chosen.items() if other != name}
    rows = (
        SearchFacet.objects.filter(name=name, entry__in=_narrow(entries, others))
        .values("value")
        .annotate(count=Count("entry"))
    )
    counts: dict[str, int] = {row["value"]: row["count"] for row in rows}
    for_any = counts.pop(SearchFacet.ANY, 0)
    return [FacetValue(value, count + for_any) for value, count in sorted(counts.items(), key=_most_first)]


def _most_first(item: tuple[str, int]) -> tuple[Any, ...]:
    return (-item[1], item[0])


def _hit(entry: SearchEntry, score: float) -> Hit:
    return Hit(
        page_id=entry.page_id,
        kind=entry.kind,
        title=entry.title,
        summary=entry.summary,
        text=entry.text,
        url=entry.url,
        language=entry.language,
        is_announced=entry.is_announced,
        score=score,
    )
