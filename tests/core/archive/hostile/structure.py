"""Archives whose parts contradict each other, or that are not one archive and nothing else."""

import zlib
from struct import pack

from tests.core.archive.hostile.case import Case, good, with_file, with_parts
from tests.core.archive.rawzip import Part, deflated, raw_zip

_STARTS = {
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    "another picture": b"GIF89a" + b"\0" * 30,
    "a program": b"MZ" + b"\0" * 100,
    "a document": b"%PDF-1.7\n",
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a script": b"#!/bin/sh\nexit\n",
    "one byte": b"\n",
    "nothing much": b"\0" * 512,
}
_METHODS = {
    1: "shrunk",
    6: "imploded",
    9: "deflate64",
    12: "bzip2",
    14: "lzma",
    19: "lz77",
    93: "zstandard",
    95: "xz",
    97: "wavpack",
    98: "ppmd",
}
_KINDS = {"link": 0o120777, "device": 0o020666, "disk": 0o060660, "pipe": 0o010666, "socket": 0o140777}


def cases() -> list[Case]:
    return [*_kinds(), *_packing(), *_cut(), *_mixed(), *_contradictions(), *_broken()]


def _kinds() -> list[Case]:
    found = [
        Case(
            f"a {kind}",
            "link" if kind == "link" else "special",
            with_file("content/x.json", b"../../x", attributes=mode << 16),
        )
        for kind, mode in _KINDS.items()
    ]
    hard = pack("<HH", 0x000D, 20) + b"\0" * 12 + b"../../x!"
    asi = pack("<HHLHLHH", 0x756E, 14, 0, 0o120777, 7, 0, 0)
    return [
        *found,
        Case(
            "a link to a folder",
            "link",
            with_parts(Part("content/sub", b"/etc", attributes=0o120777 << 16), Part("content/sub/x.json")),
        ),
        Case(
            "a link with the name of the manifest",
            "link",
            lambda: raw_zip([Part("h5p.json", b"/etc/passwd", attributes=0o120777 << 16)]),
        ),
        Case("a hard link", "link", with_file("content/x.json", extra=hard)),
        Case("a link in an old field", "link", with_file("content/x.json", extra=asi)),
        Case("a link of Windows", "link", with_file("content/x.json", attributes=0x400, made_by=10 << 8)),
        Case(
            "a folder that says it is a file",
            "special",
            with_file("content/x.json", attributes=0o40755 << 16),
        ),
        Case("a folder with content", "special", with_file("content/sub/", b"x" * 100)),
    ]


def _packing() -> list[Case]:
    found = [
        Case(f"packed as {name}", "compression", with_file("content/x.json", method=method))
        for method, name in _METHODS.items()
    ]
    return [
        *found,
        Case("patched data", "compression", with_file("content/x.json", flags=0x820)),
        Case("locked", "encrypted", with_file("content/x.json", flags=0x801)),
        Case("locked strongly", "encrypted", with_file("content/x.json", flags=0x841)),
        Case("a list that is masked", "encrypted", with_file("content/x.json", flags=0x2800)),
        Case("locked, said by the entry alone", "encrypted", with_file("content/x.json", local_flags=0x801)),
        Case(
            "locked with AES",
            "encrypted",
            with_file("content/x.json", method=99, extra=pack("<HH", 0x9901, 7) + b"\x02\0AE\x03\x08\0"),
        ),
        Case("a wrong checksum", "checksum", with_file("content/x.json", crc=1)),
        Case("a wrong checksum, stored", "checksum", with_file("content/x.json", method=0, crc=0xDEADBEEF)),
        Case("another byte", "checksum", with_file("content/x.json", b"{} ", method=0, packed=b"[] ")),
        Case("a checksum that only the entry has", "damaged", with_file("content/x.json", local_crc=5)),
        Case("no deflate", "damaged", with_file("content/x.json", packed=b"\xff" * 40, size=2)),
        Case(
            "half a deflate",
            "truncated",
            with_file("content/x.json", b"a" * 999, packed=deflated(bytes(range(256)) * 3)[:-9]),
        ),
        Case(
            "more than a deflate",
            "stray_bytes",
            with_file("content/x.json", packed=deflated(b"{}") + b"hidden"),
        ),
    ]


