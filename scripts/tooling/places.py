"""Where things are: the checkout, the folder of what an installation writes, and the environment of its processes."""

import os
import tempfile
from pathlib import Path

from tooling.console import Stop

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"


def var_folder() -> Path:
    """Return the folder of what this installation writes (IMECE_VAR, else var/ in the checkout)."""
    return Path(os.environ.get("IMECE_VAR") or ROOT / "var").absolute()


def process_environment(**more: str) -> dict[str, str]:
    """Return the environment for Django and its servers: the import path, the data folder, no prompts."""
    env = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONHOME"}}
    env["PYTHONPATH"] = os.pathsep.join(map(str, (ROOT / "site", ROOT, ROOT / "scripts")))
    env["IMECE_VAR"] = str(var_folder())
    env["PATH"] = os.pathsep.join((str(VENV / "bin"), env.get("PATH", os.defpath)))
    env["PYTHONUNBUFFERED"] = "1"
    # A terminal in the C locale must not turn Turkish log lines into errors.
    env["PYTHONUTF8"] = "1"
    env.update(more)
    return env


def require_writable(*folders: Path) -> None:
    """Raise Stop unless a file can be written in each folder (they are made when missing)."""
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".writable-"):
                pass
        except OSError as problem:
            raise Stop(
                f"cannot write in {folder} ({problem.strerror}). "
                "Clone the project into a folder of your own, or free some space, and try again."
            ) from None
