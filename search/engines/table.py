"""Writes the embedded engine's tables: entries with their facets, words and tokens, generation by generation.

Every change takes the row of SearchState first, so writers come one after the other and readers see changes in order.
While a rebuild is under way, a change goes into the generation that answers and into the one that is being made.
"""

import hashlib
import time
import uuid
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import F

from core.batches import in_batches
from search.analysis import tokens
from search.documents.base import SearchDocument
from search.engines.hits import title_to_find
from search.engines.sending import promise_sending
from search.models import SearchChange, SearchEntry, SearchFacet, SearchState, SearchWord
from search.spelling import spellings

AT_ONCE = 50
_COPIED = (
    "source", "page_id", "file_id", "circle", "under", "page_number", "translation_key", "language", "kind", "title",
    "summary", "text", "url", "is_announced", "published_at",
)  # fmt: skip


def put(documents: Iterable[SearchDocument]) -> None:
    """Add documents, or replace those of the same key. What did not change is left as it is."""
    waiting: list[SearchDocument] = []
    for document in documents:
        waiting.append(document)
        if len(waiting) == AT_ONCE:
            _put_batch(waiting)
            waiting = []
    if waiting:
        _put_batch(waiting)


def put_into(state: SearchState, generation: int, documents: Sequence[SearchDocument]) -> None:
    """A rebuild's part: into the generation that is being made. Call inside a transaction that began with `touch`.

    What is the same in the generation that answers keeps its version: the search server need not be told.
    """
    answering = SearchEntry.objects.filter(
        generation=state.generation, key__in=[document.key for document in documents]
    )
    versions = {
        (key, digest): version for key, digest, version in answering.values_list("key", "digest", "version")
    }
    _write(generation, documents, versions)


def remove(page_ids: Iterable[int]) -> None:
    """Take out pages and whatever else hangs on them, from every generation."""
    for some in in_batches(list(page_ids), 500):
        _remove(page_id__in=some)


def remove_source(source: str, *, but: Iterable[str] = ()) -> None:
    """Take out what is made from a source, except the documents with the keys `but`."""
    _remove(set(but), source=source)


def touch() -> SearchState:
    """Begin a change: lock and count it up. Call inside a transaction; what it returns is true until that ends."""
    changed = {"number": F("number") + 1, "stamp": uuid.uuid4()}
    if not SearchState.objects.filter(pk=1).update(**changed):
        SearchState.objects.get_or_create(pk=1)
        SearchState.objects.filter(pk=1).update(**changed)
    return SearchState.objects.get(pk=1)


def note_change(state: SearchState, entries: Iterable[int]) -> None:
    """Tell processes that keep entries in memory which to read again."""
    SearchChange.objects.filter(number__gte=state.number).delete()
    SearchChange.objects.create(number=state.number, stamp=state.stamp, entries=sorted(entries))
    SearchChange.objects.filter(number__lt=state.number - SearchChange.MOST).delete()


def forget_generation(generation: int) -> None:
    """Delete a generation that does not answer, some entries at a time."""
    while keys := list(SearchEntry.objects.filter(generation=generation).values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            _delete(keys)


def forget_words(*, before: int) -> None:
    """Delete words that no entry of this generation or a later one has."""
    SearchWord.objects.filter(generation__lt=before).delete()


def digest_of(document: SearchDocument) -> str:
    """What tells two states of a document apart."""
    facets = sorted((name, sorted(values)) for name, values in document.facets.items())
    fields = [str(getattr(document, name)) for name in _COPIED]
    return hashlib.sha256(repr((fields, facets)).encode()).hexdigest()


def _put_batch(documents: Sequence[SearchDocument]) -> None:
    with transaction.atomic():
        state = touch()
        changed = _write(state.generation, documents)
        if state.building is not None:
            versions = {(entry.key, entry.digest): entry.version for entry in changed}
            _write(state.building, documents, versions)
        note_change(state, (entry.pk for entry in changed))
        promise_sending(state, put=changed)


def _write(
    generation: int,
    documents: Sequence[SearchDocument],
    versions: dict[tuple[str, str], int] | None = None,
) -> list[SearchEntry]:
    """Write those that differ; return their entries."""
    wanted = {document.key: document for document in documents}
    there = {row.key: row for row in SearchEntry.objects.filter(generation=generation, key__in=wanted)}
    now = time.time_ns() // 1000
    entries: list[tuple[SearchEntry, SearchDocument]] = []
    for key, document in wanted.items():
        entry = there.get(key)
        digest = digest_of(document)
        if entry is not None and entry.digest == digest:
            continue
        entry = entry or SearchEntry(generation=generation, key=key)
        for name in _COPIED:
            setattr(entry, name, getattr(document, name))
        entry.digest = digest
        entry.version = (versions or {}).get((key, digest)) or max(entry.version + 1, now)
        entries.append((entry, document))
    changed = [entry for entry, _document in entries]
    old = [entry for entry in changed if entry.pk]
    for entry in old:
        entry.save()
    SearchEntry.objects.bulk_create(entry for entry in changed if not entry.pk)
    SearchFacet.objects.filter(entry__in=[entry.pk for entry in old]).delete()
    SearchFacet.objects.bulk_create(
        SearchFacet(entry=entry, name=name, value=value)
        for entry, document in entries
        for name, value in facet_rows(document)
    )
    _write_tokens(changed)
    words: dict[str, str] = {}
    for entry in changed:
        words |= spellings(f"{title_to_find(entry)} {entry.summary} {entry.text}")
    SearchWord.objects.bulk_create(
        [
            SearchWord(folded=folded, written=written, generation=generation)
            for folded, written in sorted(words.items())
        ],
        update_conflicts=True,
        unique_fields=["folded"],
        update_fields=["generation"],
    )
    return changed


def facet_rows(document: SearchDocument) -> set[tuple[str, str]]:
    """Names and values by which a document is counted."""
    rows = {("kind", document.kind)}
    for name, values in document.facets.items():
        rows |= {(name, value) for value in values}
    if document.facets.get("sector") == frozenset():
        rows.add(("sector", SearchFacet.ANY))
    return rows


def _write_tokens(entries: Sequence[SearchEntry]) -> None:
    rows = [
        (entry.pk, tokens(title_to_find(entry)), tokens(entry.summary), tokens(entry.text))
        for entry in entries
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [[row[0]] for row in rows])
            cursor.executemany(
                "INSERT INTO search_fts(rowid, title, summary, text) VALUES (%s, %s, %s, %s)", rows
            )
        else:
            cursor.executemany(
                "UPDATE search_searchentry SET title_vector = to_tsvector('simple', %s), "
                "vector = setweight(to_tsvector('simple', %s), 'A') || "
                "setweight(to_tsvector('simple', %s), 'B') || setweight(to_tsvector('simple', %s), 'D') WHERE id = %s",
                [(title, title, summary, text, pk) for pk, title, summary, text in rows],
            )


def _remove(but: Iterable[str] = (), **which: object) -> None:
    rows = SearchEntry.objects.filter(**which).exclude(key__in=but)
    if not rows.exists():
        return
    with transaction.atomic():
        state = touch()
        gone = list(rows.only("pk", "key", "version", "generation", "translation_key"))
        _delete([entry.pk for entry in gone])
        serving = [entry for entry in gone if entry.generation == state.generation]
        note_change(state, (entry.pk for entry in serving))
        promise_sending(state, removed=serving)


def _delete(keys: Sequence[int]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [[key] for key in keys])
    for some in in_batches(keys, 500):
        SearchFacet.objects.filter(entry__in=some).delete()
        SearchEntry.objects.filter(pk__in=some).delete()
