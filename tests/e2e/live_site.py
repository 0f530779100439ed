"""One running İmece with the demo programme for the browser tests: web server, background worker, mailbox.

The demo programme is loaded once for a digest of its files, the migrations and the day, and kept in build/e2e-site/;
each test process works on a copy of its own, so nothing that a test does reaches the next run.
"""

import fcntl
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from tests.plugins.migrated_database import migrated_sqlite, migrations_digest
from tooling.children import end_with_parent
from tooling.places import BUILD, PYTHON, process_environment
from tooling.ports import free_port, http_status, wait_until
from tooling.preparation import prepare_files
from tooling.servers import web_command, worker_command
from tooling.stamps import digest_of, digest_of_trees

KEPT = BUILD / "e2e-site"


@dataclass(frozen=True)
class LiveSite:
    """A site that answers at `address`; `known` is what prepare.py looked up in it."""

    address: str
    port: int
    folder: Path
    known: dict[str, Any]

    def cookie(self, person: str) -> dict[str, str]:
        """Return the cookie of a session of a demo person (her key in people.yaml), for Playwright."""
        name, _, value = self.known["cookies"][person].partition("=")
        return {"name": name, "value": value, "url": self.address}

    def run(self, code: str) -> None:
        """Run Python inside the site: what the schedule would run at its hour."""
        run_in(self.folder, "-c", f"import django; django.setup(); {code}")

    def pages(self, role: str) -> dict[str, str]:
        """Return the key pages of a role: name and address in Turkish."""
        return self.known["pages"][role]


def _environment(folder: Path, **more: str) -> dict[str, str]:
    env = process_environment(
        IMECE_ENV="laptop",
        IMECE_VAR=str(folder),
        LOG_LEVEL="WARNING",
        DJANGO_SETTINGS_MODULE="config.settings",
        **more,
    )
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "IMECE_TEST_DB", "IMECE_DEBUG", "IMECE_ADDRESS"):
        if name not in more:
            env.pop(name, None)
    return env


def run_in(folder: Path, *command: str) -> str:
    """Run Python on the data of this folder and return what it prints."""
    done = subprocess.run(
        [str(PYTHON), *command], cwd=ROOT, env=_environment(folder), capture_output=True, text=True
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout[-1000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def prepared_site() -> Path:
    """Return a folder with the loaded demo programme, made now if it is not there (or the one that IMECE_E2E_SITE names)."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if os.environ.get("IMECE_E2E_SITE"):
            return Path(os.environ["IMECE_E2E_SITE"])
        prepare_files(log=KEPT / "setup.log")
        sources = [ROOT / "site" / "demo", ROOT / "tests" / "e2e"]
        digest = digest_of(
            (
                migrations_digest(),
                digest_of_trees(sources[:1]),
                digest_of_trees(sources[1:], "prepar*.py"),
                str(date.today()),
            )
        )[:20]
        target = KEPT / digest
        if target.exists():
            return target
        for old in KEPT.glob("[0-9a-f]*/"):
            shutil.rmtree(old, ignore_errors=True)
        unfinished = KEPT / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        shutil.copy(migrated_sqlite(), unfinished / "imece.sqlite3")
        run_in(unfinished, "manage.py", "migrate", "--no-input", "-v", "0")
        run_in(unfinished, "-m", "tests.e2e.preparing_content", str(unfinished / "content"))
        run_in(unfinished, "manage.py", "load_demo", "--once", "--folder", str(unfinished / "content"))
        shutil.rmtree(unfinished / "content")
        (unfinished / "known.json").write_text(
            run_in(unfinished, "-m", "tests.e2e.preparing").splitlines()[-1]
        )
        with closing(sqlite3.connect(unfinished / "imece.sqlite3")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        unfinished.rename(target)
    return target


@contextmanager
def live_site(
    folder: Path,
    *,
    with_worker: bool = True,
    settings: dict[str, str] | None = None,
    source: Path | None = None,
) -> Iterator[LiveSite]:
    """Run the site on a copy in `folder` and give it; both processes end with the block.

    `settings`: more of its environment; "{port}" in a value is the site's port. `source`: another folder to begin with
    than the demo programme's.
    """
    shutil.copytree(source or prepared_site(), folder, dirs_exist_ok=True)
    for left in ("page-cache", "broker"):
        shutil.rmtree(folder / left, ignore_errors=True)
    port = free_port()
    address = f"http://localhost:{port}"
    more = {name: value.format(port=port) for name, value in (settings or {}).items()}
    env = _environment(folder, PORT=str(port), IMECE_ADDRESS=address, **more)
    children: list[subprocess.Popen[bytes]] = []
    try:
        access = str(folder / "access.log")
        commands = [[*web_command(port), "--log-level", "warning", "--access-logfile", access]]
        if with_worker:
            commands.append(worker_command(beat=False))
        for number, command in enumerate(commands):
            with (folder / f"process-{number}.log").open("wb") as log:
                children.append(
                    subprocess.Popen(
                        command,
                        cwd=ROOT,
                        env=env,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                        preexec_fn=end_with_parent,
                    )  # fmt: skip
                )
        answers = wait_until(lambda: http_status(port, "/readyz") == 200, seconds=120)
        assert answers, (folder / "process-0.log").read_text(errors="replace")[-3000:]
        known = folder / "known.json"
        yield LiveSite(address, port, folder, json.loads(known.read_text()) if known.exists() else {})
    finally:
        for child in children:
            os.killpg(child.pid, signal.SIGTERM)
        for child in children:
            try:
                # A worker ends its tasks first; nothing that they would still do is looked at any more.
                child.wait(3)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
