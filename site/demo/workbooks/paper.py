"""What all workbooks share: styles, marked input cells, A4, protection without a password, fixed dates."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import xlsxwriter

Cell = str | float | date
_ACCENT = "#12474f"
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _ACCENT},
    "section": {"bold": True, "bg_color": "#e3edee", "border": 1},
    "head": {
        "bold": True,
        "bg_color": _ACCENT,
        "font_color": "#ffffff",
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "note": {"text_wrap": True, "valign": "top"},
    "text": {"border": 1, "text_wrap": True, "valign": "top"},
    "result": {"bold": True, "border": 1, "text_wrap": True, "valign": "top", "bg_color": "#e3edee"},
}
_NUMBERS = {
    "whole": "#,##0",
    "one": "#,##0.0",
    "two": "#,##0.00",
    "money": "#,##0;[Red]-#,##0",
    "factor": "0.0000",
    "change": "+0%;-0%;0%",
    "percent": "0.0%",
    "day": "dd.mm.yyyy",
    "words": "@",
}
_INPUT = {"bg_color": "#fff6e0", "font_color": "#7a3e00", "locked": False}


class Sheet:
    """One sheet: texts by key of the YAML file, inputs, and formulas with the value they have.

    It is printed on `pages` sheets of A4, 0 = as many as it takes.
    """

    def __init__(self, book: "Book", name: str, *, landscape: bool, pages: int = 1) -> None:
        self.book = book
        self.name = book.text(name)
        self.inner = book.inner.add_worksheet(self.name)
        self.inner.set_paper(9)  # A4
        self.inner.fit_to_pages(1, pages)
        self.inner.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.inner.set_footer("&L&A&R&P / &N")
        if landscape:
            self.inner.set_landscape()
        # No password: the structure is kept from slips, not from people.
        self.inner.protect("", {"format_columns": True, "format_rows": True})

    def say(self, row: int, column: int, key: str, style: str = "text") -> None:
        """Write the text of this key."""
        self.inner.write_string(row, column, self.book.text(key), self.book.style(style))

    def spread(self, row: int, first: int, last: int, key: str, style: str = "note", height: int = 0) -> None:
        """Write the text of this key over several columns; `height` in points, 0 = as it comes."""
        self.inner.merge_range(row, first, row, last, self.book.text(key), self.book.style(style))
        if height:
            self.inner.set_row(row, height)

    def put(self, row: int, column: int, value: Cell | None, form: str) -> None:
        """Write an input cell; None leaves it empty, marked all the same."""
        style = self.book.input(form)
        if value is None:
            self.inner.write_blank(row, column, None, style)
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day)
            self.inner.write_datetime(row, column, moment, style)
        elif isinstance(value, str):
            self.inner.write_string(row, column, value, style)
        else:
            self.inner.write_number(row, column, value, style)

    def sum(self, row: int, column: int, formula: str, value: Cell, form: str, style: str = "text") -> None:
        """Write a formula with the value it has, so that a preview that does not calculate shows it."""
        stored = serial(value) if isinstance(value, date) else value
        self.inner.write_formula(row, column, formula, self.book.style(style, form), stored)

    def allow(self, row: int, column: int, last_row: int, rule: dict[str, Any], error: str) -> None:
        """Refuse impossible input in these cells, with the text of the key `error` as the reason."""
        shown = {
            "error_title": self.book.text("error_title")[:32],
            "error_message": self.book.text(error)[:255],
        }
        self.inner.data_validation(row, column, last_row, column, rule | shown)


class Book:
    """A workbook in one language."""

    def __init__(self, inner: Any, data: dict[str, Any], language: str) -> None:
        self.inner = inner
        self.data = data
        self.language = language
        self._styles: dict[tuple[str, str], Any] = {}

    def text(self, key: str) -> str:
        """The text of a key in this book's language."""
        return str(self.data["texts"][key][self.language])

    def style(self, name: str, form: str = "") -> Any:
        """A style, with a number format of _NUMBERS if one is named."""
        if (name, form) not in self._styles:
            number = {"num_format": _NUMBERS[form]} if form else {}
            self._styles[name, form] = self.inner.add_format(_STYLES[name] | number)
        return self._styles[name, form]

    def input(self, form: str) -> Any:
        """The style of an input cell."""
        if ("input", form) not in self._styles:
            look = _STYLES["text"] | _INPUT | {"num_format": _NUMBERS[form]}
            self._styles["input", form] = self.inner.add_format(look)
        return self._styles["input", form]


def make_book(data: dict[str, Any], language: str, fill: Callable[[Book], None]) -> bytes:
    """The workbook as XLSX. Its date is the file's review date, so that the same data give the same bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as inner:
        made_on = data["reviewed_on"]
        inner.set_properties(
            {
                "title": data["title"][language],
                "author": "İmece",
                "created": datetime(made_on.year, made_on.month, made_on.day),
            }
        )
        fill(Book(inner, data, language))
    return target.getvalue()


def serial(day: date) -> int:
    """The number a spreadsheet keeps for a day: days since 30 December 1899."""
    return (day - date(1899, 12, 30)).days


def guide_sheet(book: Book, keys: list[str]) -> None:
    """The first sheet: title, what to do in which order, and how input cells look."""
    sheet = Sheet(book, "sheet_guide", landscape=False)
    sheet.inner.set_column(0, 0, 76)
    sheet.say(0, 0, "title", "title")
    for row, key in enumerate(keys, start=2):
        sheet.say(row, 0, key, "note")
        # Not every program fits the height to the text by itself.
        sheet.inner.set_row(row, 17 * (1 + len(book.text(key)) // 72) + 4)
    sheet.inner.write_string(len(keys) + 3, 0, book.text("legend"), book.input("words"))
