"""The embedded engine: FTS5 on SQLite, a tsvector on PostgreSQL. Both hold our tokens, so both find the same."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from core.turkish import sort_key
from files.access import visible_documents
from search.analysis import query_terms, tokens, typed_beginning
from search.documents.base import SearchDocument
from search.engines.base import FIELDS
from search.engines.matching import matching, matching_in_part, matching_titles, scores_by_field
from search.models import SearchEntry, SearchFacet, SearchWord
from search.queries import FACETS, FacetValue, Hit, Query, Results, Suggestion
from search.spelling import closest, replace_word, spellings
from search.synonyms import query_parts

MOST_WORDS_COMPARED = 5_000


class EmbeddedEngine:
    """Answers from the database that everything else is in."""

    @property
    def name(self) -> str:
        """SQLite's FTS5, or PostgreSQL's text search."""
        return "SQLite FTS5" if connection.vendor == "sqlite" else "PostgreSQL text search"

    def put(self, documents: Iterable[SearchDocument]) -> None:
        """Add documents, or replace those of the same key."""
        for document in documents:
            with transaction.atomic():
                entry, _is_new = SearchEntry.objects.update_or_create(
                    key=document.key,
                    defaults={
                        "source": document.source,
                        "page_id": document.page_id,
                        "file_id": document.file_id,
                        "circle": document.circle,
                        "under": document.under,
                        "page_number": document.page_number,
                        "translation_key": document.translation_key,
                        "language": document.language,
                        "kind": document.kind,
                        "title": document.title,
                        "summary": document.summary,
                        "text": document.text,
                        "url": document.url,
                        "is_announced": document.is_announced,
                        "published_at": document.published_at,
                    },
                )
                entry.facets.all().delete()
                SearchFacet.objects.bulk_create(
                    SearchFacet(entry=entry, name=name, value=value) for name, value in _facet_rows(document)
                )
                _write_tokens(entry, document.title_to_find)
                written = spellings(f"{document.title_to_find} {entry.summary} {entry.text}")
                SearchWord.objects.bulk_create(
                    (SearchWord(folded=folded, written=word) for folded, word in written.items()),
                    ignore_conflicts=True,
                )

    def remove(self, page_ids: Iterable[int]) -> None:
        """Take out pages and whatever else hangs on them."""
        self._remove(SearchEntry.objects.filter(page_id__in=list(page_ids)))

    def remove_source(self, source: str, *, but: Iterable[str] = ()) -> None:
        """Take out what is made from a source, except the documents with the keys `but`."""
        self._remove(SearchEntry.objects.filter(source=source).exclude(key__in=list(but)))

    def _remove(self, entries: QuerySet[SearchEntry]) -> None:
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
        SearchWord.objects.all().delete()

    def search(self, query: Query) -> Results:
        """Answer a query: entries in the reader's language, others where there is no twin in hers."""
        parts = query_parts(query.text)
        if query.text.strip() and not parts:
            return Results([], 0, {name: [] for name in FACETS})
        scores = matching(parts) if parts else None
        readable = _readable(query.language, query.circles)
        found = readable if scores is None else readable.filter(pk__in=scores)
        is_partial = len(parts) > 1 and not found.exists()
        if is_partial:
            scores = matching_in_part(parts)
            found = readable.filter(pk__in=scores)
        chosen = {name: value for name, value in query.chosen.items() if name in FACETS and value}
        ordered = _ordered(_narrow(found, chosen), scores, query.sort)
        start = (query.page - 1) * query.page_size
        wanted = ordered[start : start + query.page_size]
        rows = SearchEntry.objects.in_bulk(wanted)
        hits = [_hit(rows[pk], scores[pk] if scores else 0.0) for pk in wanted if pk in rows]
        facets = _facets(found, chosen)
        terms = tuple(term for part in parts for phrase in part for term in phrase)
        return Results(hits, len(ordered), facets, is_partial and bool(ordered), terms)

    def explain(self, query: Query, keys: Iterable[str]) -> dict[str, dict[str, float]]:
        """What each of FIELDS adds to the score of documents, by key."""
        parts = query_parts(query.text)
        names = dict(SearchEntry.objects.filter(key__in=list(keys)).values_list("pk", "key"))
        found = scores_by_field(parts, list(names)) if parts and names else {}
        return {names[pk]: dict(zip(FIELDS, scores, strict=True)) for pk, scores in found.items()}

    def suggest(self, text: str, language: str, most: int = 8) -> list[Suggestion]:
        """Titles for what is typed so far, the last word unfinished; only of pages that the reader would find."""
        before, beginning = typed_beginning(text)
        if len(beginning) < 2:
            return []
        scores = matching_titles(query_terms(before), beginning)
        rows = list(_readable(language).filter(pk__in=scores).only("title", "url", "kind", "language"))
        rows.sort(key=lambda row: (-scores[row.pk], row.title))
        return [Suggestion(row.title, row.url, row.kind, row.language) for row in rows[:most]]

    def correct(self, text: str, language: str) -> str:
        """The query with unknown words put right; "" when there is nothing better.

        Words of a page that closed a moment ago may still be known, so a correction must find something for this
        reader, by all its words, before she sees it.
        """
        typed = spellings(text)
        known = set(SearchWord.objects.filter(pk__in=typed).values_list("pk", flat=True))
        corrected = text
        for folded, word in typed.items():
            if folded not in known:
                near = SearchWord.objects.filter(pk__gte=folded[0], pk__lt=chr(ord(folded[0]) + 1))
                best = closest(folded, near.values_list("folded", "written")[:MOST_WORDS_COMPARED])
                if best is None:
                    return ""
                corrected = replace_word(corrected, word, best)
        if corrected == text:
            return ""
        found = self.search(Query(corrected, language, page_size=1))
        return corrected if found.total and not found.is_partial else ""


