"""The npm packages of the browser tests: installed by their lock files into folders of their own, never by an installation."""

import fcntl
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from tooling.frontend import npm_command
from tooling.stamps import Stamp, digest_of_files

BUILD = ROOT / "build"


def node() -> str:
    """Return the path of Node.js."""
    command = npm_command()
    return command[0] if len(command) == 2 else "node"


def installed(folder: str) -> Path:
    """Install the packages of tests/e2e/<folder> unless they are there; return their node_modules."""
    place = HERE / folder
    modules = place / "node_modules"
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f"npm-{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        digest = digest_of_files([place / "package.json", place / "package-lock.json", place / ".npmrc"])
        stamp = Stamp(modules / ".imece")
        if not stamp.is_fresh(digest):
            command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=place, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr[-2000:]
            stamp.write(digest)
    return modules
