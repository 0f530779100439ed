"""Archives in the archive: by their name, by their first bytes, at the end of a picture, and in Office documents."""

import bz2
import gzip
import io
import lzma
import tarfile

from tests.core.archive.hostile.bombs import noise
from tests.core.archive.hostile.case import MEBI, Case, with_file
from tests.core.archive.rawzip import Part, raw_zip

_TYPES = Part("[Content_Types].xml", b"<Types/>")
_TEXT = Part("word/document.xml", b"<document/>")


def _tar() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../x"))
    return target.getvalue()


def _document(*parts: Part, **options) -> bytes:
    return raw_zip([_TYPES, _TEXT, *parts], **options)


def _matryoshka(depth: int) -> bytes:
    inner = raw_zip([Part("x.txt", b"\0" * MEBI)])
    for _number in range(depth):
        inner = raw_zip([Part(f"{letter}.zip", inner) for letter in "abcdefgh"])
    return inner


def cases() -> list[Case]:
    simple = raw_zip([Part("x.txt", b"x")])
    kinds = {
        "zip": simple,
        "empty zip": raw_zip([]),
        "spanned zip": b"PK\x07\x08" + simple,
        "rar": b"Rar!\x1a\x07\x01\x00" + b"\0" * 40,
        "7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 40,
        "gzip": gzip.compress(b"x" * 99),
        "bzip2": bz2.compress(b"x" * 99),
        "xz": lzma.compress(b"x" * 99),
        "zstandard": b"\x28\xb5\x2f\xfd" + b"\0" * 40,
        "cabinet": b"MSCF\0\0\0\0" + b"\0" * 40,
        "tar": _tar(),
    }
    found = [
        Case(f"{name} as a text", "nested", with_file("content/x.txt", content))
        for name, content in kinds.items()
    ]
    picture = b"GIF89a" + bytes(200)
    inside = {
        "one that leads elsewhere": (_document(Part("../x.xml", b"<a/>")), "path"),
        "a macro": (_document(Part("word/vbaProject.bin", b"x")), "type"),
        "a program": (_document(Part("word/x.exe", b"x")), "executable"),
        "an archive": (_document(Part("word/media/x.png", simple)), "nested"),
        "entities": (_document(Part("word/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')), "entities"),
        "a name twice": (_document(_TEXT), "duplicate"),
        "a lock": (_document(Part("word/x.xml", b"<a/>", flags=0x801)), "encrypted"),
        "bytes before it": (b"PK\x03\x04" + _document(), "stray_bytes"),
        "a bomb": (_document(Part("word/x.png", b"\0" * 4 * MEBI)), "ratio"),
    }
    found += [
        Case(f"{name} in a document", code, with_file("content/x.docx", content))
        for name, (content, code) in inside.items()
    ]
    return [
        *found,
        Case("a package in a package", "type", with_file("content/x.h5p", simple)),
        Case("an archive at the end of a picture", "nested", with_file("content/x.gif", picture + simple)),
        Case(
            "an archive with a comment at the end of a picture",
            "nested",
            with_file("content/x.gif", picture + raw_zip([_TEXT], comment=b"x" * 900)),
        ),
        Case("an archive at the end of a film", "nested", with_file("content/x.mp4", noise(MEBI) + simple)),
        Case(
            "eight in eight in eight, as a text",
            "nested",
            with_file("content/x.txt", _matryoshka(3)),
            heavy=True,
        ),
        Case(
            "eight in eight in eight, as zip", "type", with_file("content/x.zip", _matryoshka(3)), heavy=True
        ),
        Case("eight in eight in a document", "type", with_file("content/x.docx", _matryoshka(2)), heavy=True),
    ]
