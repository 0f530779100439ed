"""The supervisor of `make run`: what it starts is watched, started again, and ended with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUPERVISE = """
import sys
from pathlib import Path
from tooling.children import Child, Supervisor
log = Path(sys.argv[1])
children = [Child(f"child {n}", [sys.executable, "-c", code], log / f"{n}.log", {}) for n, code in enumerate(sys.argv[2:])]
with Supervisor(children) as supervisor:
    print("up", flush=True)
    supervisor.tend()
print("clean end", flush=True)
"""
SLEEPER = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
STUBBORN = "import os, signal, time; signal.signal(15, 1); print(os.getpid(), flush=True); time.sleep(60)"


def supervise(folder: Path, *programs: str) -> subprocess.Popen[str]:
    """Start a supervisor of small Python programs and wait until it is up."""
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, str(folder), *programs],
        env={"PYTHONPATH": str(ROOT / "scripts"), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def pids(log: Path) -> list[int]:
    """Return the process ids that a program has written, one for each start."""
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def eventually(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_ctrl_c_ends_every_child_and_says_so(tmp_path: Path) -> None:
    process = supervise(tmp_path, SLEEPER, SLEEPER)
    eventually(lambda: bool(pids(tmp_path / "0.log")) and bool(pids(tmp_path / "1.log")))
    children = pids(tmp_path / "0.log") + pids(tmp_path / "1.log")
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=10)
    assert output == "clean end\n"
    assert process.returncode == 0
    assert not any(map(is_alive, children))


def test_a_second_ctrl_c_does_not_wait_for_a_stubborn_child(tmp_path: Path) -> None:
    process = supervise(tmp_path, STUBBORN)
    eventually(lambda: bool(pids(tmp_path / "0.log")))
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None, "the first Ctrl-C waits for a clean end"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=5)
    assert not is_alive(pids(tmp_path / "0.log")[0])


def test_a_killed_child_is_started_again_with_a_growing_pause(tmp_path: Path) -> None:
    process = supervise(tmp_path, SLEEPER)
    log = tmp_path / "0.log"
    starts = []
    for count in (1, 2, 3):
        eventually(lambda count=count: len(pids(log)) == count)  # type: ignore[misc]
        starts.append(time.monotonic())
        if count < 3:
            os.kill(pids(log)[-1], signal.SIGKILL)
    process.terminate()
    output, _ = process.communicate(timeout=10)
    assert "The child 0 ended (signal 9); starting it again in 1 s" in output
    assert "starting it again in 2 s" in output
    assert starts[2] - starts[1] > starts[1] - starts[0] + 0.5


def test_a_killed_supervisor_leaves_no_child_behind(tmp_path: Path) -> None:
    process = supervise(tmp_path, SLEEPER)
    eventually(lambda: bool(pids(tmp_path / "0.log")))
    child = pids(tmp_path / "0.log")[0]
    process.kill()
    process.communicate()
    eventually(lambda: not is_alive(child))
