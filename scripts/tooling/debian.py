"""Servers and programs that the tests need from the machine; installed from Debian's packages where we may."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tooling.console import Stop, run_logged, say, step
from tooling.places import ROOT


def find_postgres_folder() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest version's, or None."""
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if versions:
        return max(versions, key=lambda folder: float(folder.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome on this machine, or None."""
    named = os.environ.get("IMECE_CHROMIUM")
    return named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


def find_java() -> Path | None:
    """Return the home of a Java that Elasticsearch runs on (17 or later, not newer than it knows), or None."""
    named = os.environ.get("IMECE_JAVA_HOME")
    if named:
        return Path(named)
    homes = [path.parents[1] for path in Path("/usr/lib/jvm").glob("*/bin/java")]
    for version in ("17", "21"):
        for home in sorted(homes):
            if version in home.name.replace(".", "-").split("-"):
                return home
    return None


def _has_font() -> bool:
    return any(Path("/usr/share/fonts").rglob("*.ttf"))


@dataclass(frozen=True)
class Need:
    """One thing from outside Python, the Debian package that has it, and what it is for."""

    package: str
    purpose: str
    is_here: Callable[[], object]


NEEDS = {
    "postgres": Need("postgresql", "tests on PostgreSQL", find_postgres_folder),
    "java": Need("openjdk-17-jre-headless", "tests on a search server", find_java),
    "maven": Need("maven", "fetching a search server", lambda: shutil.which("mvn")),
    "redis": Need("redis-server", "broker and cache tests", lambda: shutil.which("redis-server")),
    "chromium": Need("chromium", "browser tests", find_chromium),
    "font": Need("fonts-dejavu-core", "a font for the browser", _has_font),
    "gettext": Need(
        "gettext", "checking what we collect of the interface's texts", lambda: shutil.which("xgettext")
    ),
    "pdftotext": Need("poppler-utils", "reading certificates back", lambda: shutil.which("pdftotext")),
    "soffice": Need("libreoffice-calc", "recalculating workbooks", lambda: shutil.which("soffice")),
}

# Debian would start every server it installs, and make a PostgreSQL cluster, on the machine's own ports.
_INSTALL = """
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d; cluster=/etc/postgresql-common/createcluster.d/imece.conf
made=""
cleanup() { for file in $made; do rm -f "$file"; done; }
trap cleanup EXIT
if [ ! -e "$policy" ]; then printf '#!/bin/sh\\nexit 101\\n' > "$policy"; chmod 755 "$policy"; made="$made $policy"; fi
mkdir -p "$(dirname "$cluster")"; echo "create_main_cluster = false" > "$cluster"; made="$made $cluster"
apt-get update -q
apt-get install -q -y --no-install-recommends "$@"
"""


def _administrator() -> list[str] | None:
    """Return the words before a command of the administrator; None when we may not run one."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, stdin=subprocess.DEVNULL)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def ensure_machine(names: Iterable[str], *, log: Path) -> None:
    """Install what is missing where we may, and say what; else raise Stop with one line that names it all."""
    missing = [NEEDS[name] for name in names if not NEEDS[name].is_here()]
    if not missing:
        return
    packages = [need.package for need in missing]
    what = ", ".join(f"{need.package} ({need.purpose})" for need in missing)
    administrator = _administrator()
    if not shutil.which("apt-get") or administrator is None:
        raise Stop(f"missing here: {what}. On Debian: sudo apt install {' '.join(packages)}")
    say(f"  Installing Debian packages: {what}")
    with step("Debian packages"):
        command = [*administrator, "sh", "-c", _INSTALL, "install", *packages]
        run_logged(command, log=log, cwd=ROOT, env=os.environ)
    still = [need.package for need in missing if not need.is_here()]
    if still:
        raise Stop(f"these packages were installed but what they bring is not found: {' '.join(still)}")
