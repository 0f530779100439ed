"""`make run` in a situation where it cannot work: one clear line that says what to do, as a real process."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A copy of the scripts where any user may read them (pytest's own folders are closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="imece-checkout-"))
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def start(
    checkout: Path, *, code: str = "pass", user: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run scripts/run.py (after `code`, when given) and wait for its end."""
    script = checkout / "scripts" / "run.py"
    preamble = (
        f"{code}; import sys; sys.path.insert(0, {str(script.parent)!r}); sys.argv = [{str(script)!r}]; "
    )
    command = [
        sys.executable,
        "-B",
        "-c",
        preamble + f"import runpy; runpy.run_path({str(script)!r}, run_name='__main__')",
    ]
    as_user = {"user": user, "group": "nogroup", "extra_groups": []} if user else {}
    if user:
        command[0] = "/usr/bin/python3"
    return subprocess.run(
        command, env={"PATH": os.environ["PATH"], "LC_ALL": "C", **env}, capture_output=True, text=True,
        encoding="utf-8", timeout=60, cwd=checkout, **as_user,
    )  # type: ignore[call-overload]  # fmt: skip


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that was printed; fail when there is more, or when the script went on."""
    assert done.returncode not in {0, -15}, done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_busy_port_is_named_with_another_one_to_take(checkout: Path) -> None:
    with socket.socket() as other_program:
        other_program.bind(("127.0.0.1", 0))
        other_program.listen()
        port = other_program.getsockname()[1]
        line = refusal(start(checkout, PORT=str(port)))
    assert f"port {port} is used by another program" in line
    assert f"PORT={port + 1} make run" in line
    assert not (checkout / ".venv").exists(), "it must refuse before it installs anything"


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1", "80 80", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(checkout: Path, port: str) -> None:
    assert "it must be a number from 1 to 65535" in refusal(start(checkout, PORT=port))


def test_an_old_python_is_named_with_the_version_that_is_needed(checkout: Path) -> None:
    line = refusal(start(checkout, code="import sys; sys.version_info = (3, 9, 2)"))
    assert "needs Python 3.11 or newer" in line
    assert "is 3.9" in line


def test_a_folder_that_cannot_be_written_is_named(checkout: Path) -> None:
    checkout.chmod(0o555)
    line = refusal(start(checkout, user="nobody" if os.geteuid() == 0 else None))
    assert f"cannot write in {checkout}" in line
    assert "folder of your own" in line


def test_a_second_start_in_the_same_folder_names_the_first(checkout: Path) -> None:
    var = checkout / "var"
    var.mkdir()
    holder = (
        "import sys, time; sys.path.insert(0, 'scripts'); from pathlib import Path; "
        "from tooling.single_run import only_one\n"
        f"with only_one(Path({str(var)!r}), 'http://localhost:8123'): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-B", "-c", holder], cwd=checkout, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        line = refusal(start(checkout))
        first.kill()
    assert "İmece already runs from this folder: http://localhost:8123" in line
    assert str(first.pid) in line


def test_python_without_venv_is_told_which_package_to_install(checkout: Path) -> None:
    code = "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *a: None if n == 'ensurepip' else f(n, *a)"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert "sudo apt install python3-venv" in refusal(start(checkout, code=code, PORT=str(port)))
