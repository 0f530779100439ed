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
_SETTINGS_OF_PRINTERS = re.compile(r"/(?:printerSettings|embeddings)/[^/]+\.bin$")
_FREE = 64 * 1024
_BESIDE_TEXT = re.compile(
    r"^(?:(?:word|xl|ppt)/(?:media|embeddings|fonts|printerSettings|ink|theme)/[^/]+|docProps/thumbnail\.\w+)$"
)
"""Parts of documents that hold no text: nobody unpacks them, so their kind does not matter."""
_MACROS = re.compile(r"vbaProject|vbaData|/activeX|\.bin$|^Basic/|^Scripts/|^Dialogs/", re.IGNORECASE)
_OPEN_DOCUMENT = re.compile(
    r"^(?:mimetype|manifest\.rdf|layout-cache|(?:Pictures|Thumbnails|Configurations2|ObjectReplacements|Object \d+)/.*)$"
)


@dataclass(frozen=True)
class ArchiveLimits:
    """Bytes are those that come out of unpacking, counted while it happens; `ratio` is of those to the packed ones."""

    entries: int = 200
    entry_bytes: int = 8_000_000
    total_bytes: int = 16_000_000
    ratio: int = 200


@dataclass(frozen=True)
class OfficeKind:
    """Which parts make a kind of document, and which others it may have beside XML and pictures."""

    must_have: frozenset[str]
    may_have: re.Pattern[str]


OFFICE_KINDS = {
    "docx": OfficeKind(frozenset({"[Content_Types].xml", "word/document.xml"}), _BESIDE_TEXT),
    "xlsx": OfficeKind(frozenset({"[Content_Types].xml", "xl/workbook.xml"}), _BESIDE_TEXT),
    "pptx": OfficeKind(frozenset({"[Content_Types].xml", "ppt/presentation.xml"}), _BESIDE_TEXT),
    "odt": OfficeKind(frozenset({"mimetype", "content.xml"}), _OPEN_DOCUMENT),
}
"""Documents whose text is read, by the ending of their names. A sheet of people is stricter: it has no kind here."""


def read_part(file: IO[bytes], name: str) -> bytes:
    """One part of a document that `check_office_file` has looked through."""
    for span in spans(file, read_directory(file, max_entries=ArchiveLimits.entries * 20)):
        if span.entry.name == name:
            return b"".join(pieces(file, span))
    raise ArchiveRefused("type", name)


def check_office_file(
    file: IO[bytes],
    *,
    must_have: str = "xl/workbook.xml",
    limits: ArchiveLimits | None = None,
    kind: OfficeKind | None = None,
) -> None:
    """Look through an Office document (a zip archive of XML parts) and leave `file` at its beginning.

    Nothing is written, and no more than a limit's worth is unpacked, whatever sizes the archive states. Only stored and
    deflated parts with plain names, of the kinds a sheet (or `kind`, see OFFICE_KINDS) needs (no macros), none twice, and
    no XML that declares document types or entities. Raises ArchiveRefused (security statements 21, 22, 23, 27).
    """
    limits = limits or ArchiveLimits()
    try:
        directory = read_directory(file, max_entries=limits.entries)
        _check_names([entry.name for entry in directory.entries], must_have, kind)
        for entry in directory.entries:
            check_kind(entry)
        total = 0
        for span in spans(file, directory):
            total += _check_entry(file, span, limits, limits.total_bytes - total)
    except (OSError, ValueError) as error:
        raise ArchiveRefused("damaged", detail=str(error)) from None
    file.seek(0)


def _check_names(names: list[str], must_have: str, kind: OfficeKind | None) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise ArchiveRefused("duplicate")
    needed = kind.must_have if kind else {"[Content_Types].xml", must_have}
    if not needed <= set(names):
        raise ArchiveRefused("type", detail="not the kind of document that was asked for")
    for name in names:
        if not _NAME.match(name) or ".." in name.split("/") or len(name) > 200:
            raise ArchiveRefused("path", name)
        if kind and _MACROS.search(name) and not _SETTINGS_OF_PRINTERS.search(name):
            raise ArchiveRefused("type", name, "macros, or something else that runs")
        if kind and kind.may_have.match(name):
            continue
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
