"""Backup and restore of an installation on SQLite, with Debian's own Python where it is there."""

import io
import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable


def backup(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/backup.py on a data folder."""
    return subprocess.run(
        [PYTHON, "-B", str(ROOT / "scripts" / "backup.py"), *arguments],
        env={"PATH": os.environ["PATH"], "IMECE_VAR": str(var)}, capture_output=True, text=True, cwd=var.parent,
    )  # fmt: skip


def rows(var: Path) -> list[tuple[str]]:
    with sqlite3.connect(var / "imece.sqlite3") as database:
        return database.execute("SELECT name FROM people ORDER BY name").fetchall()


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A data folder with a database in WAL mode and one upload."""
    folder = tmp_path / "var"
    (folder / "media" / "images").mkdir(parents=True)
    (folder / "media" / "images" / "ığdır.png").write_bytes(b"picture")
    (folder / "log").mkdir()
    (folder / "log" / "web.log").write_text("not kept")
    with sqlite3.connect(folder / "imece.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE people (name)")
        database.execute("INSERT INTO people VALUES ('Ayşe'), ('Işık')")
    return folder


def test_what_was_saved_comes_back_and_what_was_there_is_kept_aside(var: Path) -> None:
    open_writer = sqlite3.connect(var / "imece.sqlite3", isolation_level=None)
    open_writer.execute("INSERT INTO people VALUES ('Zeynep')")  # in the WAL, as in a running installation
    saved = backup(var, "save", "imece.tar")
    assert saved.returncode == 0, saved.stderr
    open_writer.execute("DELETE FROM people")
    open_writer.close()
    (var / "media" / "images" / "ığdır.png").unlink()
    restored = backup(var, "restore", "imece.tar")
    assert restored.returncode == 0, restored.stderr
    assert rows(var) == [("Ayşe",), ("Işık",), ("Zeynep",)]
    assert (var / "media" / "images" / "ığdır.png").read_bytes() == b"picture"
    assert (var / "log" / "web.log").exists()
    assert len(list(var.glob("before-restore-*/imece.sqlite3"))) == 1


def test_a_flipped_byte_is_found_before_anything_changes(var: Path) -> None:
    assert backup(var, "save", "imece.tar").returncode == 0
    file = var.parent / "imece.tar"
    content = file.read_bytes().replace(b"picture", b"pictuRe")
    file.write_bytes(content)
    done = backup(var, "restore", "imece.tar")
    assert done.returncode == 2
    assert "is damaged, nothing was changed" in done.stderr
    assert rows(var) == [("Ayşe",), ("Işık",)]


def test_a_cut_file_is_refused(var: Path) -> None:
    assert backup(var, "save", "imece.tar").returncode == 0
    file = var.parent / "imece.tar"
    file.write_bytes(file.read_bytes()[:4000])
    done = backup(var, "restore", "imece.tar")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert rows(var) == [("Ayşe",), ("Işık",)]


def test_a_file_that_would_write_elsewhere_is_refused(var: Path) -> None:
    with tarfile.open(var.parent / "evil.tar", "w") as archive:
        entry = tarfile.TarInfo("../outside.txt")
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))
    done = backup(var, "restore", "evil.tar")
    assert done.returncode == 2
    assert not (var.parent / "outside.txt").exists()
    assert not list(var.parent.rglob("outside.txt"))


def test_an_earlier_backup_is_never_overwritten(var: Path) -> None:
    (var.parent / "imece.tar").write_text("the only copy")
    done = backup(var, "save", "imece.tar")
    assert "is there already" in done.stderr
    assert (var.parent / "imece.tar").read_text() == "the only copy"


def test_a_saved_file_is_for_its_owner_alone(var: Path) -> None:
    assert backup(var, "save", "imece.tar").returncode == 0
    assert (var.parent / "imece.tar").stat().st_mode & 0o077 == 0
