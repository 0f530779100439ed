"""The process that unpacks: what it may use, and what is left when it uses more."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.archive import ArchiveRefused, isolation, unpack, unpack_isolated, unpacking
from tests.core.archive.hostile.case import LIMITS, MEBI, good
from tests.core.archive.rawzip import Part, raw_zip
from tests.core.archive.samples import sample

PATH = str(Path(unpacking.__file__).parents[2])


@pytest.fixture
def upload(tmp_path):
    (tmp_path / "upload").write_bytes(
        raw_zip([*good(), Part("content/x.png", os.urandom(300_000), method=0)])
    )
    return tmp_path / "upload"


def isolated(upload, seconds=20.0, memory=100 * MEBI):
    return unpack_isolated(upload, upload.parent / "out", LIMITS, seconds=seconds, memory_bytes=memory)


def bare(code):
    """Run code as the child is run: Python's own library, and core.archive."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", f"import sys; sys.path[:0] = [{PATH!r}]\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )


class TestTheChild:
    def test_it_gives_what_unpacking_here_gives(self, upload):
        files = isolated(upload)
        assert files == unpack(upload, upload.parent / "here", LIMITS)
        for file in files:
            path = upload.parent / "out" / file.name
            assert path.stat().st_size == file.size
            assert path.stat().st_mode & 0o777 == 0o600

    def test_a_real_package_starts_and_ends_in_a_blink(self, tmp_path):
        source = sample("h5p/h5p-test.h5p")
        before = os.times()
        unpack_isolated(source, tmp_path / "out", LIMITS, seconds=20, memory_bytes=100 * MEBI)
        after = os.times()
        # The processor's time: what a busy machine cannot lengthen much.
        assert after.children_user + after.children_system - before.children_user - before.children_system < 1

    def test_it_loads_nothing_but_what_it_needs(self):
        done = bare(
            "import core.archive.child, core.archive\nprint(sorted({name.split('.')[0] for name in sys.modules}))"
        )
        assert "'core'" in done.stdout
        assert not {"django", "wagtail", "celery", "site"} & set(
            done.stdout.replace("'", "").strip("[]\n").split(", ")
        )

    def test_it_knows_nothing_of_the_environment(self, monkeypatch, upload):
        monkeypatch.setenv("DJANGO_SECRET_KEY", "secret")
        monkeypatch.setattr(isolation, "_COMMAND", ["/usr/bin/env"])
        with pytest.raises(ValueError, match="Expecting value"):
            isolated(upload)

    def test_a_target_that_is_there_is_left_alone(self, upload):
        (upload.parent / "out").mkdir()
        (upload.parent / "out" / "mine").touch()
        with pytest.raises(FileExistsError):
            isolated(upload)
        assert (upload.parent / "out" / "mine").exists()


class TestItsBounds:
    def refused(self, upload, **bounds):
        with pytest.raises(ArchiveRefused) as refusal:
            isolated(upload, **bounds)
        assert not (upload.parent / "out").exists()
        return refusal.value.code

    def test_time(self, upload):
        assert self.refused(upload, seconds=0.01) == "time"

    def test_memory(self, upload):
        assert self.refused(upload, memory=12 * MEBI) == "memory"

    def test_an_end_without_an_answer(self, upload, monkeypatch):
        monkeypatch.setattr(isolation, "_COMMAND", [sys.executable, "-I", "-c", "raise SystemExit(3)"])
        assert self.refused(upload) == "crashed"

    def test_the_processor(self, upload, monkeypatch):
        loop = f"import sys; sys.path[:0] = [{PATH!r}]\nfrom core.archive import child\nchild.bound(1, 1 << 30, 1)\nwhile True: pass"
        monkeypatch.setattr(isolation, "_COMMAND", [sys.executable, "-I", "-S", "-c", loop])
        assert self.refused(upload) == "time"

    def test_what_it_started_ends_with_it(self, upload, monkeypatch):
        started = upload.parent / "started"
        code = (
            "import os, subprocess, time, pathlib\n"
            f"pathlib.Path({str(upload.parent / 'out')!r}).mkdir()\n"
            "other = subprocess.Popen(['sleep', '60'])\n"
            f"pathlib.Path({str(started)!r}).write_text(str(other.pid))\n"
            "time.sleep(60)"
        )
        monkeypatch.setattr(isolation, "_COMMAND", [sys.executable, "-I", "-S", "-c", code])
        assert self.refused(upload, seconds=3) == "time"
        pid = int(started.read_text())
        for _try in range(50):
            if not _runs(pid):
                break
            time.sleep(0.1)
        assert not _runs(pid)

    def test_bounds_are_set_before_anything_is_read(self):
        done = bare(
            "import resource\nfrom core.archive import child\nchild.bound(7, 200 << 20, 5000)\n"
            "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name)) for name in ('CPU', 'AS', 'FSIZE', 'CORE')])\n"
            "try:\n    bytearray(1 << 30)\nexcept MemoryError:\n    print('no memory')"
        )
        assert done.stdout.splitlines() == [
            str([(7, 7), (200 << 20, 200 << 20), (5000, 5000), (0, 0)]),
            "no memory",
        ]


class TestAFullDisk:
    """Fault scenario 7: refused with the reason, nothing left."""

    def test_no_room_is_seen_before_anything_is_written(self, upload, monkeypatch):
        room = os.statvfs(upload)
        full = os.statvfs_result([*room[:3], 0, 0, *room[5:]])
        monkeypatch.setattr(unpacking.os, "statvfs", lambda _path: full)
        with pytest.raises(ArchiveRefused) as refusal:
            unpack(upload, upload.parent / "out", LIMITS)
        assert refusal.value.code == "disk"
        assert not (upload.parent / "out").exists()

    def test_a_file_that_can_grow_no_more(self, upload):
        target = upload.parent / "out"
        done = bare(
            "from pathlib import Path\nfrom core.archive import ArchiveRefused, UnpackLimits, child, unpack\n"
            "child.bound(20, 1 << 30, 100_000)\n"
            "limits = UnpackLimits(total_bytes=1 << 20, entry_bytes=1 << 20, allowed=frozenset(['json', 'js', 'png']))\n"
            f"try:\n    unpack(Path({str(upload)!r}), Path({str(target)!r}), limits)\n"
            "except ArchiveRefused as problem:\n    print(problem.code)"
        )
        assert done.stdout == "disk\n"
        assert not target.exists()

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
    def test_the_system_says_so_while_writing(self, upload, monkeypatch, code):
        real = unpacking._New.write

        def full(self, piece):
            if len(piece) > 1_000:
                raise OSError(code, os.strerror(code))
            real(self, piece)

        monkeypatch.setattr(unpacking._New, "write", full)
        with pytest.raises(ArchiveRefused) as refusal:
            unpack(upload, upload.parent / "out", LIMITS)
        assert refusal.value.code == "disk"
        assert not (upload.parent / "out").exists()

    def test_a_small_disk(self, upload, monkeypatch):
        disk = upload.parent / "disk"
        disk.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("a small disk can only be had with the rights to mount one")
        try:
            with pytest.raises(ArchiveRefused) as refusal:
                unpack_isolated(upload, disk / "out", LIMITS, seconds=20, memory_bytes=100 * MEBI)
            assert refusal.value.code == "disk"
            # As if another had filled it in between: the look beforehand saw room.
            room = os.statvfs(upload)
            monkeypatch.setattr(unpacking.os, "statvfs", lambda _path: room)
            with pytest.raises(ArchiveRefused) as refusal:
                unpack(upload, disk / "out", LIMITS)
            assert refusal.value.code == "disk"
            assert list(disk.iterdir()) == []
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
