"""The list at the end of a zip archive, read strictly: one archive from the first byte to the last, nothing else.

Written by hand, since what is wanted here is the opposite of what a zip library wants: readers that are kind to odd
archives each understand them differently, and that is what hostile ones live on. Source: PKWARE's APPNOTE 6.3.10.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import IO
from zlib import crc32

from core.archive.refusal import ArchiveRefused

_END = Struct("<4s4H2LH")
_END64 = Struct("<4sQ2H2L4Q")
_LOCATOR = Struct("<4sLQL")
_CENTRAL = Struct("<4s6H3L5H2L")
_END_MARK, _CENTRAL_MARK = b"PK\x05\x06", b"PK\x01\x02"
_LONGEST_COMMENT = 0xFFFF
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_AES, _UNICODE_PATH, _ZIP64, _PKWARE_UNIX, _ASI_UNIX = 0x9901, 0x7075, 0x0001, 0x000D, 0x756E


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. name: decoded; raw_name: as it stands there. packed, size: as stated. links: it names a target."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int
    links: bool

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


@dataclass(frozen=True, slots=True)
class Directory:
    """entries: in the order of the list. starts_at: where the list begins, that is where the packed files end."""

    entries: list[Entry]
    starts_at: int


def read_directory(file: IO[bytes], *, max_entries: int) -> Directory:
    """The list of an archive. Raises ArchiveRefused; more than `max_entries` are refused before they are read."""
    end = file.seek(0, 2)
    if end < _END.size:
        raise ArchiveRefused("damaged", detail="no archive")
    count, size, starts_at, ends_at = _ending(file, end)
    if count > max_entries:
        raise ArchiveRefused("too_many", detail=str(count))
    if starts_at + size != ends_at:
        raise ArchiveRefused("stray_bytes", detail="the list is not where it should be")
    file.seek(starts_at)
    entries = list(_entries(file, size, max_entries))
    if len(entries) != count:
        raise ArchiveRefused("damaged", detail="the list is longer or shorter than stated")
    if not entries:
        raise ArchiveRefused("empty")
    return Directory(entries, starts_at)


def _ending(file: IO[bytes], end: int) -> tuple[int, int, int, int]:
    """(number of entries, size of the list, its beginning, its end) by the last record of the archive."""
    tail_from = max(0, end - _END.size - _LONGEST_COMMENT)
    file.seek(tail_from)
    tail = file.read(end - tail_from)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise ArchiveRefused(
            "truncated" if tail.startswith(b"PK\x03\x04") or b"PK\x01\x02" in tail else "damaged"
        )
    _mark, disk, list_disk, here, count, size, starts_at, comment = _END.unpack_from(tail, at)
    left = len(tail) - at - _END.size
    if left < comment:
        raise ArchiveRefused("truncated")
    # A second record of this kind before the last, whose comment would reach to the end, is a second archive.
    if left > comment or any(_closes(tail, place) for place in _places(tail[:at])):
        raise ArchiveRefused("stray_bytes", detail="after the archive")
    place = tail_from + at
    if _FULL16 in (here, count) or _FULL32 in (size, starts_at):
        return _ending64(file, place)
    if disk or list_disk or here != count:
        raise ArchiveRefused("damaged", detail="in several parts")
    return count, size, starts_at, place


def _places(tail: bytes) -> Iterator[int]:
    at = tail.find(_END_MARK)
    while at >= 0:
        yield at
        at = tail.find(_END_MARK, at + 1)


def _closes(tail: bytes, at: int) -> bool:
    if len(tail) - at < _END.size:
        return False
    comment: int = _END.unpack_from(tail, at)[-1]
    return at + _END.size + comment == len(tail)


def _ending64(file: IO[bytes], place: int) -> tuple[int, int, int, int]:
    at = place - _LOCATOR.size - _END64.size
    if at < 0:
        raise ArchiveRefused("damaged", detail="numbers that are missing")
    file.seek(at)
    mark, length, _made, _needs, disk, list_disk, here, count, size, starts_at = _END64.unpack(
        file.read(_END64.size)
    )
    locator, locator_disk, end64_at, disks = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if mark != b"PK\x06\x06" or locator != b"PK\x06\x07" or end64_at != at or length != _END64.size - 12:
        raise ArchiveRefused("damaged", detail="numbers that are missing")
    if disk or list_disk or locator_disk or disks > 1 or here != count:
        raise ArchiveRefused("damaged", detail="in several parts")
    return count, size, starts_at, at


def _entries(file: IO[bytes], size: int, max_entries: int) -> Iterator[Entry]:
    read, number = 0, 0
    while read < size:
        number += 1
        if number > max_entries:
            raise ArchiveRefused("too_many")
        head = file.read(_CENTRAL.size)
        if len(head) < _CENTRAL.size or head[:4] != _CENTRAL_MARK:
            raise ArchiveRefused("damaged", detail="the list cannot be read")
        fields = _CENTRAL.unpack(head)
        lengths = fields[10:13]
        rest = file.read(sum(lengths))
        read += _CENTRAL.size + len(rest)
        if len(rest) < sum(lengths) or read > size:
            raise ArchiveRefused("damaged", detail="the list cannot be read")
        yield _entry(fields, rest[: lengths[0]], rest[lengths[0] : lengths[0] + lengths[1]])


def _entry(fields: tuple[int, ...], raw_name: bytes, extra: bytes) -> Entry:
    _mark, made_by, _needs, flags, method, _time, _date, crc, packed, size = fields[:10]
    disk, _internal, attributes, offset = fields[13:17]
    fields_by_id = _extra_fields(extra)
    name = _decoded(raw_name, flags, fields_by_id.get(_UNICODE_PATH))
    size, packed, offset = _whole(name, size, packed, offset, fields_by_id.get(_ZIP64))
    if disk:
        raise ArchiveRefused("damaged", name, "in several parts")
    if _AES in fields_by_id or flags & 0x2041:
        raise ArchiveRefused("encrypted", name)
    # The upper half is a Unix mode only where a Unix made it; elsewhere it is mostly empty. Read it in any case.
    links = (
        len(fields_by_id.get(_PKWARE_UNIX, b"")) > 12
        or fields_by_id.get(_ASI_UNIX, b"")[6:10] not in (b"", b"\0\0\0\0")
        or (made_by >> 8 in (0, 10, 11, 14) and bool(attributes & 0x400))
    )
    return Entry(name, raw_name, flags, method, crc, packed, size, offset, attributes, links)


def _extra_fields(extra: bytes) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    while len(extra) >= 4:
        kind, length = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if length > len(extra) - 4:
            break
        # The first one counts: a second of the same kind is for readers that take the last.
        if kind in found and kind in (_ZIP64, _UNICODE_PATH):
            raise ArchiveRefused("damaged", detail="a field twice")
        found[kind] = extra[4 : 4 + length]
        extra = extra[4 + length :]
    return found


def _whole(name: str, size: int, packed: int, offset: int, field: bytes | None) -> tuple[int, int, int]:
    """Numbers of more than 32 bits stand in a field of their own, in this order, each only where it is needed."""
    numbers = []
    for number in (size, packed, offset):
        if number == _FULL32:
            if not field or len(field) < 8:
                raise ArchiveRefused("damaged", name, "a number is missing")
            number, field = int.from_bytes(field[:8], "little"), field[8:]
        numbers.append(number)
    return numbers[0], numbers[1], numbers[2]


def _decoded(raw: bytes, flags: int, unicode_path: bytes | None) -> str:
    """A name in UTF-8 where it can be read as such (many programs forget to say so), else in the old code page.

    Some programs write the name a second time, in UTF-8, beside it; it holds while its checksum fits.
    """
    if unicode_path and unicode_path[:1] == b"\x01" and len(unicode_path) > 5:
        if int.from_bytes(unicode_path[1:5], "little") != crc32(raw):
            raise ArchiveRefused("name", _shown(raw), "two names")
        raw, flags = unicode_path[5:], flags | 0x800
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if flags & 0x800:
            raise ArchiveRefused("name", _shown(raw), "no text") from None
        return raw.decode("cp437")


def _shown(raw: bytes) -> str:
    return raw[:200].decode("utf-8", errors="replace")
