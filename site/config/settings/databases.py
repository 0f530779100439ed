"""Connections: SQLite tuned for one machine, PostgreSQL from DATABASE_URL."""

from pathlib import Path
from typing import Any

import environ

SQLITE_OPTIONS: dict[str, Any] = {
    # Writers queue up at BEGIN instead of failing half-way through a transaction.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
    ),
}


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of an SQLite database in the file at `path`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": None},
    }


def from_url(url: str) -> dict[str, Any]:
    """Return the settings of the database that a URL such as postgres://user:secret@host:5432/name names."""
    database = environ.Env.db_url_config(url)
    if "postgresql" in database["ENGINE"]:
        database["CONN_MAX_AGE"] = 600
        database["CONN_HEALTH_CHECKS"] = True
        database["OPTIONS"] = {
            **database.get("OPTIONS", {}),
            "connect_timeout": 5,
            # A statement or lock that hangs becomes an honest error instead of a pile-up.
            "options": "-c statement_timeout=30000 -c lock_timeout=10000",
        }
    elif "sqlite" in database["ENGINE"]:
        return sqlite(Path(database["NAME"]))
    return database
