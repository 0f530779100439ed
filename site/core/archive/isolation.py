"""Unpacking in a process of its own, which a hostile archive may drive into its limits without harm to anybody."""

import contextlib
import json
import logging
import math
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from core.archive.limits import UnpackedFile, UnpackLimits
from core.archive.refusal import ArchiveRefused

log = logging.getLogger(__name__)
_CHILD = Path(__file__).with_name("child.py")
_PATH = str(_CHILD.parents[2])
# As Python says it, the system, and the loader of libraries.
_NO_MEMORY = (b"MemoryError", b"Cannot allocate memory", b"failed to map segment")
# Without site packages, the user's settings or the current folder on its path.
_COMMAND = [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(_CHILD), _PATH]


def unpack_isolated(
    source: Path, target: Path, limits: UnpackLimits, *, seconds: float, memory_bytes: int
) -> list[UnpackedFile]:
    """As unpack(), in a child process with `memory_bytes` of address space and `seconds` on the clock.

    Raises ArchiveRefused with the codes of unpack(), and "time", "memory" or "crashed" when the child went too far. In
    every case the child and whatever it started has ended and `target` is gone. FileExistsError when `target` exists.
    """
    if target.exists():
        raise FileExistsError(target)
    task = {
        "source": str(source.resolve()),
        "target": str(target.resolve()),
        "limits": {
            key: sorted(value) if isinstance(value, frozenset) else value
            for key, value in asdict(limits).items()
        },
        "seconds": max(1, math.ceil(seconds)),
        "memory_bytes": memory_bytes,
    }
    try:
        answer = _ask(task, seconds)
        if "files" not in answer:
            raise ArchiveRefused(str(answer["code"]), str(answer["entry"]), str(answer["detail"]))
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return [UnpackedFile(name, size, digest) for name, size, digest in answer["files"]]


def _ask(task: dict[str, object], seconds: float) -> dict[str, list[tuple[str, int, str]]]:
    process = subprocess.Popen(
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={},
        cwd="/",
        start_new_session=True,
    )
    try:
        out, errors = process.communicate(json.dumps(task).encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        raise ArchiveRefused("time", detail=f"{seconds} s") from None
    finally:
        _end(process)
    if process.returncode == 0:
        answer: dict[str, list[tuple[str, int, str]]] = json.loads(out)
        return answer
    log.warning("unpacking ended with %s: %s", process.returncode, errors[-500:].decode(errors="replace"))
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise ArchiveRefused("time", detail="of the processor")
    if any(sign in errors for sign in _NO_MEMORY):
        raise ArchiveRefused("memory")
    raise ArchiveRefused("crashed", detail=str(process.returncode))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Its whole group, in case it started anything; it is no error when nothing is left of it."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
