"""What a person sees in the terminal: steps with their seconds, and one clear line when something stops us."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


class Stop(Exception):
    """Work cannot go on; the message says in plain words what to do."""


def say(text: str = "") -> None:
    """Print a line at once, also when the output goes to a file."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show a step while it runs and how many seconds it took."""
    # Two steps at the same time would write over each other's line.
    live = sys.stdout.isatty() and threading.current_thread() is threading.main_thread()
    if live:
        print(f"  … {name}", end="", flush=True)
    start = time.monotonic()
    mark = "✗"
    try:
        yield
        mark = "✓"
    finally:
        seconds = time.monotonic() - start
        begin, end = ("\r", "\033[K") if live else ("", "")
        say(f"{begin}  {mark} {name}  {seconds:.1f} s{end}")


def run_logged(command: Sequence[str | Path], *, log: Path, cwd: Path, env: Mapping[str, str]) -> None:
    """Run a command with its output in `log`; raise Stop with the last lines of it when the command fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        output.flush()
        begin = output.tell()
        done = subprocess.run(
            list(map(str, command)),
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            cwd=cwd,
            env=dict(env),
        )
    if done.returncode:
        with log.open("rb") as output:
            output.seek(begin)
            lines = output.read().decode(errors="replace").strip().splitlines()
        last = "\n".join(f"    {line}" for line in lines[-15:])
        shown = Path(command[0]).name
        raise Stop(
            f"{shown} ended with exit code {done.returncode}. Its last lines (all of them: {log}):\n{last}"
        )


def guard(main: Callable[[], int], name: str) -> None:
    """Run `main` and leave with its exit code; a Stop becomes one message, Ctrl-C a quiet end."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # `kill` ends us like Ctrl-C does: servers and users that were made for the run are removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        code = main()
    except Stop as reason:
        print(f"{name}: {reason}", file=sys.stderr, flush=True)
        code = 2
    except KeyboardInterrupt:
        say()
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
