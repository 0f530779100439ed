#!/usr/bin/env python3
"""Save and bring back an installation on SQLite: `backup.py save FILE.tar`, `backup.py restore FILE.tar`.

The database is copied with SQLite's own backup, so saving needs no pause. The file holds the database, uploads and
private files, and a list of SHA-256 sums that is checked before anything is replaced. An installation on PostgreSQL is
saved with pg_dump (docs/production.md).
"""

import sys

from tooling.console import Stop, guard, say
from tooling.places import var_folder
from tooling.saving import restore, save


def main() -> int:
    """Save or restore the data folder (IMECE_VAR, else var/)."""
    if len(sys.argv) != 3 or sys.argv[1] not in {"save", "restore"} or not sys.argv[2]:
        raise Stop(
            "say what to do and with which file: make backup TO=imece.tar, make restore FROM=imece.tar"
        )
    action, name = sys.argv[1:]
    if action == "save":
        count, size = save(var_folder(), name)
        say(f"Saved {count} files ({size / 1e6:.1f} MB) in {name}")
    else:
        count, aside = restore(var_folder(), name)
        say(
            f"Brought back {count} files to {var_folder()}"
            + (f". What was there is in {aside}" if aside else "")
        )
    return 0


if __name__ == "__main__":
    guard(main, "backup")
