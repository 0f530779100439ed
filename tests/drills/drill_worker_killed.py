"""A background worker is killed between a promise and its delivery: another delivers each once, within 60 s."""

import time

from tests.drills.installation import Installation
from tests.drills.notes import await_all, delivered, promise

LIMIT = 240


def drill(place: Installation) -> str:
    """Kill a worker in the middle of its work with more waiting in the queue; let another one finish."""
    names = [f"killed-{number}" for number in range(8)]
    with place.worker(beat=False) as first:
        promise(["warm-up"])
        await_all(["warm-up"], within=90)
        promise(names, seconds=1.0)
        time.sleep(2.5)
        before = len(delivered(names))
        first.kill_all()
    killed_at = time.monotonic()
    assert before < len(names), "the worker was killed too late to prove anything"
    with place.worker(beat=True):
        await_all(names, within=60)
    took = time.monotonic() - killed_at
    return f"{before} done before, {len(names) - before} taken over; all exactly once after {took:.0f} s"
