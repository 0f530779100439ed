"""A light load on our own loopback address: few threads, bounded in time, every answer noted."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tooling.ports import http_status

SLOWEST = 15.0


@dataclass
class Answer:
    """One request: when it was sent (seconds since the load began), its status (0: no answer) and its seconds."""

    at: float
    status: int
    seconds: float


@dataclass
class Load:
    """What the load has seen so far."""

    begun: float = field(default_factory=time.monotonic)
    answers: list[Answer] = field(default_factory=list)

    @property
    def now(self) -> float:
        """Seconds since the load began."""
        return time.monotonic() - self.begun

    def after(self, moment: float) -> list[Answer]:
        """Return the answers to requests that were sent after a moment."""
        return [answer for answer in self.answers if answer.at > moment]


@contextmanager
def light_load(port: int, paths: list[str], *, threads: int = 4, pause: float = 0.05) -> Iterator[Load]:
    """Ask for the paths in turn from a few threads for as long as the block lasts, at most two minutes."""
    load = Load()
    over = threading.Event()

    def ask(number: int) -> None:
        turn = number
        while not over.wait(pause) and load.now < 120:
            at = load.now
            status = http_status(port, paths[turn % len(paths)], seconds=SLOWEST)
            load.answers.append(Answer(at, status, load.now - at))
            turn += 1

    workers = [threading.Thread(target=ask, args=(number,), daemon=True) for number in range(threads)]
    for worker in workers:
        worker.start()
    try:
        yield load
    finally:
        over.set()
        for worker in workers:
            worker.join(SLOWEST)
