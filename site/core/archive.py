"""The one place that opens zip archives. What comes from outside is looked through here before anything else reads it."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

_NAME = re.compile(r"^(?![/\\])[\w\-./\[\] ]+$", re.ASCII)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PARTS = (".xml", ".rels", ".vml", ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf")
_SETTINGS = re.compile(r"^xl/printerSettings/printerSettings\d*\.bin$")
_CHUNK = 64 * 1024


class ArchiveRefused(Exception):
    """The file is no archive, or one that nobody should unpack. The text says why, for the log."""


@dataclass(frozen=True)
class ArchiveLimits:
    """Bytes are those that come out of unpacking, counted while it happens; `ratio` is of those to the packed ones."""

    entries: int = 200
    entry_bytes: int = 8_000_000
    total_bytes: int = 16_000_000
    ratio: int = 200


def check_office_file(
    file: IO[bytes], *, must_have: str = "xl/workbook.xml", limits: ArchiveLimits | None = None
) -> None:
    """Look through an Office document (a zip archive of XML parts) and leave `file` at its beginning.

    Nothing is written, and no more than a limit's worth is unpacked, whatever sizes the archive states. Only stored and
    deflated parts with plain names, of the kinds a sheet needs (no macros), none twice, and no XML that declares
    document types or entities. Raises ArchiveRefused (security statements 21, 22, 23, 27).
    """
    limits = limits or ArchiveLimits()
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > limits.entries:
                raise ArchiveRefused("too many entries")
            _check_names([entry.filename for entry in entries], must_have)
            total = 0
            for entry in entries:
                total += _check_entry(archive, entry, limits, limits.total_bytes - total)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveRefused(f"no archive: {error}") from None
    except (OSError, ValueError, UnicodeError, zlib.error) as error:
        raise ArchiveRefused(f"damaged: {error}") from None
    file.seek(0)


def _check_names(names: list[str], must_have: str) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise ArchiveRefused("a name twice")
    if not {"[Content_Types].xml", must_have} <= set(names):
        raise ArchiveRefused("not the kind of document that was asked for")
    for name in names:
        if not _NAME.match(name) or ".." in name.split("/") or len(name) > 200:
            raise ArchiveRefused("a name that leads elsewhere")
        if not name.endswith((*_PARTS, "/")) and not _SETTINGS.match(name):
            raise ArchiveRefused("a part that no sheet needs")


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: ArchiveLimits, left: int) -> int:
    """Unpack one entry into nothing. Returns its bytes."""
    if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ArchiveRefused("locked, or packed in a way that is not read here")
    if (entry.external_attr >> 16) & 0o170000 not in (0, 0o100000, 0o040000):
        raise ArchiveRefused("an entry that is no file")
    is_text = entry.filename.endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    with archive.open(entry) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            if is_text and not size and chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")):
                raise ArchiveRefused("XML in an encoding that Office does not write")
            size += len(chunk)
            if size > limits.entry_bytes or size > left:
                raise ArchiveRefused("too large when unpacked")
            if size > _CHUNK and size > limits.ratio * max(entry.compress_size, 1):
                raise ArchiveRefused("packed too tightly")
            if is_text and _DECLARATION.search(tail + chunk):
                raise ArchiveRefused("XML with declarations")
            tail = chunk[-16:]
    return size


def write_archive(target: IO[bytes], entries: Iterable[tuple[str, bytes]]) -> int:
    """Write a new archive of files by name into `target`, one after the other. Returns how many."""
    count = 0
    with zipfile.ZipFile(target, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
            count += 1
    return count
