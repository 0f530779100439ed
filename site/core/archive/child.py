"""The process that unpacks what comes from outside: it can use so much memory and time, write so much, and no more.

Started as a script with nothing but Python's own library on its path (never Django: it has to start in a blink, and
there is nothing in it to be reached). Reads one JSON object from its input, writes one to its output.
"""

import contextlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any


def bound(seconds: int, memory_bytes: int, file_bytes: int) -> None:
    """No more than this from here on. Core dumps and further processes: none."""
    for kind, amount in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):  # macOS knows no limit of address space
            continue


def _memory() -> int:
    """The most it had in real memory, in kibibytes. Linux tells it of this program alone; getrusage() tells of whoever
    started it too."""
    with (
        contextlib.suppress(OSError),
        Path("/proc/self/status").open(encoding="ascii", errors="replace") as status,
    ):
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    task = json.load(sys.stdin)
    bound(task["seconds"], task["memory_bytes"], task["limits"]["entry_bytes"] + 1)
    os.umask(0o077)
    from core.archive.limits import UnpackLimits  # noqa: PLC0415 - nothing is loaded before the bounds stand
    from core.archive.refusal import ArchiveRefused  # noqa: PLC0415
    from core.archive.unpacking import unpack  # noqa: PLC0415

    limits: dict[str, Any] = {
        key: frozenset(value) if isinstance(value, list) else value for key, value in task["limits"].items()
    }
    answer: dict[str, Any]
    try:
        files = unpack(Path(task["source"]), Path(task["target"]), UnpackLimits(**limits))
        answer = {"files": [[file.name, file.size, file.sha256] for file in files]}
    except ArchiveRefused as problem:
        answer = {"code": problem.code, "entry": problem.entry, "detail": problem.detail}
    except MemoryError:
        answer = {"code": "memory", "entry": "", "detail": ""}
    answer["memory"] = _memory()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    sys.path[:0] = [sys.argv[1]]
    main()