def _cut() -> list[Case]:
    whole = raw_zip(good())
    list_at = whole.find(b"PK\x01\x02")
    places = {
        "its last byte": -1,
        "the end": -22,
        "half of the end": -10,
        "the list": list_at + 3,
        "half of the list": list_at + 60,
    }
    found = [Case(f"without {name}", "truncated", lambda at=at: whole[:at]) for name, at in places.items()]
    found += [
        Case(f"the first {per_cent} per cent", "truncated", lambda at=per_cent: whole[: list_at * at // 100])
        for per_cent in (10, 25, 50, 75, 90)
    ]
    return [
        *found,
        Case("without its first byte", "stray_bytes", lambda: whole[1:]),
        Case("without its first entry", "stray_bytes", lambda: whole[60:]),
        Case("nothing", "damaged", lambda: b""),
        Case("nothing but zeros", "damaged", lambda: b"\0" * 5_000),
        Case("text", "damaged", lambda: b"this is no archive " * 50),
        Case("the beginning of one", "damaged", lambda: b"PK\x03\x04"),
        Case("an archive of nothing", "empty", lambda: raw_zip([])),
        Case("another kind of archive", "damaged", lambda: b"Rar!\x1a\x07\x01\x00" + b"\0" * 200),
        Case("packed as one", "damaged", lambda: zlib.compress(whole)),
    ]


def _mixed() -> list[Case]:
    found = []
    for name, start in _STARTS.items():
        found.append(
            Case(f"{name} before it", "stray_bytes", lambda start=start: raw_zip(good(), prefix=start))
        )
        found.append(
            Case(
                f"{name} before it, not counted",
                "stray_bytes",
                lambda start=start: raw_zip(good(), prefix=start, shifted=False),
            )
        )
        found.append(
            Case(f"{name} behind it", "stray_bytes", lambda start=start: raw_zip(good(), suffix=start))
        )
    other = raw_zip([Part("h5p.json", b"[]")])
    ending = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 10, 0, 0)
    return [
        *found,
        Case("two archives", "stray_bytes", lambda: other + raw_zip(good())),
        Case("an archive in the comment", "stray_bytes", lambda: raw_zip(good(), comment=other)),
        Case("a second end in the comment", "stray_bytes", lambda: raw_zip(good(), comment=ending)),
        Case("bytes between entries", "stray_bytes", with_file("content/x.json", before=b"hidden")),
        Case(
            "an entry that is not listed",
            "stray_bytes",
            lambda: raw_zip([good()[0], Part("content/x.php", b"<?php", unlisted=True), *good()[1:]]),
        ),
        Case("bytes before the list", "stray_bytes", lambda: raw_zip(good(), before_list=b"hidden")),
        Case(
            "an unlisted last entry",
            "stray_bytes",
            with_parts(Part("content/x.php", b"<?php", unlisted=True)),
        ),
        Case(
            "a false descriptor",
            "stray_bytes",
            with_file("content/x.json", descriptor=b"PK\x07\x08" + b"\1" * 12),
        ),
    ]


def _contradictions() -> list[Case]:
    return [
        Case("two names", "damaged", with_file("content/x.json", local_name="content/y.json")),
        Case(
            "two names, one leads elsewhere",
            "damaged",
            with_file("content/x.json", local_name="../../x.json"),
        ),
        Case("two ways of packing", "damaged", with_file("content/x.json", local_method=0)),
        Case("two sizes", "damaged", with_file("content/x.json", local_size=9)),
        Case("more comes out than said", "damaged", with_file("content/x.json", b"x" * 500, size=10)),
        Case("less comes out than said", "damaged", with_file("content/x.json", b"x" * 5, size=100)),
        Case("a longer entry than the file", "overlap", with_file("content/x.json", packed_size=60_000)),
        Case("an entry in the list", "overlap", with_file("content/x.json", packed_size=90)),
        Case(
            "one entry twice by two names",
            "overlap",
            lambda: raw_zip([*good(), Part("content/x.json", b'{"title": "x"}', at=0, no_body=True)]),
        ),
        Case("an entry beyond the end", "stray_bytes", with_file("content/x.json", at=900_000)),
        Case("an offset into another entry", "overlap", with_file("content/x.json", at=20)),
    ]


def _broken() -> list[Case]:
    whole = bytearray(raw_zip(good()))
    whole[0] = 0
    return [
        Case("a list that is none", "damaged", lambda: raw_zip(good(), list_mark=b"PK\x01\x09")),
        Case("no head", "damaged", lambda: bytes(whole)),
        Case("more entries than listed", "damaged", lambda: raw_zip(good(), count=9)),
        Case("fewer entries than listed", "damaged", lambda: raw_zip(good(), count=2)),
        Case("in several parts", "damaged", lambda: raw_zip(good(), disk=1)),
        Case("an entry on another disk", "damaged", with_file("content/x.json", disk=2)),
        Case("numbers that are missing", "damaged", with_file("content/x.json", size=0xFFFFFFFF)),
        Case("a number twice", "damaged", with_file("content/x.json", extra=pack("<HHQ", 1, 8, 2) * 2)),
        Case(
            "nothing but the end of a zip64",
            "damaged",
            lambda: pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0, 0, 0),
        ),
        Case("a zip64 in several parts", "damaged", lambda: _changed(b"PK\x06\x06", 16, 3)),
        Case("a name longer than the list", "damaged", lambda: _changed(b"PK\x01\x02", 28, 0xFFF0)),
        Case("a comment that breaks off", "truncated", lambda: raw_zip(good(), comment=b"x" * 90)[:-9]),
        Case("zip64 without its record", "damaged", lambda: raw_zip(good(), count=0xFFFF)),
        Case("a zip64 record elsewhere", "damaged", _two_records),
    ]


def _changed(mark: bytes, place: int, number: int) -> bytes:
    """A zip64 archive with another number of 16 bits in the last record that begins with `mark`."""
    whole = bytearray(raw_zip(good(), zip64=True))
    at = whole.rfind(mark) + place
    whole[at : at + 2] = number.to_bytes(2, "little")
    return bytes(whole)


def _two_records() -> bytes:
    """The locator of a zip64 archive points elsewhere than right before itself."""
    whole = bytearray(raw_zip(good(), zip64=True))
    at = whole.rfind(b"PK\x06\x07")
    whole[at + 8 : at + 16] = (at - 60).to_bytes(8, "little")
    return bytes(whole)
