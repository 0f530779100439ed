"""What honest archives give, as many programs write them."""

import hashlib
import io
import os
import zipfile
from dataclasses import replace
from zlib import crc32

import pytest
from openpyxl import Workbook

from core.archive import ArchiveRefused, unpack, unpacking
from tests.core.archive.hostile.case import LIMITS, good
from tests.core.archive.rawzip import Part, raw_zip
from tests.core.archive.samples import H5P, SCORM, sample
from tests.h5p_packages import build_package, package_names


@pytest.fixture
def unpacked(tmp_path):
    """Unpack bytes; answers {name: content} as it lies in the folder, after a look at what unpack() says of it."""

    def run(content, limits=LIMITS):
        (tmp_path / "upload").write_bytes(content)
        target = tmp_path / "unpacked"
        files = unpack(tmp_path / "upload", target, limits)
        found = {
            str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()
        }
        assert {file.name: (file.size, file.sha256) for file in files} == {
            name: (len(body), hashlib.sha256(body).hexdigest()) for name, body in found.items()
        }
        return found

    return run


def by_python(entries, **options):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


def streamed(entries):
    """As writers do that cannot go back: checksum and sizes stand behind each file."""

    class Stream(io.RawIOBase):
        def __init__(self):
            self.written = bytearray()

        def writable(self):
            return True

        def write(self, piece):
            self.written += piece
            return len(piece)

    target = Stream()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            with archive.open(name, "w", force_zip64=len(content) > 50) as entry:
                entry.write(content)
    return bytes(target.written)


class TestHonestArchives:
    @pytest.mark.parametrize("write", [by_python, streamed])
    def test_a_package(self, unpacked, write):
        entries = {
            "h5p.json": b"{}",
            "content/content.json": b"[1]",
            "content/images/a.png": os.urandom(200_000),
        }
        assert unpacked(write(entries)) == entries

    def test_stored_and_folders_and_empty_files(self, unpacked):
        parts = [
            *good(),
            Part("content/a.txt", b"a" * 99, method=0),
            Part("content/b.txt"),
            Part("content/sub/"),
        ]
        assert unpacked(raw_zip(parts)) == {
            part.name: part.content for part in parts if not part.name.endswith("/")
        }

    def test_large_numbers(self, unpacked):
        assert unpacked(raw_zip(good(), zip64=True)).keys() == {part.name for part in good() if part.content}

    def test_a_comment(self, unpacked):
        assert unpacked(raw_zip(good(), comment=b"made by somebody"))

    @pytest.mark.parametrize("form", [b"PK\x07\x08", b""])
    def test_checksums_behind_the_files(self, unpacked, form):
        body = b"x" * 30
        behind = form + b"".join(number.to_bytes(4, "little") for number in (crc32(body), 30, 30))
        assert (
            unpacked(raw_zip([*good(), Part("content/x.txt", body, method=0, descriptor=behind)]))[
                "content/x.txt"
            ]
            == body
        )

    def test_names_of_other_languages(self, unpacked):
        names = [
            "content/şema ğüıİ.png",
            "content/صورة.png",
            "content/kapı.png",
            "content/kapi.png",
            "content/🧵.png",
        ]
        assert unpacked(by_python(dict.fromkeys(names, b"x"))).keys() == set(names)

    def test_names_without_a_word_on_how_they_are_written(self, unpacked):
        found = unpacked(
            raw_zip(
                [Part("content/şema.png".encode(), b"x", flags=0), Part(b"content/\x87.png", b"x", flags=0)]
            )
        )
        assert found.keys() == {"content/şema.png", "content/ç.png"}

    def test_a_second_name_in_unicode(self, unpacked):
        body = b"\x01" + crc32(b"content/?.png").to_bytes(4, "little") + "content/ş.png".encode()
        extra = b"\x75\x70" + len(body).to_bytes(2, "little") + body
        assert unpacked(raw_zip([Part(b"content/?.png", b"x", flags=0, extra=extra)])).keys() == {
            "content/ş.png"
        }

    def test_drawings_as_programs_write_them(self, unpacked):
        public = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
        drawing = (
            f'<?xml version="1.0" standalone="no"?><!DOCTYPE svg PUBLIC {public}><svg xmlns="http://www.w3.org/2000/svg"'
            ' xmlns:xlink="http://www.w3.org/1999/xlink"><style>a{fill:red}</style><a xlink:href="https://example.org">'
            '<image xlink:href="data:image/png;base64,AAAA"/></a><use href="#x"/><animate attributeName="x"/></svg>'
        )
        assert unpacked(by_python({"content/x.svg": drawing.encode()}))

    def test_office_documents(self, unpacked):
        book, file = Workbook(), io.BytesIO()
        book.active.append(["Işıl", 1])
        book.save(file)
        assert unpacked(by_python({"content/x.xlsx": file.getvalue()}))["content/x.xlsx"] == file.getvalue()

    def test_what_systems_leave_behind_is_left_out(self, unpacked):
        extra = [
            "__MACOSX/content/._a.png",
            ".DS_Store",
            "content/.DS_Store",
            "content/Thumbs.db",
            "desktop.ini",
            "content/_x/a.png",
        ]
        assert not unpacked(by_python({**dict.fromkeys(extra, b"x")}))

    def test_what_lies_at_the_top_is_left_out_on_request(self, unpacked):
        entries = {"h5p.json": b"{}", "H5P_CONTENT_HERE.txt": b"x", "LICENSE": b"x", "read me.html": b"x"}
        assert unpacked(by_python(entries), replace(LIMITS, skip_top=True)).keys() == {"h5p.json"}


