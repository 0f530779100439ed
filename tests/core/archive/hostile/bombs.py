"""More than anybody wants to have: bytes, files, lists."""

import zlib
from dataclasses import replace
from functools import cache
from struct import pack

from tests.core.archive.hostile.case import LIMITS, MEBI, Case, good, with_file
from tests.core.archive.rawzip import Part, raw_zip


def zeros(mebi: int) -> bytes:
    """Deflated zeros: one mebibyte's packed bytes over and over, made at once whatever they unpack to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(MEBI)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * mebi + b"\x03\0"


def noise(size: int) -> bytes:
    """Bytes that pack badly, so that no ratio gives them away."""
    found, state = bytearray(), 1
    while len(found) < size:
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        found += (state >> 32).to_bytes(4, "little")
    return bytes(found[:size])


_NOISE = noise(64 * 1024)
_LOOSE = replace(LIMITS, ratio=100_000)
_LITTLE = replace(LIMITS, ratio=100_000, total_bytes=4 * MEBI)


def cases() -> list[Case]:
    gibi = zeros(1024)
    return [
        Case(
            "a gibibyte, honest",
            "entry_too_large",
            with_file("content/x.json", packed=gibi, size=1024 * MEBI),
            heavy=True,
        ),
        Case(
            "a gibibyte that says ten bytes",
            "entry_too_large",
            with_file("content/x.json", packed=gibi, size=10),
            heavy=True,
        ),
        Case(
            "a gibibyte, of any ratio",
            "entry_too_large",
            with_file("content/x.json", packed=gibi, size=10),
            heavy=True,
            limits=_LOOSE,
        ),
        Case(
            "a gibibyte in a drawing",
            "entry_too_large",
            with_file("content/x.svg", packed=_blanks(1024), size=10),
            heavy=True,
        ),
        Case("a gibibyte of folders' names", "too_many", _paths, heavy=True),
        Case(
            "eight mebibytes that say ten bytes",
            "ratio",
            with_file("content/x.json", packed=zeros(8), size=10),
        ),
        Case("a small file, packed too tightly", "ratio", with_file("content/x.png", bytes(4 * MEBI))),
        Case(
            "too large, stored",
            "entry_too_large",
            with_file("content/x.png", bytes(17 * MEBI), method=0),
            heavy=True,
        ),
        Case(
            "too large, stored, says less",
            "entry_too_large",
            with_file("content/x.png", bytes(17 * MEBI), method=0, size=9),
            heavy=True,
        ),
        Case("many that are too large together", "too_large", _together, heavy=True, limits=_LITTLE),
        Case(
            "one that is too large for all, saying less",
            "too_large",
            with_file("content/x.png", _NOISE * 80, method=0, size=1),
            heavy=True,
            limits=_LITTLE,
        ),
        Case("many small ones, packed too tightly together", "ratio", _tight, heavy=True),
        Case("100,000 files", "too_many", lambda: _crowd(100_000), heavy=True),
        Case("100,000 files that say three", "too_many", lambda: _crowd(100_000, count=3), heavy=True),
        Case("2,001 files", "too_many", lambda: _crowd(2_001)),
        Case(
            "100,000 folders",
            "too_many",
            lambda: _crowd(100_000, "a{}/"),
            heavy=True,
        ),
        Case("a list of 2^40 entries", "too_many", lambda: raw_zip(good(), zip64=True, count=1 << 40)),
        Case("entries that quote each other", "overlap", _quoted, heavy=True),
        Case("one body for a thousand entries", "overlap", _shared, heavy=True),
        Case(
            "ten megabytes that unpack to nothing",
            "damaged",
            with_file("content/x.json", packed=b"\0\0\0\xff\xff" * 2_000_000 + b"\x03\0"),
            heavy=True,
        ),
        Case(
            "says two gibibytes",
            "entry_too_large",
            with_file("content/x.json", packed=b"\x03\0", size=1 << 31),
        ),
    ]


def _blanks(mebi: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(b"<svg>") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * MEBI) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * mebi + b"\x03\0"


def _paths() -> bytes:
    return _crowd(30_000, "/".join(["x" * 28] * 4) + "/{}/")


@cache
def _crowd(number: int, pattern: str = "content/{}.json", count: int | None = None) -> bytes:
    """So many empty entries, in zip64, written as fast as can be."""
    heads, lines, at = [], [], 0
    for place in range(number):
        name = pattern.format(place).encode()
        heads.append(pack("<4s5H3L2H", b"PK\x03\x04", 20, 0x800, 0, 0, 0x5C21, 0, 0, 0, len(name), 0) + name)
        numbers = (0, 0, 0, len(name), 0, 0, 0, 0, 0o100644 << 16 if name[-1] != 47 else 0o40755 << 16, at)
        lines.append(pack("<4s6H3L5H2L", b"PK\x01\x02", 788, 20, 0x800, 0, 0, 0x5C21, *numbers) + name)
        at += len(heads[-1])
    size = sum(map(len, lines))
    stated = number if count is None else count
    end = pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, stated, stated, size, at)
    end += pack("<4sLQL", b"PK\x06\x07", 0, at + size, 1)
    end += pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"".join([*heads, *lines, end])


def _together() -> bytes:
    return raw_zip([*good(), *(Part(f"content/{number}.png", _NOISE * 8, method=0) for number in range(9))])


def _tight() -> bytes:
    body = bytes(MEBI)
    return raw_zip([*good(), *(Part(f"content/{number}.png", body) for number in range(12))])


def _quoted() -> bytes:
    """As David Fifield built them (A better zip bomb, 2019): each entry's packed bytes quote the next one's head as a
    stored block, and all end in the same sixteen mebibytes. Five hundred entries, 30 kB, eight gigabytes."""
    tail = zeros(16)
    listed = []
    for number in reversed(range(500)):
        name = f"content/{number}.json".encode()
        numbers = (0, len(tail), 16 * MEBI)
        head = pack("<4s5H3L2H", b"PK\x03\x04", 20, 0x800, 8, 0, 0x5C21, *numbers, len(name), 0) + name
        block = head + tail
        listed.append((name, numbers, len(block)))
        tail = pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + block
    lines = b"".join(
        pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            20,
            20,
            0x800,
            8,
            0,
            0x5C21,
            *numbers,
            len(name),
            0,
            0,
            0,
            0,
            0,
            len(block) - behind,
        )
        + name
        for name, numbers, behind in listed
    )
    return block + lines + pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, len(lines), len(block), 0)


def _shared() -> bytes:
    body = {"packed": zeros(1), "size": MEBI, "crc": zlib.crc32(bytes(MEBI))}
    others = [Part(f"content/{number}.json", at=0, no_body=True, **body) for number in range(1, 1000)]
    return raw_zip([Part("content/0.json", **body), *others])
