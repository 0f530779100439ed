"""Tables that leave the site as files. A cell can never become a formula in somebody's spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from core import turkish

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n]")
_FULL_WIDTH = str.maketrans({"＝": "=", "＋": "+", "－": "-", "＠": "@"})


def neutralise(text: str) -> str:
    """A text that no spreadsheet reads as a formula: one that begins with = + - @ tab, CR or LF gets an apostrophe.

    OWASP "CSV Injection"; full-width forms of the signs count too. `restore` gives the text back.
    """
    return f"'{text}" if _FORMULA.match(text.translate(_FULL_WIDTH)) else text


def restore(text: str) -> str:
    """The text that `neutralise` was given."""
    return text[1:] if _NEUTRALISED.match(text.translate(_FULL_WIDTH)) else text


def cell(value: Any) -> str:
    """A value as a cell: numbers stay numbers (also negative ones), times are local, texts are neutralised."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return neutralise(str(value))


class _Line:
    """A file that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A CSV download, streamed. `name`: of the file, without ending, in any language.

    It begins with a byte order mark and, in Turkish, has semicolons: a Turkish spreadsheet opens it by double click.
    """
    writer = csv.writer(_Line(), delimiter=";" if (get_language() or "tr").startswith("tr") else ",")

    def lines() -> Iterable[str]:
        yield "\ufeff"
        for row in chain([header], rows):
            yield writer.writerow([cell(value) for value in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{turkish.slug(name) or "table"}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def xlsx_response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The same as a workbook: texts are written as texts, so nothing in them is ever a formula; right to left in Arabic."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        if (get_language() or "tr").startswith("ar"):
            sheet.right_to_left()
        sheet.write_row(0, 0, [str(value) for value in header], bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
                    sheet.write_number(number, column, float(value))
                else:
                    sheet.write_string(number, column, restore(cell(value)))
        sheet.freeze_panes(1, 1)
        sheet.autofit()
    response = HttpResponse(
        target.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="{turkish.slug(name) or "table"}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
