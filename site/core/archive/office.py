"""Office documents (zip archives of XML parts), looked through before a reader of tables opens them."""

import re
from dataclasses import dataclass
from typing import IO

from core.archive.directory import read_directory
from core.archive.reading import Span, check_kind, pieces, spans
from core.archive.refusal import ArchiveRefused
from core.archive.sizes import check_size

_NAME = re.compile(r"^(?![/\\])[\w\-./\[\] ]+$", re.ASCII)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PARTS = (".xml", ".rels", ".vml", ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf")
_SETTINGS = re.compile(r"^xl/printerSettings/printerSettings\d*\.bin$")
_FREE = 64 * 1024


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
        directory = read_directory(file, max_entries=limits.entries)
        _check_names([entry.name for entry in directory.entries], must_have)
        for entry in directory.entries:
            check_kind(entry)
        total = 0
        for span in spans(file, directory):
            total += _check_entry(file, span, limits, limits.total_bytes - total)
    except (OSError, ValueError) as error:
        raise ArchiveRefused("damaged", detail=str(error)) from None
    file.seek(0)


def _check_names(names: list[str], must_have: str) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise ArchiveRefused("duplicate")
    if not {"[Content_Types].xml", must_have} <= set(names):
        raise ArchiveRefused("type", detail="not the kind of document that was asked for")
    for name in names:
        if not _NAME.match(name) or ".." in name.split("/") or len(name) > 200:
            raise ArchiveRefused("path", name)
        if not name.endswith((*_PARTS, "/")) and not _SETTINGS.match(name):
            raise ArchiveRefused("type", name)


def _check_entry(file: IO[bytes], span: Span, limits: ArchiveLimits, left: int) -> int:
    """Unpack one entry into nothing. Returns its bytes."""
    name = span.entry.name
    is_text = name.endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    for piece in pieces(file, span):
        if is_text and not size and piece.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")):
            raise ArchiveRefused("markup", name, "an encoding that Office does not write")
        size += len(piece)
        check_size(
            span.entry, size, entry_bytes=limits.entry_bytes, left=left, ratio=limits.ratio, free=_FREE
        )
        if is_text and _DECLARATION.search(tail + piece):
            raise ArchiveRefused("entities", name)
        tail = piece[-16:]
    return size
