"""Unpacking into a folder that is empty before, and gone again when the archive is refused."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import IO

from core.archive.content import Inspector
from core.archive.directory import read_directory
from core.archive.limits import UnpackedFile, UnpackLimits
from core.archive.names import check_name, check_together, check_type
from core.archive.reading import Span, check_kind, pieces, spans
from core.archive.refusal import ArchiveRefused
from core.archive.sizes import check_size

# Parts of Office documents; no macros.
_PARTS = "xml rels vml png jpg jpeg gif emf wmf svg bmp tif tiff ttf odttf fntdata wav mp3 mp4 rdf mimetype"
_OFFICE_PARTS = frozenset([*_PARTS.split(), *(f"printersettings{number}.bin" for number in range(1, 33))])
_FREE = 1024 * 1024  # of what comes out, before the ratio is looked at
_SPARE = 64 * 1024 * 1024  # bytes of the disk that stay free for everybody else
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def unpack(source: Path, target: Path, limits: UnpackLimits) -> list[UnpackedFile]:
    """Unpack `source` into the new folder `target`, in this process. Returns the files in the order of the archive.

    Raises ArchiveRefused (security statements 21 to 23 and 27); then nothing of `target` is left. FileExistsError when
    `target` exists. For what comes from outside use unpack_isolated(): it bounds time and memory too.
    """
    target.mkdir(mode=0o700, parents=True)
    try:
        with source.open("rb") as file:
            return list(_unpacked(file, target, limits))
    except OSError as error:
        _remove(target)
        if error.errno in _FULL:
            raise ArchiveRefused("disk", detail=str(error)) from None
        if error.errno == errno.ENOMEM:
            raise ArchiveRefused("memory") from None
        raise
    except BaseException:
        _remove(target)
        raise


def _remove(target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)


def _unpacked(file: IO[bytes], target: Path, limits: UnpackLimits) -> Iterator[UnpackedFile]:
    wanted, packed = _wanted(file, limits)
    stated = sum(span.entry.size for span in wanted)
    _check_stated(wanted, stated, limits)
    room = os.statvfs(target)
    if stated + _SPARE > room.f_bavail * room.f_frsize:
        raise ArchiveRefused("disk", detail=f"{stated} bytes")
    total = 0
    for span in wanted:
        path = target / span.entry.name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        may_nest = _extension(span) in limits.nested
        with _New(path) as kept:
            size = _run(file, span, limits, limits.total_bytes - total, kept.write, may_nest=may_nest)
        total += size
        if total > _FREE and total > limits.ratio * packed:
            raise ArchiveRefused("ratio", span.entry.name)
        if may_nest:
            total += _look_through(path, span.entry.name, limits, limits.total_bytes - total)
        yield UnpackedFile(span.entry.name, size, kept.digest.hexdigest())


class _New:
    """A file that was not there before: never one that a link leads to."""

    def __init__(self, path: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        self._file = os.fdopen(os.open(path, flags, 0o600), "wb")
        self.digest = sha256()

    def write(self, piece: bytes) -> None:
        self.digest.update(piece)
        self._file.write(piece)

    def __enter__(self) -> "_New":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()


def _wanted(file: IO[bytes], limits: UnpackLimits) -> tuple[list[Span], int]:
    """(what is to be unpacked, bytes of the archive), after everything that can be told without unpacking."""
    directory = read_directory(file, max_entries=limits.entries)
    for entry in directory.entries:
        check_name(entry.name, limits)
        check_kind(entry)
    check_together((entry.name for entry in directory.entries), limits.important)
    kept = [not entry.is_folder and check_type(entry.name, limits) for entry in directory.entries]
    found = spans(file, directory)
    return [span for span, keep in zip(found, kept, strict=True) if keep], directory.starts_at


def _check_stated(wanted: list[Span], stated: int, limits: UnpackLimits) -> None:
    """An honest archive that is too large is refused before the first byte; a lying one while it is unpacked."""
    for span in wanted:
        if span.entry.size > limits.entry_bytes:
            raise ArchiveRefused("entry_too_large", span.entry.name, str(span.entry.size))
    if stated > limits.total_bytes:
        raise ArchiveRefused("too_large", detail=str(stated))


def _run(
    file: IO[bytes],
    span: Span,
    limits: UnpackLimits,
    left: int,
    keep: Callable[[bytes], None],
    *,
    may_nest: bool,
) -> int:
    """Unpack one entry into `keep`, looking at it. Returns its bytes."""
    name, size = span.entry.name, 0
    inspector = Inspector(name, may_nest=may_nest)
    for piece in pieces(file, span):
        size += len(piece)
        check_size(
            span.entry, size, entry_bytes=limits.entry_bytes, left=left, ratio=limits.ratio, free=_FREE
        )
        inspector.feed(piece)
        keep(piece)
    inspector.finish()
    return size


def _look_through(path: Path, name: str, limits: UnpackLimits, left: int) -> int:
    """Unpack a nested document into nothing, within what is left. Returns its bytes."""
    inner = replace(
        limits, allowed=_OFFICE_PARTS, nested=frozenset(), important=frozenset(), skip_hidden=False
    )
    total = 0
    try:
        with path.open("rb") as file:
            wanted, _packed = _wanted(file, replace(inner, skip_top=False))
            for span in wanted:
                total += _run(file, span, inner, left - total, lambda _piece: None, may_nest=False)
    except ArchiveRefused as problem:
        raise ArchiveRefused(
            problem.code, f"{name}/{problem.entry}" if problem.entry else name, problem.detail
        ) from None
    return total


def _extension(span: Span) -> str:
    return span.entry.name.rpartition(".")[2].casefold()
