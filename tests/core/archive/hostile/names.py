"""Names that lead elsewhere, that systems take for something else, or that look like another one."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from struct import pack
from zlib import crc32

from tests.core.archive.hostile.case import LIMITS, Case, good, with_file, with_parts
from tests.core.archive.rawzip import Part, raw_zip

_PATHS = [
    "../x.json",
    "../../../../etc/x.json",
    "content/../../x.json",
    "content/../h5p.json",
    "content/..",
    "..",
    "./x.json",
    "content/./x.json",
    "content//x.json",
    "/x.json",
    "//host/share/x.json",
    "/etc/cron.d/x.json",
    "C:/x.json",
    "c:x.json",
    "z:\\x.json",
    "\\x.json",
    "\\\\host\\share\\x.json",
    "..\\x.json",
    "content\\..\\..\\x.json",
    "content\\x.json",
    "content/..\\x.json",
    "content/\uff0e\uff0e\uff0fx.json",  # full width
    "\u2024\u2024/x.json",  # one dot leaders
    "content/\uff3cx.json",  # full width backslash
    "content/a\u2100x.json",  # a/c in one letter
    "../",
    "content/../../",
]
_DEVICES = [
    "CON",
    "con.json",
    "content/NUL.txt",
    "content/nul",
    "aux/x.json",
    "aux.js",
    "content/PRN.png",
    "com1.json",
    "content/COM9.tar.json",
    "LPT1.txt",
    "lpt0.svg",
    "COM\u00b9.json",
    "CONIN$.json",
    "conout$.json",
    "CLOCK$.json",
    "content/nul .json",
    "H5P.X-1.0/Aux.css",
]
_LETTERS = [
    "content/x\n.json",
    "content/x\x1b[2J.json",
    "content/x\x7f.json",
    "content/x\u202egnp.js",
    "content/x\u200b.json",
    "content/x\u2066y\u2069.json",
    "content/x\ufeff.json",
    "content/x\u00ad.json",
    "content/x\u2028.json",
    "content/x\ue000.json",
    "content/x.json:stream",
    "content/x.json::$DATA",
    "content/x<y.json",
    "content/x|y.json",
    "content/x*.json",
    "content/x?.json",
    'content/x".json',
    "content/x.json.",
    "content/x.json ",
    "content/ x.json",
    "content./x.json",
    "h5p\u200b.json",
    "h5p.json\u200d",
]
_ALIKE = [
    "H5P.json",
    "h5p.JSON",
    "h5P.jSoN",
    "\uff485p.json",
    "h\uff15p.json",
    "h5\u0440.json",  # Cyrillic er
    "\u04bb5p.json",  # Cyrillic shha
    "h5p.\u0458son",  # Cyrillic je
    "h5p.\u0237son",  # dotless j
    "h5p.j\u0455on",  # Cyrillic dze
    "h5p.js\u043en",  # Cyrillic o
    "h5p.js\u03bfn",  # Greek omicron
    "h5p.jso\u0578",  # Armenian vo
    "h\u01bdp.json",  # tone five
    "hsp.json",
    "h5p.js0n",
    "h5\u03c1.json",  # Greek rho
    "h5p\u0323.json",  # a dot below
    "h5p\u2024json",
    "h\u0335\u0035p.json",
    "\U0001d5595p.json",  # mathematical h
    "content/c\u043entent.json",
    "content/Content.json",
    "Content/content.json",
    "c\u043entent/content.json",
    "c\u043entent/x.json",
    "CONTENT/x.json",
    "\u0441ontent/x.json",
    "content/content.j\u0455on",
    "H5P.X-1.0/l\u0131brary.json",  # dotless i
    "H5P.X-1.0/L\u0130BRARY.json",  # dotted capital
    "H5P.X-1.0/Library.json",
    "H5P.X-1.0/Iibrary.json",  # a capital i for l
    "H5P.X-1.0/1ibrary.json",
    "H5P.X-1.0/libr\u0430ry.json",  # Cyrillic a
    "H5P.X-1.0/libra\u0433y.json",  # Cyrillic ghe
    "H5P.X-1.0/librar\u0443.json",  # Cyrillic u
    "H5P.X-1.0/\u2113ibrary.json",  # script l
]
_TWICE = [
    ("h5p.json",),
    ("content/content.json",),
    ("content/a.json", "content/a.json"),
    ("content/a.json", "content/A.json"),
    ("content/a.json", "CONTENT2/x.json", "content2/y.json", "Content2/x.json"),
    ("content/\u00e9.json", "content/e\u0301.json"),
    ("content/stra\u00dfe.json", "content/STRASSE.json"),
    ("content/\ufb01le.json", "content/file.json"),
    ("content/\uff41.json", "content/a.json"),
    ("content/a.json", "content/a.json/b.json"),
    ("content/a.json/b.json", "content/a.json"),
    ("content/",),
    ("content/sub/", "content/sub.json", "content/SUB/"),
    ("content/b.json", "content/b.json/"),
    ("content/\u212b.json", "content/\u00c5.json"),
]


def _unicode_path(raw: bytes, name: str, *, good: bool) -> bytes:
    body = b"\x01" + pack("<L", crc32(raw) if good else 1) + name.encode()
    return pack("<HH", 0x7075, len(body)) + body


def cases() -> list[Case]:
    found = [Case(f"path {name!a}", "path", with_file(name)) for name in _PATHS]
    found += [Case(f"device {name!a}", "device_name", with_file(name)) for name in _DEVICES]
    found += [Case(f"letters {name!a}", "name", with_file(name)) for name in _LETTERS]
    found += [Case(f"alike {name!a}", "lookalike", _instead(name)) for name in _ALIKE]
    found += [
        Case(
            f"twice {names!a}",
            "duplicate",
            with_parts(*(Part(name, b"{}" if name[-1] != "/" else b"") for name in names)),
        )
        for names in _TWICE
    ]
    return [
        *found,
        Case("a zero byte in a name", "name", with_file("content/x.json\0.png")),
        Case("a name that is no UTF-8", "name", with_file(b"content/\xff\xfe.json")),
        Case("no name", "path", with_file("")),
        Case("a long name", "name_length", with_file("content/" + "x" * 300 + ".json")),
        Case("a long name in Turkish", "name_length", with_file("content/" + "\u015f" * 90 + ".json")),
        Case("a long path", "name_length", with_file("content/" + "y/" * 2 + "x" * 150 + ".json")),
        Case("65,535 bytes of name", "name_length", with_file("a" * 65_535)),
        Case("a long name in a long path", "name_length", with_file("content/" + "x" * 300 + ".json"), limits=replace(LIMITS, name_length=1_000)),
        Case("deep", "depth", with_file("a/" * 7 + "x.json")),
        Case("very deep", "depth", with_file("a/" * 70 + "x.json")),
        Case("deep folders", "depth", with_parts(Part("a/" * 8))),
        Case(
            "a second name that leads elsewhere",
            "path",
            with_file(b"content/x.json", extra=_unicode_path(b"content/x.json", "../x.json", good=True)),
        ),
        Case(
            "a second name of another entry",
            "name",
            with_file(b"content/x.json", extra=_unicode_path(b"content/x.json", "content/y.json", good=False)),
        ),
    ]  # fmt: skip


def _instead(name: str) -> Callable[[], bytes]:
    """Instead of the real one where a file system would take both for the same: that alone would be refused."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    others = [part for part in good() if str(part.name).casefold() != plain]
    return lambda: raw_zip([*others, Part(name, b"{}")])
