"""A writer of zip archives that writes whatever it is told, true or not: no library would."""

import zlib
from dataclasses import dataclass, field
from struct import pack


@dataclass(frozen=True)
class Part:
    """One entry. What is None follows from the content; everything else is written as it stands here.

    local_…: said in the entry's own head instead of what the list says. packed: the packed bytes themselves. before:
    bytes in front of the entry. descriptor: checksum and sizes behind the entry, as writers of streams do. at: offset
    that the list gives. unlisted: it is there, but not in the list.
    """

    name: str | bytes
    content: bytes = b""
    method: int = 8
    flags: int = 0x800
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    attributes: int = 0o100644 << 16
    made_by: int = 3 << 8 | 20
    extra: bytes = b""
    disk: int = 0
    before: bytes = b""
    descriptor: bytes | None = None
    at: int | None = None
    unlisted: bool = False
    no_body: bool = False
    local_name: str | bytes | None = None
    local_method: int | None = None
    local_flags: int | None = None
    local_size: int | None = None
    local_crc: int | None = None


@dataclass
class _Written:
    part: Part
    offset: int
    crc: int
    packed: int
    size: int
    name: bytes = field(default=b"")


def raw_zip(
    parts: list[Part],
    *,
    prefix: bytes = b"",
    shifted: bool = True,
    suffix: bytes = b"",
    comment: bytes = b"",
    before_list: bytes = b"",
    count: int | None = None,
    disk: int = 0,
    list_mark: bytes = b"PK\x01\x02",
    zip64: bool = False,
) -> bytes:
    """The archive. shifted: offsets count from the first byte of the file, a prefix included."""
    out = bytearray(prefix)
    base = 0 if shifted else len(prefix)
    written = []
    for part in parts:
        out += part.before
        done = _head(part, len(out) - base)
        if not part.no_body:
            out += _local(done)
        written.append(done)
    out += before_list
    starts_at = len(out) - base
    listed = [one for one in written if not one.part.unlisted]
    for one in listed:
        out += _line(one, list_mark)
    number = len(listed) if count is None else count
    size = len(out) - base - starts_at
    if zip64:
        at = len(out) - base
        out += pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, number, number, size, starts_at)
        out += pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
        out += pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, len(comment))
    else:
        out += pack(
            "<4s4H2LH",
            b"PK\x05\x06",
            disk,
            0,
            number & 0xFFFF,
            number & 0xFFFF,
            size,
            starts_at,
            len(comment),
        )
    return bytes(out + comment + suffix)


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _bytes(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode()


def _head(part: Part, offset: int) -> _Written:
    packed = part.packed
    if packed is None:
        packed = deflated(part.content) if part.method == 8 and part.content else part.content
    return _Written(
        part,
        offset,
        zlib.crc32(part.content) if part.crc is None else part.crc,
        len(packed) if part.packed_size is None else part.packed_size,
        len(part.content) if part.size is None else part.size,
        packed,
    )


def _method(one: _Written) -> int:
    return 0 if one.part.method == 8 and not one.name else one.part.method


def _local(one: _Written) -> bytes:
    part = one.part
    name = _bytes(part.name if part.local_name is None else part.local_name)
    numbers = (one.crc, one.packed, one.size)
    if part.descriptor is not None:
        numbers = (0, 0, 0)
    if part.local_size is not None:
        numbers = (numbers[0], numbers[1], part.local_size)
    if part.local_crc is not None:
        numbers = (part.local_crc, *numbers[1:])
    flags = part.flags | (0x8 if part.descriptor is not None else 0)
    head = pack(
        "<4s5H3L2H",
        b"PK\x03\x04",
        20,
        flags if part.local_flags is None else part.local_flags,
        _method(one) if part.local_method is None else part.local_method,
        0,
        0x5C21,
        *numbers,
        len(name),
        0,
    )
    return head + name + one.name + (part.descriptor or b"")


def _line(one: _Written, mark: bytes) -> bytes:
    part = one.part
    name = _bytes(part.name)
    flags = part.flags | (0x8 if part.descriptor is not None else 0)
    return (
        pack(
            "<4s6H3L5H2L",
            mark,
            part.made_by,
            20,
            flags,
            _method(one),
            0,
            0x5C21,
            one.crc,
            one.packed,
            one.size,
            len(name),
            len(part.extra),
            0,
            part.disk,
            0,
            (0o40755 << 16 if name.endswith(b"/") and part.attributes == 0o100644 << 16 else part.attributes),
            one.offset if part.at is None else part.at,
        )
        + name
        + part.extra
    )
