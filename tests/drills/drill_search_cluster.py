"""One of three search nodes is killed -9 during a rebuild and a search load: no search fails, no write is lost."""

import subprocess
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings

from core.outbox import deliver_all
from search.engines.elastic.client import client
from search.engines.elastic.mapping import alias
from search.engines.selection import engine
from search.models import IndexRun, SearchEntry
from search.queries import Query
from tests.bench.search_corpus import grow_to
from tests.drills.installation import Installation
from tests.drills.search_rows import published, server_knows
from tooling.elasticsearch import SearchNode
from tooling.places import PYTHON, ROOT, process_environment
from tooling.ports import wait_until

LIMIT = 590
ENTRIES = 20_000


def drill(place: Installation) -> str:
    """Run three nodes, rebuild the server's index under load, kill a node, count what failed and what is missing."""
    assert place.services.search is not None
    home = place.services.search.await_node().home
    place.services.search.node.stop(crash=True)
    nodes: list[SearchNode] = []
    with tempfile.TemporaryDirectory(prefix="imece-cluster-") as folder:
        Path(folder).chmod(0o755)
        for name in ("one", "two", "three"):
            nodes.append(
                SearchNode(Path(folder) / name, place.services.user, home=home, name=name, cluster=nodes)
            )
        try:
            for node in nodes:
                node.configure()
            for node in nodes:
                node.begin()
            urls = ",".join(node.url for node in nodes)
            settings.SEARCH_URL = urls
            assert wait_until(lambda: _colour() == "green" and _nodes() == 3, seconds=150, pause=1), (
                "no cluster of three"
            )
            return _kill_one(nodes, urls)
        finally:
            settings.SEARCH_URL = place.services.search.url
            for node in nodes:
                node.stop(crash=True)


def _kill_one(nodes: list[SearchNode], urls: str) -> str:
    grow_to(ENTRIES)
    env = process_environment(SEARCH_URL=urls)
    rebuild = [str(PYTHON), "manage.py", "rebuild_index", "--only", "server"]
    subprocess.run(rebuild, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    assert wait_until(lambda: _colour() == "green", seconds=60, pause=1)
    failed: list[str] = []
    answered = 0
    over = threading.Event()

    def load() -> None:
        nonlocal answered
        server = engine().server  # type: ignore[attr-defined]  # no reserve here: it would hide a failure
        while not over.is_set():
            try:
                assert server.search(Query("enerji", "tr")).total > 0
                answered += 1
            except Exception as error:
                failed.append(f"{type(error).__name__}: {error}"[:200])
            time.sleep(0.02)

    threads = [threading.Thread(target=load, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    running = subprocess.Popen(rebuild, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    opened = IndexRun.objects.filter(target="server", finished_at=None, done__gt=ENTRIES // 4)
    assert wait_until(opened.exists, seconds=120, pause=0.05), "the rebuild did not get half-way"
    pages = [published(number) for number in range(10)]
    nodes[0].stop(crash=True)
    pages += [published(number) for number in range(10, 20)]
    _out, problem = running.communicate(timeout=300)
    if running.returncode:
        # What the death of the node broke off goes on where it was.
        subprocess.run(rebuild, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    deliver_all()
    assert wait_until(lambda: deliver_all() >= 0 and server_knows(pages), seconds=120, pause=1), (
        "a write was lost"
    )
    over.set()
    for thread in threads:
        thread.join(10)
    client(seconds=10).indices.refresh(index=alias())
    there = client(seconds=10).count(index=alias())["count"]
    wanted = SearchEntry.objects.serving().count()
    assert there == wanted, f"{there} documents of {wanted}"
    assert not failed, f"{len(failed)} of {answered + len(failed)} searches failed: {failed[:3]}"
    how = "went on by itself" if not running.returncode else "was gone on with"
    return f"{answered} searches, none failed; {wanted} documents, none lost; the rebuild {how}"


def _colour() -> str:
    try:
        return str(client(seconds=5).cluster.health()["status"])
    except Exception:
        return ""


def _nodes() -> int:
    return int(client(seconds=5).cluster.health()["number_of_nodes"])
