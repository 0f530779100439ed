"""Tables that people bring: CSV as spreadsheet programs write it, and XLSX. Out come rows of plain text."""

import csv
import io
import unicodedata
import warnings
from collections.abc import Iterable
from datetime import date, datetime
from typing import IO, Any

from openpyxl import load_workbook

from core.archive import ArchiveRefused, check_office_file

Rows = list[list[str]]
MAX_COLUMNS, MAX_CELL = 30, 500
_MARKS = "\t;,"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableUnreadable(Exception):
    """This is no table that can be read. `reason`: one of those below."""

    TOO_LARGE, NO_TABLE, TOO_LONG = "too_large", "no_table", "too_long"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_table(file: IO[bytes], *, name: str, size: int, max_bytes: int, max_rows: int) -> Rows:
    """The rows of a CSV or XLSX file (by its first bytes, not its name). Raises TableUnreadable."""
    if size > max_bytes:
        raise TableUnreadable(TableUnreadable.TOO_LARGE)
    start = file.read(4)
    file.seek(0)
    if start.startswith(b"PK"):
        return _read_xlsx(file, max_rows)
    return read_text(_decoded(file.read(max_bytes + 1)), max_rows=max_rows)


def read_text(text: str, *, max_rows: int) -> Rows:
    """Rows of a text whose cells stand between tabs, semicolons or commas, whichever most lines have."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    mark = max(_MARKS, key=lambda one: sum(one in line for line in lines))
    try:
        return _kept(csv.reader(io.StringIO(text), delimiter=mark), max_rows)
    except csv.Error:
        raise TableUnreadable(TableUnreadable.NO_TABLE) from None


def plain_cell(value: Any) -> str:
    """A cell as one line of text: numbers without ".0", no control characters, no mark against formulas."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    text = "".join(
        " " if letter in "\n\r\t" else letter
        for letter in str(value)
        if letter in "\n\r\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co")
    )
    text = " ".join(text.split())
    # What our own exports put before a cell that a spreadsheet would calculate.
    if text.startswith("'") and text[1:].startswith(_FORMULA):
        text = text[1:]
    return text[:MAX_CELL]


def _kept(rows: Iterable[Iterable[Any]], max_rows: int) -> Rows:
    kept: Rows = []
    for row in rows:
        cells = [plain_cell(cell) for cell, _place in zip(row, range(MAX_COLUMNS), strict=False)]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            if len(kept) >= max_rows:
                raise TableUnreadable(TableUnreadable.TOO_LONG)
            kept.append(cells)
    return kept


def _decoded(data: bytes) -> str:
    """UTF-8, what Excel calls Unicode text, else the Turkish code page of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1254", errors="replace")
    if "\x00" in text:
        raise TableUnreadable(TableUnreadable.NO_TABLE)
    return text


def _read_xlsx(file: IO[bytes], max_rows: int) -> Rows:
    """The first sheet. Formulas give the value that was last calculated; nothing is calculated here."""
    try:
        check_office_file(file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            try:
                sheet = book.worksheets[0]
                sheet.reset_dimensions()
                # Twice as many: empty rows between count for nothing.
                rows = sheet.iter_rows(max_row=2 * max_rows + 50, max_col=MAX_COLUMNS, values_only=True)
                return _kept(rows, max_rows)
            finally:
                book.close()
    except (ArchiveRefused, TableUnreadable) as problem:
        if isinstance(problem, TableUnreadable):
            raise
        raise TableUnreadable(TableUnreadable.NO_TABLE) from None
    except Exception:
        # openpyxl answers a damaged sheet with whatever it stumbles over.
        raise TableUnreadable(TableUnreadable.NO_TABLE) from None
