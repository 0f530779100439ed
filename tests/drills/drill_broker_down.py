"""The broker is gone while people act: the action succeeds at once, its effects follow when the broker is back."""

import time

from tests.drills.installation import Installation
from tests.drills.notes import await_all, delivered, promise

LIMIT = 240


def drill(place: Installation) -> str:
    """Stop Redis, promise effects, look that nothing waited or broke, start Redis, wait for the effects."""
    names = [f"broker-{number}" for number in range(5)]
    with place.worker(beat=True), place.web_server():
        promise(["before-the-loss"])
        await_all(["before-the-loss"], within=90)
        place.services.redis.stop()
        begin = time.monotonic()
        for name in names:
            promise([name])
        slowest = (time.monotonic() - begin) / len(names)
        assert slowest < 2, f"an action took {slowest:.1f} s without the broker"
        assert place.status() == 200, "the site must stay ready without the broker"
        assert place.status("/join/NOBODY/") == 404, "limits must be counted without the shared cache"
        assert not delivered(names)
        place.services.redis.start()
        back = time.monotonic()
        await_all(names, within=60)
        return f"{slowest * 1000:.0f} ms for an action without the broker; delivered {time.monotonic() - back:.0f} s after"
