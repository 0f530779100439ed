"""A rebuild is killed half-way (fault 15): the old index answers until the new one is whole, and it goes on where it was."""

import signal
import subprocess
import time

from search.models import IndexRun, SearchEntry, SearchState
from tests.drills.installation import Installation
from tests.drills.load import light_load
from tests.drills.search_pages import search
from tests.drills.search_rows import published, server_knows
from tooling.places import PYTHON, ROOT, process_environment
from tooling.ports import wait_until

LIMIT = 420
PATHS = [f"/search/?q={word}" for word in ("enerji", "bak%C4%B1m", "5s", "karbon")]


def drill(place: Installation) -> str:
    """Kill the rebuild of the database's index and that of the server's, with searches all the time; let it be finished."""
    assert place.services.search is not None
    place.services.search.await_node()
    place.manage("rebuild_index")
    whole = SearchEntry.objects.serving().count()
    killed_at = []
    with place.web_server(), light_load(place.port, PATHS, threads=2) as load:
        expected = search(place.port, "enerji").total
        for only in ("table", "server"):
            killed_at.append(_start_and_kill(only))
            assert search(place.port, f"enerji +{only}").total, "the old index must answer"
        page = published(0)
        place.manage("rebuild_index")
        # The worker is not running: what was promised meanwhile is delivered now.
        place.manage("shell", "-c", "from core.outbox import deliver_all; deliver_all()")
        assert wait_until(lambda: server_knows([page]), seconds=30), "a change during the rebuild was lost"
        assert search(place.port, "enerji").total >= expected
    failed = [answer for answer in load.answers if answer.status != 200]
    assert not failed, f"{len(failed)} of {len(load.answers)} searches failed"
    assert not IndexRun.objects.filter(finished_at=None).exists()
    state = SearchState.objects.get(pk=1)
    assert state.building is None
    assert SearchEntry.objects.filter(generation=state.generation).count() == whole + 1
    assert SearchEntry.objects.exclude(generation=state.generation).count() == 0
    return (
        f"killed at {' and '.join(killed_at)}, finished from there; {len(load.answers)} searches, none failed"
    )


def _start_and_kill(only: str) -> str:
    """Begin a rebuild, kill it -9 when its first batches are noted; return how far it was."""
    command = [str(PYTHON), "manage.py", "rebuild_index", "--only", only]
    started = subprocess.Popen(command, cwd=ROOT, env=process_environment(), stdout=subprocess.DEVNULL)
    opened = IndexRun.objects.filter(task=IndexRun.Task.REBUILD, target=only, finished_at=None, done__gt=0)
    end = time.monotonic() + 90
    while not opened.exists() and started.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    started.send_signal(signal.SIGKILL)
    started.wait()
    run = opened.first()
    assert run is not None, "the rebuild ended before it could be killed"
    return f"{run.done} of {run.total}"
