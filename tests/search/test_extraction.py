"""Reading files in a process of its own: what it reads, and that no file can harm more than that process."""

import io
import subprocess
import tempfile
import time
import zipfile

import pytest

from search.extraction import limits, running
from search.extraction.running import read_pages
from tests.search import made_files


def read(content: bytes, kind: str, **how):
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return read_pages(file, kind, **how)


@pytest.mark.parametrize(
    ("kind", "content", "pages"),
    [
        ("pdf", made_files.pdf("Enerji", "Su tasarrufu"), [(1, "", "Enerji"), (2, "", "Su tasarrufu")]),
        ("docx", made_files.docx("İş güvenliği", cell="hücre"), [(None, "", "İş güvenliği hücre")]),
        ("xlsx", made_files.xlsx("Ölçüm", "Kaçak", "12"), [(1, "Ölçüm", "Kaçak 12")]),
        ("pptx", made_files.pptx("Bir", "İki"), [(1, "", "Bir"), (2, "", "İki")]),
        ("odt", made_files.odt("Kontrol <text:s/>listesi"), [(None, "", "Kontrol listesi")]),
        ("txt", "Şişe\x00 ısı".encode("cp1254"), [(None, "", "Şişe ısı")]),
        ("txt", "ترشيد".encode("utf-16"), [(None, "", "ترشيد")]),
        (
            "html",
            "<head><title>x</title></head><script>kötü()</script><p>Isı &amp; su".encode(),
            [(None, "", "Isı & su")],
        ),
    ],
)
def test_text_is_read_page_by_page(kind, content, pages):
    assert read(content, kind) == ("read", pages, False)


@pytest.mark.parametrize(
    ("kind", "content", "state"),
    [
        ("pdf", b"", "broken"),
        ("pdf", b"%PDF-1.7 nothing", "broken"),
        ("pdf", made_files.pdf(""), "empty"),
        ("docx", b"PK\x03\x04 broken", "refused"),
        ("docx", made_files.xlsx("a", "b"), "refused"),
        ("docx", made_files.packed({"[Content_Types].xml": "", "word/document.xml": "<a/>"}), "broken"),
        (
            "docx",
            made_files.packed(
                {"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>", "word/vbaProject.bin": b"x"}
            ),
            "refused",
        ),
        (
            "odt",
            made_files.packed({"mimetype": "x", "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "refused",
        ),
        ("odt", made_files.packed({"mimetype": "x", "content.xml": "<a/>", "../x": "y"}), "refused"),
        ("exe", b"MZ", "not_read"),
    ],
)
def test_what_cannot_be_read_says_why(kind, content, state):
    assert read(content, kind)[0] == state


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", b"<a>" + b" " * 200_000_000 + b"</a>")
    started = time.monotonic()
    assert read(out.getvalue(), "docx") == ("refused", [], False)
    assert time.monotonic() - started < 20


def test_who_takes_too_much_memory_ends_alone(monkeypatch, tmp_path):
    hungry = "x = 'enerji ' * (10 ** 9)\nprint(len(x))"
    assert _in_place_of_the_reader(monkeypatch, tmp_path, hungry) == ("too_much", [], False)


def test_who_takes_too_long_is_ended_with_its_children(monkeypatch, tmp_path):
    asleep = "import subprocess, sys\nsubprocess.run(['sleep', '61.7'])"
    started = time.monotonic()
    assert _in_place_of_the_reader(monkeypatch, tmp_path, asleep, seconds=3) == ("too_long", [], False)
    assert time.monotonic() - started < 20
    monkeypatch.undo()
    assert b"61.7" not in subprocess.run(["ps", "ax", "-o", "args"], capture_output=True).stdout


def test_secrets_of_the_site_are_not_told_to_the_reader(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "never")
    telling = "import json, os\nprint(json.dumps({'state': 'read', 'is_cut': False, 'pages': [[1, '', ' '.join(os.environ)]]}))"
    _state, pages, _is_cut = _in_place_of_the_reader(monkeypatch, tmp_path, telling)
    assert "PYTHONPATH" in pages[0][2]
    assert "SECRET_KEY" not in pages[0][2]


def _in_place_of_the_reader(monkeypatch, folder, code: str, **how):
    """Run other code under the same limits, started the same way."""
    script = folder / "reader.py"
    script.write_text(
        "from search.extraction.child import limit_this_process\nlimit_this_process()\n" + code, "utf-8"
    )
    started = subprocess.Popen

    def start(command, **options):
        assert command[1:3] == ["-m", "search.extraction.child"]
        return started([command[0], str(script)], **options)

    monkeypatch.setattr(running.subprocess, "Popen", start)
    return read(b"x", "txt", **how)


def test_what_is_too_long_is_cut_and_says_so():
    state, pages, is_cut = read(b"enerji " * 20_000, "txt")
    assert (state, is_cut) == ("read", True)
    assert len(pages[0][2]) <= limits.PAGE_CHARACTERS
