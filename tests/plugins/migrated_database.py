"""Tests start on a copy of a migrated database instead of running every migration in every process (30 s each).

The migrated database is made once for a digest of all migrations and packages and kept in build/test-databases/: for
SQLite as a file that is copied into memory, for PostgreSQL as a dump that becomes a template database on the server of
this run. Django still runs `migrate` on the copy, which then has nothing to do but to bring permissions up to date.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "test-databases"
_open: list[sqlite3.Connection] = []


def migrations_digest() -> str:
    """Return the digest of what decides how a migrated database looks."""
    total = hashlib.sha256()
    own = [
        path
        for source in ("site", "lms", "toolkits", "search")
        for path in (ROOT / source).rglob("migrations/*.py")
    ]
    for path in [ROOT / "requirements" / "dev.txt", *sorted(own)]:
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:20]


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Let one process make `target` while the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unfinished(target: Path) -> Path:
    """Return where `target` is made; SQLite's and PostgreSQL's are made at the same time, so no two share it."""
    return target.with_name(f"{target.name}.unfinished")


def _migrate(url: str) -> None:
    env = os.environ | {"IMECE_ENV": "test", "DATABASE_URL": url}
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--no-input", "-v", "0"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.exit(f"manage.py migrate failed:\n{done.stderr[-3000:]}", returncode=3)


def _forget_old(pattern: str) -> None:
    for old in sorted(KEPT.glob(pattern), key=lambda path: path.stat().st_mtime)[:-3]:
        old.unlink(missing_ok=True)
        old.with_name(f"{old.name}.lock").unlink(missing_ok=True)


def migrated_sqlite() -> Path:
    """Return a migrated SQLite file, made now if it is not there."""
    target = KEPT / f"{migrations_digest()}.sqlite3"
    with _alone(target):
        if not target.exists():
            unfinished = _unfinished(target)
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished}")
            with closing(sqlite3.connect(unfinished)) as database:
                # Everything in the one file that is copied; an empty file would only make every test slower.
                if database.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
                    pytest.exit(f"{unfinished} is in use by another process", returncode=3)
                database.execute("SELECT 1 FROM django_migrations")
            unfinished.replace(target)
            _forget_old("*.sqlite3")
    return target


def _psql(url: str, *arguments: str, program: str = "psql") -> str:
    done = subprocess.run([program, "--dbname", url, *arguments], capture_output=True, text=True)
    if done.returncode:
        pytest.exit(f"{program}: {done.stderr[-2000:]}", returncode=3)
    return done.stdout.strip()


def migrated_postgres(url: str) -> str:
    """Return the name of a migrated template database on the server, made now if it is not there."""
    digest = migrations_digest()
    name, dump = f"imece_template_{digest}", KEPT / f"{digest}.dump"
    template_url = f"{url.rpartition('/')[0]}/{name}"
    with _alone(dump):
        if _psql(url, "-XAtc", f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == "1":
            return name
        _psql(url, "-qXc", f"DROP DATABASE IF EXISTS {name}_unfinished")
        _psql(url, "-qXc", f"CREATE DATABASE {name}_unfinished")
        unfinished_url = f"{template_url}_unfinished"
        if dump.exists():
            _psql(unfinished_url, "--exit-on-error", "--no-owner", str(dump), program="pg_restore")
        else:
            _migrate(unfinished_url)
            unfinished = _unfinished(dump)
            _psql(unfinished_url, "--format=custom", f"--file={unfinished}", program="pg_dump")
            unfinished.replace(dump)
            _forget_old("*.dump")
        _psql(url, "-qXc", f"ALTER DATABASE {name}_unfinished RENAME TO {name}")
    return name


def _copy_into_memory(source: Path, name: str) -> None:
    """Fill the named in-memory database; it lives as long as this connection does."""
    memory = sqlite3.connect(name, uri=True, check_same_thread=False)
    with closing(sqlite3.connect(source)) as file:
        file.backup(memory)
    _open.append(memory)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Make the test databases start as copies."""
    from django.db import connections
    from django.db.backends.sqlite3.creation import DatabaseCreation

    settings: dict[str, Any] = connections["default"].settings_dict
    if "postgresql" in settings["ENGINE"]:
        settings["TEST"]["TEMPLATE"] = migrated_postgres(os.environ["DATABASE_URL"])
        yield
        return
    original = DatabaseCreation._create_test_db

    def create_as_copy(self: Any, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = original(self, verbosity, autoclobber, keepdb)
        if self.is_in_memory_db(name):
            _copy_into_memory(migrated_sqlite(), name)
        return name

    DatabaseCreation._create_test_db = create_as_copy
    yield
    DatabaseCreation._create_test_db = original
