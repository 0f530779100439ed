"""The Python environment in .venv, made from a hash-locked requirements file and remade only when that changes."""

import importlib.util
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from tooling.console import Stop, run_logged, say, step
from tooling.places import PYTHON, ROOT, VENV, process_environment
from tooling.stamps import Stamp, digest_of, digest_of_files

REQUIREMENTS = ROOT / "requirements"
# Each set holds the ones after it: what the tests need includes what an installation needs.
SETS = {"dev": ("dev", "run"), "run": ("run",)}


def _stamp(name: str) -> Stamp:
    return Stamp(VENV / f".imece-{name}")


def _digest(name: str) -> str:
    return digest_of((platform.python_version(), digest_of_files([REQUIREMENTS / f"{name}.txt"])))


def _works() -> bool:
    """Tell whether .venv has a Python of this version with pip (a moved folder or an upgrade breaks it)."""
    if not PYTHON.exists():
        return False
    probe = (
        "import sys, importlib.util as u; print(*sys.version_info[:2], bool(u.find_spec('pip')), sys.prefix)"
    )
    try:
        done = subprocess.run([str(PYTHON), "-c", probe], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    wanted = f"{sys.version_info[0]} {sys.version_info[1]} True {VENV}"
    return done.returncode == 0 and done.stdout.strip() == wanted


def ensure_environment(name: str, *, log: Path) -> bool:
    """Make .venv hold the requirement set `name` ("run" or "dev"); return False when it did already."""
    if _stamp(name).is_fresh(_digest(name)) and _works():
        return False
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop("Python's venv module is not complete here. On Debian: sudo apt install python3-venv")
    env = process_environment(
        UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1"
    )
    if not _works():
        with step("Python environment"):
            run_logged([sys.executable, "-m", "venv", "--clear", VENV], log=log, cwd=ROOT, env=env)
    with step(f"Python packages ({name})"):
        _install(REQUIREMENTS / f"{name}.txt", log=log, env=env)
    for each in SETS[name]:
        _stamp(each).write(_digest(each))
    return True


def _install(requirements: Path, *, log: Path, env: dict[str, str]) -> None:
    """Install with uv (about four times as fast); where uv cannot reach an index that pip knows of, with pip."""
    checked = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet"]
    try:
        run_logged(
            [*pip, "--require-hashes", "-r", REQUIREMENTS / "bootstrap.txt"], log=log, cwd=ROOT, env=env
        )
        uv = shutil.which("uv", path=str(VENV / "bin")) or "uv"
        run_logged([uv, "pip", "install", "--python", PYTHON, *checked], log=log, cwd=ROOT, env=env)
    except Stop as first:
        try:
            run_logged([*pip, *checked], log=log, cwd=ROOT, env=env)
        except Stop as second:
            say(f"  uv: {first}")
            raise Stop(
                f"the Python packages could not be installed; is the machine on line?\n{second}"
            ) from None
