"""One file out of an archive, piece by piece, counted while it comes."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import IO

from core.archive.directory import Directory, Entry
from core.archive.refusal import ArchiveRefused

_LOCAL = Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_CHUNK = 64 * 1024
_DESCRIPTOR_MARK = b"PK\x07\x08"
_REGULAR, _FOLDER, _LINK = 0o100000, 0o040000, 0o120000


@dataclass(frozen=True, slots=True)
class Span:
    """Where an entry's packed bytes lie."""

    entry: Entry
    begins: int
    ends: int


def check_kind(entry: Entry) -> None:
    """A plain file or a folder, packed in a way that is read here. Raises ArchiveRefused."""
    kind = (entry.attributes >> 16) & 0o170000
    if entry.links or kind == _LINK:
        raise ArchiveRefused("link", entry.name)
    if kind not in (0, _REGULAR, _FOLDER) or (kind == _FOLDER and not entry.is_folder):
        raise ArchiveRefused("special", entry.name)
    if entry.is_folder and (entry.size or entry.packed > 2):
        raise ArchiveRefused("special", entry.name, "a folder with content")
    if entry.method not in (_STORED, _DEFLATED) or entry.flags & 0x20:
        raise ArchiveRefused("compression", entry.name, str(entry.method))


def spans(file: IO[bytes], directory: Directory) -> list[Span]:
    """Where each entry lies, in the order of the list: one behind the other from the first byte on, nothing between.

    Raises ArchiveRefused when entries share bytes (bombs that quote themselves), when bytes belong to none, or when an
    entry's own head says something else than the list (readers that go by the one or by the other would see two archives).
    """
    found = {}
    here = 0
    for entry in sorted(directory.entries, key=lambda one: one.offset):
        if entry.offset != here:
            code = "overlap" if entry.offset < here else "stray_bytes"
            raise ArchiveRefused(code, entry.name)
        span = _span(file, entry)
        if span.ends > directory.starts_at:
            raise ArchiveRefused("overlap", entry.name)
        here = _behind(file, span, directory.starts_at)
        found[id(entry)] = span
    if here != directory.starts_at:
        raise ArchiveRefused("stray_bytes", detail="before the list")
    return [found[id(entry)] for entry in directory.entries]


def _span(file: IO[bytes], entry: Entry) -> Span:
    file.seek(entry.offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
        raise ArchiveRefused("damaged", entry.name, "no head")
    _mark, _needs, flags, method, _time, _date, crc, packed, size, name_length, extra_length = _LOCAL.unpack(
        head
    )
    if file.read(name_length) != entry.raw_name or method != entry.method:
        raise ArchiveRefused("damaged", entry.name, "two names or ways for one entry")
    if flags & 0x2041:
        raise ArchiveRefused("encrypted", entry.name)
    full = 0xFFFFFFFF
    stated = [(crc, entry.crc), (packed, entry.packed), (size, entry.size)]
    if not flags & 0x8 and any(mine not in (listed, full) for mine, listed in stated):
        raise ArchiveRefused("damaged", entry.name, "two sizes for one entry")
    begins = entry.offset + _LOCAL.size + name_length + extra_length
    return Span(entry, begins, begins + entry.packed)


def _behind(file: IO[bytes], span: Span, limit: int) -> int:
    """The first byte after an entry and what some programs write behind it (checksum and sizes once more)."""
    if not span.entry.flags & 0x8:
        return span.ends
    file.seek(span.ends)
    after = file.read(min(24, limit - span.ends))
    for mark in (_DESCRIPTOR_MARK, b""):
        for width in (4, 8):
            entry = span.entry
            whole = (
                mark
                + entry.crc.to_bytes(4, "little")
                + b"".join(number.to_bytes(8, "little")[:width] for number in (entry.packed, entry.size))
            )
            if after.startswith(whole) and b"PK\x03\x04".startswith(after[len(whole) :][:4]):
                return span.ends + len(whole)
    return span.ends


def pieces(file: IO[bytes], span: Span) -> Iterator[bytes]:
    """The unpacked bytes of an entry, at most 64 KiB at a time, however tightly packed. Raises ArchiveRefused."""
    entry = span.entry
    checksum = size = 0
    for piece in _inflated(file, span) if entry.method == _DEFLATED else _copied(file, span):
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        yield piece
    if size != entry.size:
        raise ArchiveRefused("damaged", entry.name, f"{size} bytes instead of {entry.size}")
    if checksum != entry.crc:
        raise ArchiveRefused("checksum", entry.name)


def _copied(file: IO[bytes], span: Span) -> Iterator[bytes]:
    at = span.begins
    while at < span.ends:
        file.seek(at)
        piece = file.read(min(_CHUNK, span.ends - at))
        if not piece:  # the file was longer when the list was read
            raise ArchiveRefused("truncated", span.entry.name)
        at += len(piece)
        yield piece


def _inflated(file: IO[bytes], span: Span) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _copied(file, span):
            while packed:
                piece = inflater.decompress(packed, _CHUNK)
                packed = inflater.unconsumed_tail
                if piece:
                    yield piece
                if inflater.eof:
                    break
            if inflater.eof and inflater.unused_data:
                raise ArchiveRefused("stray_bytes", span.entry.name, "behind the packed bytes")
        # What the inflater still holds comes in the same measured pieces.
        while not inflater.eof and (piece := inflater.decompress(b"", _CHUNK)):
            yield piece
    except zlib.error as error:
        raise ArchiveRefused("damaged", span.entry.name, str(error)) from None
    if not inflater.eof:
        raise ArchiveRefused("truncated", span.entry.name)