def _ordered(entries: QuerySet[SearchEntry], scores: dict[int, float] | None, sort: str) -> list[int]:
    """Keys in the order asked for; titles in Turkish order; "best" of everything is by title, too."""
    rows = [
        (pk, sort_key(title), when.timestamp() if when else 0.0)
        for pk, title, when in entries.values_list("pk", "title", "published_at")
    ]
    if sort == "newest":
        rows.sort(key=lambda row: (-row[2], row[1]))
    elif sort == "title" or scores is None:
        rows.sort(key=lambda row: row[1])
    else:
        rows.sort(key=lambda row: (-scores[row[0]], row[1]))
    return [row[0] for row in rows]


def _facet_rows(document: SearchDocument) -> set[tuple[str, str]]:
    rows = {("kind", document.kind)}
    for name, values in document.facets.items():
        rows |= {(name, value) for value in values}
    if document.facets.get("sector") == frozenset():
        rows.add(("sector", SearchFacet.ANY))
    return rows


def _write_tokens(entry: SearchEntry, title: str) -> None:
    columns = [tokens(title), tokens(entry.summary), tokens(entry.text)]
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


def _readable(language: str, circles: frozenset[str] = frozenset()) -> QuerySet[SearchEntry]:
    """Entries a reader of `language` is shown, with those of her circles; whether the page is still open to all, and the
    file to be fetched by all, is asked again here."""
    has_twin = SearchEntry.objects.filter(language=language).values("translation_key")
    in_language = Q(language=language) | (Q(language="tr") & ~Q(translation_key__in=has_twin))
    open_pages = Page.objects.live().public().values("pk")
    open_files = Q(file_id=None) | Q(file_id__in=visible_documents(None).values("pk"))
    readable = Q(circle="", page_id__in=open_pages) & open_files
    if circles:
        readable |= Q(circle__in=circles)
    return SearchEntry.objects.filter(in_language & readable)


def _narrow(entries: QuerySet[SearchEntry], chosen: dict[str, str]) -> QuerySet[SearchEntry]:
    for name, value in chosen.items():
        rows = SearchFacet.objects.filter(name=name, value__in=[value, SearchFacet.ANY])
        entries = entries.filter(pk__in=rows.values("entry"))
    return entries


def _facets(entries: QuerySet[SearchEntry], chosen: dict[str, str]) -> dict[str, list[FacetValue]]:
    """How many results choosing each value would give, the choices in other facets kept.

    One query for all facets in which nothing is chosen, one more for each of the others.
    """
    free = [name for name in FACETS if name not in chosen]
    counted = _count(_narrow(entries, chosen), free) if free else {}
    for name in FACETS:
        if name in chosen:
            others = {other: value for other, value in chosen.items() if other != name}
            counted |= _count(_narrow(entries, others), [name])
    return {name: counted[name] for name in FACETS}


def _count(entries: QuerySet[SearchEntry], names: list[str]) -> dict[str, list[FacetValue]]:
    rows = SearchFacet.objects.filter(name__in=names, entry__in=entries).values_list("name", "value")
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for name, value, count in rows.annotate(count=Count("entry")):
        counts[name][value] = count
    facets = {}
    for name, by_value in counts.items():
        for_any = by_value.pop(SearchFacet.ANY, 0)
        items = sorted(by_value.items(), key=_most_first)
        facets[name] = [FacetValue(value, count + for_any) for value, count in items]
    return facets


def _most_first(item: tuple[str, int]) -> tuple[Any, ...]:
    return (-item[1], item[0])


def _hit(entry: SearchEntry, score: float) -> Hit:
    return Hit(
        key=entry.key,
        page_id=entry.page_id,
        file_id=entry.file_id,
        circle=entry.circle,
        under=entry.under,
        page_number=entry.page_number,
        translation_key=entry.translation_key,
        published_at=entry.published_at,
        kind=entry.kind,
        title=entry.title,
        summary=entry.summary,
        text=entry.text,
        url=entry.url,
        language=entry.language,
        is_announced=entry.is_announced,
        score=score,
    )
