"""How long a video file is: read from its own head, without decoding anything.

MP4: box moov/mvhd (ISO/IEC 14496-12, 8.2.2). WebM: Segment/Info/Duration (RFC 8794 and RFC 9559). A few hundred bytes
are read, wherever they lie.
"""

import struct
from typing import BinaryIO

MOST_STEPS = 10_000
_EBML, _SEGMENT, _INFO, _SCALE, _DURATION = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489


def length_ms(file: BinaryIO) -> int | None:
    """Milliseconds; None for what is neither MP4 nor WebM, or does not say."""
    file.seek(0)
    head = file.read(12)
    try:
        found = (
            _webm(file) if head[:4] == b"\x1a\x45\xdf\xa3" else _mp4(file) if head[4:8] == b"ftyp" else None
        )
    except (struct.error, ValueError, IndexError, OverflowError):
        return None
    return found if found and 0 < found <= 24 * 3600 * 1000 else None


def _mp4(file: BinaryIO) -> int | None:
    box = _find_box(file, b"moov", 0, None)
    inner = _find_box(file, b"mvhd", *box) if box else None
    if inner is None:
        return None
    file.seek(inner[0])
    version = file.read(4)[0]
    if version == 1:
        _made, _changed, scale, length = struct.unpack(">QQIQ", file.read(28))
    else:
        _made, _changed, scale, length = struct.unpack(">IIII", file.read(16))
    return round(length * 1000 / scale) if scale else None


def _find_box(file: BinaryIO, name: bytes, start: int, end: int | None) -> tuple[int, int | None] | None:
    """Begin and end of the content of the first box of this name."""
    place = start
    for _step in range(MOST_STEPS):
        if end is not None and place >= end:
            return None
        file.seek(place)
        head = file.read(8)
        if len(head) < 8:
            return None
        size, begin = int.from_bytes(head[:4], "big"), place + 8
        if size == 1:
            size, begin = int.from_bytes(file.read(8), "big"), place + 16
        if head[4:] == name:
            return begin, place + size if size else None
        if size < 8:
            return None
        place += size
    return None


def _webm(file: BinaryIO) -> int | None:
    file.seek(0)
    scale, place = 1_000_000, 0
    duration = None
    for _step in range(MOST_STEPS):
        file.seek(place)
        name = _number(file, keep_mark=True)
        size = _number(file, keep_mark=False)
        if name is None or size is None:
            break
        begin = file.tell()
        if name in (_SEGMENT, _INFO):
            place = begin
            continue
        if name == _SCALE:
            scale = int.from_bytes(file.read(min(size, 8)), "big")
        elif name == _DURATION and size in (4, 8):
            (duration,) = struct.unpack(">f" if size == 4 else ">d", file.read(size))
            break
        place = begin + size
    return round(duration * scale / 1_000_000) if duration is not None else None


def _number(file: BinaryIO, *, keep_mark: bool) -> int | None:
    """A variable-size integer (RFC 8794, 4); None at the end of the file. Sizes that are not known count as 0."""
    first = file.read(1)
    if not first or first[0] == 0:
        return None
    width = 9 - first[0].bit_length()
    rest = file.read(width - 1)
    if len(rest) < width - 1:
        return None
    value = first[0] if keep_mark else first[0] & ((1 << (8 - width)) - 1)
    return int.from_bytes(bytes([value]) + rest, "big")