class TestLimits:
    """Exactly at a limit is allowed, one more is not."""

    @pytest.mark.parametrize(
        ("code", "tight", "parts"),
        [
            ("entry_too_large", {"entry_bytes": 99}, [Part("a.txt", b"x" * 99)]),
            ("too_large", {"total_bytes": 99}, [Part("a.txt", b"x" * 50), Part("b.txt", b"y" * 49)]),
            ("too_many", {"entries": 2}, [Part("a.txt"), Part("b/")]),
            ("depth", {"depth": 2}, [Part("a/b/c.txt")]),
            ("name_length", {"name_length": 9}, [Part("\u015f\u015fa/b.txt"[:3] + "/b.t")]),
            ("type", {"allowed": frozenset(["txt"])}, [Part("a.txt")]),
        ],
    )
    def test_at_and_beyond(self, unpacked, tmp_path, code, tight, parts):
        limits = replace(LIMITS, **tight)
        if code == "name_length":
            limits = replace(limits, allowed=frozenset(["t"]))
        assert unpacked(raw_zip(parts), limits) is not None
        beyond = {
            "entry_too_large": [Part("a.txt", b"x" * 100)],
            "too_large": [*parts, Part("c.txt", b"z")],
            "too_many": [*parts, Part("c.txt")],
            "depth": [Part("a/b/c/d.txt")],
            "name_length": [Part("\u015f\u015faa/b.t")],
            "type": [Part("a.png")],
        }[code]
        (tmp_path / "upload").write_bytes(raw_zip(beyond))
        with pytest.raises(ArchiveRefused) as refusal:
            unpack(tmp_path / "upload", tmp_path / "other", limits)
        assert refusal.value.code == code
        assert not (tmp_path / "other").exists()

    def test_nothing_is_overwritten(self, tmp_path):
        (tmp_path / "upload").write_bytes(raw_zip(good()))
        (tmp_path / "there").mkdir()
        (tmp_path / "there" / "h5p.json").write_text("mine")
        with pytest.raises(FileExistsError):
            unpack(tmp_path / "upload", tmp_path / "there", LIMITS)
        assert (tmp_path / "there" / "h5p.json").read_text() == "mine"

    def test_the_log_reads_in_one_line(self):
        assert str(ArchiveRefused("path", "../x\n", "because")) == "path '../x\\n' because"


class TestRealPackages:
    @pytest.mark.parametrize("name", H5P)
    def test_h5p(self, unpacked, name):
        with zipfile.ZipFile(sample(f"h5p/{name}")) as archive:
            there = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        assert unpacked(sample(f"h5p/{name}").read_bytes()) == there

    @pytest.mark.parametrize("name", SCORM)
    def test_scorm(self, unpacked, name):
        """Another kind of package, with pages and schemas: the list of types decides, not this package."""
        limits = replace(
            LIMITS, allowed=LIMITS.allowed | {"html", "xsd", "dtd"}, important=frozenset(["imsmanifest.xml"])
        )
        assert "imsmanifest.xml" in unpacked(sample(f"scorm/{name}").read_bytes(), limits)

    @pytest.mark.parametrize("name", package_names())
    def test_our_own(self, unpacked, name):
        assert {"h5p.json", "content/content.json"} <= unpacked(build_package(name)).keys()

    def test_a_reader_of_everything_is_not_needed(self):
        assert not hasattr(unpacking, "zipfile")
