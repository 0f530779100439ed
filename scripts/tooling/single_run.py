"""One running İmece per data folder: a lock that the operating system drops when its holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tooling.console import Stop


@contextmanager
def only_one(folder: Path, address: str) -> Iterator[None]:
    """Hold the lock of the data folder; raise Stop and name the holder when another one has it."""
    path = folder / "run.lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise Stop(
                f"İmece already runs from this folder: {holder}. Stop that one with Ctrl-C first."
            ) from None
        file.seek(0)
        file.truncate()
        file.write(f"{address} (process {os.getpid()})")
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
