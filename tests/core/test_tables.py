"""Tables from outside, and the archive check before anything of an XLSX is read."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from core.archive import ArchiveLimits, ArchiveRefused, check_office_file
from core.tables import TableUnreadable, plain_cell, read_table, read_text


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    file.seek(0)
    return file


def archive(entries, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in {"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>", **entries}.items():
            target.writestr(name, content, **options)
    file.seek(0)
    return file


def read(data, max_rows=10):
    file = data if hasattr(data, "read") else io.BytesIO(data)
    size = file.seek(0, 2)
    file.seek(0)
    return read_table(file, name="x", size=size, max_bytes=100_000, max_rows=max_rows)


class TestTables:
    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    @pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1254"])
    def test_csv_as_spreadsheets_write_it(self, mark, code):
        assert read(f"Işıl{mark}Öz\r\nGül{mark}Şen\r\n".encode(code)) == [["Işıl", "Öz"], ["Gül", "Şen"]]

    def test_xlsx_with_numbers_and_empty_rows(self):
        assert read(workbook(["Ad", "Telefon"], [], ["Işıl", 5321234567.0])) == [
            ["Ad", "Telefon"],
            ["Işıl", "5321234567"],
        ]

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (None, ""),
            ("a\n\tb\x07\u202e", "a b"),
            ("'+90 532", "+90 532"),
            ("'=1+1", "=1+1"),
            ("O'Neil", "O'Neil"),
        ],
    )
    def test_cells_are_one_line_of_text(self, cell, text):
        assert plain_cell(cell) == text

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"a,b\n" * 11, TableUnreadable.TOO_LONG),
            (b"x" * 100_001, TableUnreadable.TOO_LARGE),
            (b"PK\x03\x04 nothing", TableUnreadable.NO_TABLE),
            (b"a\x00b", TableUnreadable.NO_TABLE),
            (archive({"xl/worksheets/sheet1.xml": "<broken"}).getvalue(), TableUnreadable.NO_TABLE),
        ],
    )
    def test_what_is_refused(self, data, reason):
        with pytest.raises(TableUnreadable) as problem:
            read(data)
        assert problem.value.reason == reason

    def test_a_row_at_the_far_end_of_a_sheet_costs_nothing(self):
        book, file = Workbook(), io.BytesIO()
        book.active["A1"], book.active["A1048576"] = "Işıl", "x"
        book.save(file)
        assert read(file) == [["Işıl"]]

    def test_the_mark_that_most_lines_have(self):
        assert read_text("Ayşe Su\nFatma Can;0532", max_rows=9) == [["Ayşe Su"], ["Fatma Can", "0532"]]


class TestArchives:
    def test_what_a_spreadsheet_program_writes_passes(self):
        file = workbook(["Işıl"])
        file.seek(3)
        check_office_file(file)
        assert file.tell() == 0

    @pytest.mark.parametrize(
        "name",
        [
            "../x.xml",
            "/x.xml",
            "xl\\x.xml",
            "C:/x.xml",
            "xl/vbaProject.bin",
            "x.exe",
            "XL/workbook.xml",
            "ｘ.xml",
        ],
    )
    def test_names_that_are_refused(self, name):
        with pytest.raises(ArchiveRefused):
            check_office_file(archive({name: "x"}))

    @pytest.mark.parametrize(
        "text", ['<!DOCTYPE a [<!ENTITY b "c">]>', "<!  entity x>", " " * 65_530 + "<!DOCTYPE a>"]
    )
    def test_xml_with_declarations(self, text):
        with pytest.raises(ArchiveRefused):
            check_office_file(archive({"xl/x.xml": text}))

    def test_xml_in_another_encoding(self):
        with pytest.raises(ArchiveRefused):
            check_office_file(archive({"xl/x.xml": "<!DOCTYPE a>".encode("utf-16")}))

    def test_links_and_locked_entries(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as target:
            for name in ("[Content_Types].xml", "xl/workbook.xml"):
                target.writestr(name, "x")
            link = zipfile.ZipInfo("xl/x.xml")
            link.external_attr = 0o120777 << 16
            target.writestr(link, "/etc/passwd")
        with pytest.raises(ArchiveRefused):
            check_office_file(file)

    @pytest.mark.parametrize(
        "limits",
        [
            ArchiveLimits(entries=2),
            ArchiveLimits(entry_bytes=200_000),
            ArchiveLimits(total_bytes=250_000),
            ArchiveLimits(ratio=50),
        ],
    )
    def test_each_limit(self, limits):
        file = archive({"xl/a.xml": "a" * 240_000, "xl/b.xml": "b" * 20_000})
        check_office_file(file, limits=ArchiveLimits(ratio=2000))
        with pytest.raises(ArchiveRefused):
            check_office_file(file, limits=limits)

    def test_a_stated_size_is_not_believed(self):
        data = archive({"xl/a.xml": "a" * 240_000}).getvalue()
        small = data.replace((240_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
        assert small != data
        with pytest.raises(ArchiveRefused):
            check_office_file(io.BytesIO(small), limits=ArchiveLimits(entry_bytes=100_000))

    @pytest.mark.parametrize("missing", ["xl/workbook.xml", "[Content_Types].xml"])
    def test_another_kind_of_document(self, missing):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as target:
            target.writestr("xl/workbook.xml" if missing.startswith("[") else "[Content_Types].xml", "x")
        with pytest.raises(ArchiveRefused):
            check_office_file(file)
