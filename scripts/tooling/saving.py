"""One tar file that holds an installation on SQLite, with the sums that tell whether it is whole."""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
from pathlib import Path, PurePosixPath

from tooling.console import Stop
from tooling.single_run import only_one

DATABASE = "imece.sqlite3"
# Caches, logs, stamps and the broker's folders are made again; what waits there to be done is in the outbox table.
KEPT = ["media", "private", "mailbox"]
SUMS = "SHA256.json"


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def save(var: Path, name: str) -> tuple[int, int]:
    """Write the data of the folder `var` to the tar file `name`; return the number of files and of bytes."""
    database, target = var / DATABASE, Path(name)
    if not database.exists():
        raise Stop(f"there is no database in {var}. Start İmece once with `make run`.")
    if target.exists():
        raise Stop(f"{target} is there already. Choose another name.")
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        unfinished.touch(mode=0o600)
        with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
            copy = Path(folder) / DATABASE
            _copy_database(database, copy)
            found = [
                (path.relative_to(var), path) for kept in KEPT for path in sorted((var / kept).rglob("*"))
            ]
            files = [(Path(DATABASE), copy), *((inside, path) for inside, path in found if path.is_file())]
            sums = {}
            with tarfile.open(unfinished, "w") as archive:
                for inside, path in files:
                    sums[inside.as_posix()] = _sum(path)
                    archive.add(path, inside.as_posix(), recursive=False)
                listing = json.dumps(sums, indent=1, ensure_ascii=False).encode()
                entry = tarfile.TarInfo(SUMS)
                entry.size, entry.mtime = len(listing), int(time.time())
                archive.addfile(entry, io.BytesIO(listing))
        unfinished.replace(target)
    except OSError as problem:
        raise Stop(f"could not save: {problem}") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return len(files), target.stat().st_size


def _copy_database(database: Path, copy: Path) -> None:
    """Copy a database that may be in use, and look whether the copy is whole."""
    source, target = sqlite3.connect(f"file:{database}?mode=ro", uri=True), sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        answer = target.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as problem:
        raise Stop(f"the database could not be copied: {problem}") from None
    finally:
        source.close()
        target.close()
    if answer != "ok":
        raise Stop(f"the database is damaged: {answer}")


def restore(var: Path, name: str) -> tuple[int, Path | None]:
    """Replace the data of the folder `var` by the file's, once every sum is right; what was there is moved aside.

    Returns the number of files and the folder with the former data, if there was any.
    """
    var.mkdir(parents=True, exist_ok=True)
    with only_one(var, "a restore"), tempfile.TemporaryDirectory(dir=var, prefix=".restore-") as folder:
        fresh = Path(folder)
        try:
            with tarfile.open(name) as archive:
                _unpack(archive, fresh)
        except (OSError, tarfile.TarError) as problem:
            raise Stop(f"{name} cannot be read: {problem}") from None
        sums = _checked_sums(fresh, name)
        aside = var / f"before-restore-{time.strftime('%Y%m%d-%H%M%S')}"
        # The SQLite side files belong to the former database and would damage the new one.
        former = [DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "page-cache", "stamps", *KEPT]
        for item in [entry for entry in former if (var / entry).exists()]:
            aside.mkdir(exist_ok=True)
            (var / item).rename(aside / item)
        for item in [entry for entry in (DATABASE, *KEPT) if (fresh / entry).exists()]:
            os.rename(fresh / item, var / item)
    return len(sums), aside if aside.exists() else None


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write plain files below `folder` and nothing else (Debian's Python 3.11.2 has no extraction filter yet)."""
    for member in archive:
        inside = PurePosixPath(member.name)
        source = archive.extractfile(member) if member.isreg() else None
        if source is None or inside.is_absolute() or ".." in inside.parts:
            raise Stop(f"the file holds {member.name!r}, which no backup of İmece does. Nothing was changed.")
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        with source, target.open("wb") as output:
            shutil.copyfileobj(source, output)


def _checked_sums(fresh: Path, name: str) -> dict[str, str]:
    try:
        sums: dict[str, str] = json.loads((fresh / SUMS).read_text())
    except (OSError, ValueError):
        raise Stop(f"{name} is not a backup of İmece, or its end is missing.") from None
    wrong = [
        inside
        for inside, wanted in sums.items()
        if not (fresh / inside).is_file() or _sum(fresh / inside) != wanted
    ]
    if wrong or DATABASE not in sums:
        raise Stop(f"{name} is damaged, nothing was changed. Wrong: {', '.join(wrong[:5]) or DATABASE}")
    return sums
