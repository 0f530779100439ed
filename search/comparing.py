"""Compares an index with the database it should mirror, and mends what differs: every night, and before a swap."""

from collections.abc import Iterator
from typing import Any

from search.documents.sources import all_sources, documents_of
from search.documents.walk import sources_after
from search.engines import table
from search.engines.elastic.client import WRITE_WITHIN, NotFoundError, client
from search.engines.elastic.mapping import alias
from search.engines.elastic.writing import take, writes
from search.models import IndexRun, SearchEntry, SearchRemoval
from search.runs import Report, note, quiet

AT_ONCE = 1000


def mend_table(run: IndexRun, report: Report = quiet) -> None:
    """Make every source's documents again and write those that differ; take out those of sources that are gone."""
    note(run, total=sum(1 for _source in all_sources()))
    for source in sources_after(run.position):
        documents = {document.key: document for document in documents_of(source)}
        entries = dict(SearchEntry.objects.serving().filter(source=source).values_list("key", "digest"))
        missing, surplus = documents.keys() - entries.keys(), entries.keys() - documents.keys()
        there = documents.keys() & entries.keys()
        outdated = [key for key in there if table.digest_of(documents[key]) != entries[key]]
        if missing or outdated:
            table.put(documents.values())
        if surplus:
            table.remove_source(source, but=documents)
        run.missing += len(missing)
        run.surplus += len(surplus)
        run.outdated += len(outdated)
        run.done += 1
        run.position = source
        if run.done % 20 == 0:
            _keep(run)
            report(run)
    known = set(all_sources())
    for source in SearchEntry.objects.serving().order_by().values_list("source", flat=True).distinct():
        if source not in known:
            run.surplus += SearchEntry.objects.serving().filter(source=source).count()
            table.remove_source(source)
    _keep(run)
    report(run)


def mend_server(run: IndexRun, report: Report = quiet, *, index: str = "") -> None:
    """Send what the server lacks or has in an older state, delete what it should not have."""
    index = index or alias()
    client(seconds=WRITE_WITHIN).indices.refresh(index=index)
    for some in _known_to(index):
        versions = dict(SearchEntry.objects.serving().filter(key__in=some).values_list("key", "version"))
        gone = [key for key in some if key not in versions]
        late = [key for key in some if key in versions and versions[key] > some[key]]
        removals = dict(SearchRemoval.objects.filter(key__in=gone).values_list("key", "version"))
        take(
            index,
            [
                {"_op_type": "delete", "_id": key, "version": max(removals.get(key, 0), some[key] + 1)}
                for key in gone
            ],
        )
        _send(index, late)
        run.surplus += len(gone)
        run.outdated += len(late)
        _keep(run)
    position = ""
    while keys := list(
        SearchEntry.objects.serving()
        .filter(key__gt=position)
        .order_by("key")
        .values_list("key", flat=True)[:AT_ONCE]
    ):
        position = keys[-1]
        found = client(seconds=WRITE_WITHIN).mget(index=index, ids=keys, source=False)
        missing = [one["_id"] for one in found["docs"] if not one.get("found")]
        _send(index, missing)
        run.missing += len(missing)
        _keep(run)
        report(run)
    client(seconds=WRITE_WITHIN).indices.refresh(index=index)


def _send(index: str, keys: list[str]) -> None:
    if keys:
        take(index, writes(list(SearchEntry.objects.serving().filter(key__in=keys))))


def _keep(run: IndexRun) -> None:
    note(
        run,
        missing=run.missing,
        outdated=run.outdated,
        surplus=run.surplus,
        done=run.done,
        position=run.position,
    )


def _known_to(index: str) -> Iterator[dict[str, int]]:
    """Keys and versions on the server, some at a time, from one moment's view."""
    server = client(seconds=WRITE_WITHIN)
    view = server.open_point_in_time(index=index, keep_alive="5m")["id"]
    after = None
    try:
        while True:
            more: dict[str, Any] = {"search_after": after} if after else {}
            found = server.search(
                pit={"id": view, "keep_alive": "5m"},
                size=AT_ONCE,
                sort=[{"key": "asc"}],
                source=False,
                docvalue_fields=[{"field": "revision"}],
                track_total_hits=False,
                **more,
            )
            hits = found["hits"]["hits"]
            if not hits:
                return
            after = hits[-1]["sort"]
            yield {hit["_id"]: int(hit["fields"]["revision"][0]) for hit in hits}
    finally:
        try:
            server.close_point_in_time(id=view)
        except NotFoundError:
            pass
