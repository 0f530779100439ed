"""Sends entries to the search server as they are in the database now, each with its version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings

from core.turkish import sort_key
from search.analysis import exact, forms, tokens, words
from search.engines.elastic.client import WRITE_WITHIN, client, helpers
from search.engines.elastic.mapping import EVERYBODY, NOT_FOR_ALL, alias
from search.engines.hits import title_to_find
from search.models import IndexRun, SearchEntry, SearchFacet, SearchRemoval

# A version that is lower than the server's was overtaken; a deletion of what is not there is done.
FINE = {200, 201, 404, 409}


class NotTaken(Exception):
    """The server did not take a write; it is tried again later."""


def send(keys: Sequence[str]) -> None:
    """Bring the server up to date with these keys; into the index of a rebuild, too. Raises when it did not take them."""
    entries = list(SearchEntry.objects.serving().filter(key__in=keys))
    there = {entry.key for entry in entries}
    removals = list(SearchRemoval.objects.filter(key__in=[key for key in keys if key not in there]))
    gone = [{"_op_type": "delete", "_id": row.key, "version": row.version} for row in removals]
    actions = [*writes(entries), *gone]
    for index in targets():
        take(index, actions, refresh=True)
    for row in removals:
        SearchRemoval.objects.filter(key=row.key, version=row.version).delete()


def targets() -> list[str]:
    """Where changes go: the index that answers, and the one that a rebuild is making."""
    building = IndexRun.objects.filter(
        task=IndexRun.Task.REBUILD, target=IndexRun.Target.SERVER, finished_at=None
    ).exclude(index="")
    return [alias(), *building.values_list("index", flat=True)]


def take(index: str, actions: Iterable[dict[str, Any]], *, refresh: bool = False) -> int:
    """Send actions in bulk; return how many. What came late is left as it is on the server."""
    count = 0
    stream = helpers.streaming_bulk(
        client(seconds=WRITE_WITHIN),
        ({**action, "_index": index, "version_type": "external_gte"} for action in actions),
        chunk_size=500,
        raise_on_error=False,
        raise_on_exception=True,
        max_retries=2,
        initial_backoff=0.5,
        require_alias=index == alias(),
        refresh=refresh,
    )
    for is_done, result in stream:
        answer = next(iter(result.values()))
        if not is_done and (
            answer.get("status") not in FINE or "index_not_found" in str(answer.get("error"))
        ):
            raise NotTaken(f"{answer.get('status')}: {str(answer.get('error'))[:300]}")
        count += 1
    return count


def writes(entries: Sequence[SearchEntry]) -> Iterator[dict[str, Any]]:
    """Entries as writes: their tokens, who may find them, in which languages they are shown."""
    facets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = SearchFacet.objects.filter(entry__in=[entry.pk for entry in entries])
    for key, name, value in rows.values_list("entry_id", "name", "value"):
        facets[key][name].append(value)
    twins: dict[Any, set[str]] = defaultdict(set)
    if entries:
        same = SearchEntry.objects.filter(
            generation=entries[0].generation, translation_key__in={entry.translation_key for entry in entries}
        )
        for translation, language in same.values_list("translation_key", "language"):
            twins[translation].add(language)
    for entry in entries:
        yield {"_id": entry.key, "version": entry.version, **_document(entry, facets[entry.pk], twins)}


def _document(entry: SearchEntry, facets: dict[str, list[str]], twins: dict[Any, set[str]]) -> dict[str, Any]:
    shown = {entry.language}
    if entry.language == "tr":
        shown |= {code for code, _name in settings.LANGUAGES} - twins[entry.translation_key]
    first = words(title_to_find(entry))[:1]
    first_forms = forms(first[0][2]) if first else ()
    return {
        "key": entry.key,
        "revision": entry.version,
        "page_id": entry.page_id,
        "file_id": entry.file_id,
        "circle": entry.circle or (NOT_FOR_ALL if entry.page_id is None else EVERYBODY),
        "shown_in": sorted(shown),
        "title": tokens(title_to_find(entry)),
        "summary": tokens(entry.summary),
        "text": tokens(entry.text),
        "first_word": exact(first_forms) if first_forms else "",
        "title_order": sort_key(entry.title),
        "published_at": entry.published_at.isoformat() if entry.published_at else None,
        "facets": facets,
    }
