"""Makes an index anew beside the one that answers, then lets it take over in one step.

The database's index is made from pages and other sources, the server's from the database's. Each batch notes where it is
in the same breath, so a rebuild that is killed goes on from there. Changes meanwhile go to both (engines.table, sending).
"""

from itertools import islice

from django.db import transaction

from search.comparing import mend_server
from search.documents.sources import all_sources, documents_of
from search.documents.walk import sources_after
from search.engines import table
from search.engines.elastic.mapping import make_index, new_name, serving_index, swap_to
from search.engines.elastic.writing import take, writes
from search.engines.sending import promise_what_differs
from search.models import IndexRun, SearchEntry, SearchState
from search.runs import Report, held, note, quiet

SOURCES_AT_ONCE = 20
ENTRIES_AT_ONCE = 250


def rebuild_table(report: Report = quiet) -> int:
    """Make the database's index anew, or go on with it. Returns how many documents answer now."""
    with held(IndexRun.Task.REBUILD, IndexRun.Target.TABLE) as run:
        if not run.index:
            _begin_generation(run)
        generation = int(run.index)
        note(run, total=sum(1 for _source in all_sources()))
        waiting = sources_after(run.position)
        while batch := list(islice(waiting, SOURCES_AT_ONCE)):
            with transaction.atomic():
                # The lock comes before the reading: what changes later is put by its own change into both.
                state = table.touch()
                table.put_into(state, generation, [one for source in batch for one in documents_of(source)])
                note(run, done=run.done + len(batch), position=batch[-1])
            report(run)
        old = _swap_generation(generation)
        if old is not None:
            table.forget_generation(old)
            table.forget_words(before=generation)
    return SearchEntry.objects.serving().count()


def rebuild_server(report: Report = quiet) -> int:
    """Make the server's index anew from the database's, or go on with it. Returns how many documents it was sent."""
    with held(IndexRun.Task.REBUILD, IndexRun.Target.SERVER) as run:
        if not run.index:
            name = new_name()
            make_index(name)
            # From here on changes go there, too: it is noted before the first entry is read.
            note(run, index=name)
        if serving_index() != run.index:
            _send_all(run, report)
            mend_server(run, index=run.index)
            swap_to(run.index)
    return run.done


def _begin_generation(run: IndexRun) -> None:
    with transaction.atomic():
        state = table.touch()
        table.forget_generation(state.generation + 1)
        SearchState.objects.filter(pk=1).update(building=state.generation + 1)
        table.note_change(state, [])
        note(run, index=str(state.generation + 1))


def _swap_generation(generation: int) -> int | None:
    """Let this generation answer; return the one that did. None when that was done before."""
    with transaction.atomic():
        state = table.touch()
        table.note_change(state, [])
        if state.generation == generation:
            return generation - 1
        SearchState.objects.filter(pk=1).update(generation=generation, building=None)
        promise_what_differs(state, generation)
        return state.generation


def _send_all(run: IndexRun, report: Report) -> None:
    entries = SearchEntry.objects.serving()
    note(run, total=entries.count())
    while batch := list(entries.filter(key__gt=run.position).order_by("key")[:ENTRIES_AT_ONCE]):
        take(run.index, writes(batch))
        note(run, done=run.done + len(batch), position=batch[-1].key)
        report(run)
