"""Long-running child processes: started, watched, started again with growing pauses, ended together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tooling.console import say
from tooling.places import ROOT

LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0
LOG_LIMIT = 5_000_000
_PR_SET_PDEATHSIG = 1


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask Linux to signal this child when its parent is gone, so that a killed supervisor leaves nothing behind."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, number)


@dataclass
class Child:
    """One process that must always run. Its output goes to a log file that is moved aside when it grows."""

    name: str
    command: list[str]
    log: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 1.0
    again_at: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own: Ctrl-C reaches the supervisor alone, which ends both kindly."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=ROOT, env=self.env,
                start_new_session=True, preexec_fn=end_with_parent,
            )  # fmt: skip
        self.started_at = time.monotonic()

    def tend(self) -> None:
        """Start the process, again when it has ended: after 1 s, then 2, 4 … 30 s; after a healthy minute from 1."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.process = None
            self.pause = 1.0 if now - self.started_at > HEALTHY_AFTER else self.pause
            self.again_at = now + self.pause
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            say(
                f"The {self.name} ended ({how}); starting it again in {self.pause:.0f} s. Its log: {self.log}"
            )
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.again_at:
            self.start()

    def send(self, number: int) -> None:
        """Send a signal to the process alone; its own children are its own matter."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def end(self, seconds: float) -> bool:
        """Wait for the end; kill the whole group when it takes longer. Return whether it ended by itself."""
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
            return True
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            return False


class Supervisor:
    """Runs children until it is asked to stop by Ctrl-C, by `kill`, or by a closed terminal.

    Only the first one starts at once, so that nothing slows it down; `tend` starts the others.
    """

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self._stop = threading.Event()
        self._asked = 0

    def __enter__(self) -> "Supervisor":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        self.children[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            child.send(signal.SIGTERM)
        end = time.monotonic() + 15
        for child in self.children:
            if not child.end(max(0.1, end - time.monotonic())):
                say(f"The {child.name} did not end in time and was killed.")

    def _ask(self, *_: object) -> None:
        self._stop.set()
        self._asked += 1
        if self._asked > 1:
            for child in self.children:
                child.send(signal.SIGKILL)

    @property
    def stopping(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self._stop.is_set()

    def pause(self, seconds: float) -> None:
        """Wait, but not longer than until somebody asks to stop."""
        self._stop.wait(seconds)

    def wait_for(self, condition: Callable[[], bool], *, child: Child, seconds: float) -> bool:
        """Ask `condition` until it holds; False when the time is over, `child` has ended or we must stop."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.stopping:
            if child.process is None or child.process.poll() is not None:
                return False
            if condition():
                return True
            self.pause(0.1)
        return False

    def tend(self) -> None:
        """Keep the children running until somebody asks to stop."""
        while not self.stopping:
            for child in self.children:
                child.tend()
            self.pause(0.25)
