"""The search server is stopped and comes back (fault 14): pages, lists and search go on, nothing that changed is lost."""

import time

from search.models import IndexRun
from tests.drills.installation import Installation
from tests.drills.search_pages import search
from tests.drills.search_rows import published, server_knows
from tooling.ports import wait_until

LIMIT = 420
CHANGES = 5


def drill(place: Installation) -> str:
    """Stop the server, search and change pages meanwhile, start it, wait until it knows them."""
    assert place.services.search is not None
    node = place.services.search.await_node()
    place.manage("rebuild_index")
    with place.worker(beat=True), place.web_server():
        before = search(place.port, "enerji")
        assert before.status == 200 and not before.is_reserve and before.total > 0, (
            "the server must answer first"
        )
        node.stop(crash=True)
        begin = time.monotonic()
        first = search(place.port, "enerji verimliliği")
        took = time.monotonic() - begin
        assert first.status == 200 and first.is_reserve and first.total > 0, (
            "the reserve must answer and say so"
        )
        assert took < 3, f"the first search without the server took {took:.1f} s"
        changed = [published(number) for number in range(CHANGES)]
        assert place.status("/") == 200
        assert wait_until(lambda: search(place.port, changed[0].title).total == 1, seconds=30), (
            "a change must be found"
        )
        time.sleep(6)
        node.start()
        back = time.monotonic()
        assert wait_until(lambda: server_knows(changed), seconds=150, pause=0.5), "the server missed a change"
        caught_up = time.monotonic() - back
        assert wait_until(lambda: not search(place.port, f"enerji {time.monotonic()}").is_reserve, seconds=30)
    runs = IndexRun.objects.filter(finished_at=None).count()
    assert not runs, "a run was left open"
    return f"first answer without the server after {took * 1000:.0f} ms; {CHANGES} changes known {caught_up:.0f} s after its return"
