"""Promises the search server what changed in the tables: through the outbox, in the transaction of the change."""

import time
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Exists, F, OuterRef

from core.batches import in_batches
from core.outbox import enqueue
from search.models import SearchEntry, SearchRemoval, SearchState

TOPIC = "search.send"
AT_ONCE = 500
_NAMED = ("pk", "key", "version", "generation", "translation_key")


def has_server() -> bool:
    """Whether this installation has a search server."""
    return bool(settings.SEARCH_URL)


def promise_sending(
    state: SearchState, *, put: Sequence[SearchEntry] = (), removed: Sequence[SearchEntry] = ()
) -> None:
    """Promise that the server learns of these entries, and of those that are shown in their place or no longer are."""
    if not has_server() or not (put or removed):
        return
    SearchRemoval.objects.filter(key__in=[entry.key for entry in put]).delete()
    now = time.time_ns() // 1000
    SearchRemoval.objects.bulk_create(
        [SearchRemoval(key=entry.key, version=max(entry.version + 1, now)) for entry in removed],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["version"],
    )
    keys = {entry.key for entry in [*put, *removed]}
    promise_keys(f"{state.stamp}", keys | _twins(state, [*put, *removed], keys))


def promise_keys(mark: str, keys: Iterable[str]) -> None:
    """Promise to send these keys as they are then."""
    enqueue(topic=TOPIC, key=f"send:{mark}", payload={"keys": sorted(keys)})


def promise_what_differs(state: SearchState, generation: int) -> None:
    """A generation takes over from `state`'s: promise what it changed, and what it no longer has."""
    if not has_server():
        return
    new = SearchEntry.objects.filter(generation=generation)
    old = SearchEntry.objects.filter(generation=state.generation)
    SearchRemoval.objects.filter(key__in=new.values("key")).delete()
    promise_sending(state, removed=list(old.exclude(key__in=new.values("key")).only(*_NAMED)))
    same = old.filter(key=OuterRef("key"), version=OuterRef("version"))
    changed = list(new.exclude(Exists(same)).values_list("key", flat=True))
    for number, keys in enumerate(in_batches(changed, AT_ONCE)):
        promise_keys(f"{state.stamp}:{number}", keys)


def _twins(state: SearchState, entries: Sequence[SearchEntry], but: set[str]) -> set[str]:
    """Turkish entries are shown to readers of a language without a twin: they change with their twins."""
    twins = SearchEntry.objects.filter(
        generation=state.generation,
        language="tr",
        translation_key__in={entry.translation_key for entry in entries},
    ).exclude(key__in=but)
    keys = set(twins.values_list("key", flat=True))
    if keys:
        SearchEntry.objects.filter(generation=state.generation, key__in=keys).update(version=F("version") + 1)
    return keys
