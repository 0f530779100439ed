"""What all workbooks share: styles, marked input cells, A4, protection without a password, fixed dates."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

Cell = str | float | date
ACCENT, SECOND, THIRD = "#12474f", "#b5651d", "#2f7d8a"
MADE_ON = date(2025, 11, 3)
"""The date of a file whose description has no `reviewed_on`."""
_GRID = {"border": 1, "border_color": "#9db4b7"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": ACCENT},
    "section": {**_GRID, "bold": True, "bg_color": "#e3edee"},
    "head": {
        **_GRID,
        "bold": True,
        "bg_color": ACCENT,
        "font_color": "#ffffff",
        "text_wrap": True,
        "valign": "vcenter",
    },
    "note": {"text_wrap": True, "valign": "top"},
    "text": {**_GRID, "text_wrap": True, "valign": "top"},
    "result": {**_GRID, "bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e3edee"},
    "mark": {**_GRID, "bold": True, "align": "center", "valign": "top"},
}
_NUMBERS = {
    "whole": "#,##0",
    "one": "#,##0.0",
    "two": "#,##0.00",
    "free": "#,##0.######",
    "money": "#,##0;[Red]-#,##0",
    "factor": "0.0000",
    "change": "+0%;-0%;0%",
    "percent": "0.0%",
    "day": "dd.mm.yyyy",
    "month": "mm.yyyy",
    "year": "0",
    "words": "@",
}
_INPUT = {"bg_color": "#fff6e0", "font_color": "#7a3e00", "locked": False}
WARNING = {"bg_color": "#f8d7d3", "font_color": "#7d1a10"}
NOTICE = {"bg_color": "#fbe7b5", "font_color": "#5c3b00"}


class Sheet:
    """One sheet: texts by key of the YAML file, inputs, and formulas with the value they have.

    It is printed on `pages` sheets of A4, 0 = as many as it takes. `called` is its name where the file has no key for it.
    """

    def __init__(self, book: "Book", name: str, *, landscape: bool, pages: int = 1, called: str = "") -> None:
        self.book = book
        self.name = called or book.text(name)
        self.inner = book.inner.add_worksheet(self.name)
        self.inner.set_paper(9)  # A4
        self.inner.fit_to_pages(1, pages)
        self.inner.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.inner.set_footer(f"&L{book.footer}&C&A&R&P / &N")
        if landscape:
            self.inner.set_landscape()
        if book.language == "ar":
            self.inner.right_to_left()
        # No password: the structure is kept from slips, not from people.
        self.inner.protect("", {"format_columns": True, "format_rows": True})

    def widths(self, *widths: float) -> None:
        """Widths of the columns from the first on, in characters."""
        for column, width in enumerate(widths):
            self.inner.set_column(column, column, width)

    def opening(self, last: int, note: str, height: int = 48) -> None:
        """Title and note above the table, over the columns up to `last`; the table begins in row 4."""
        self.inner.merge_range(0, 0, 0, last, f"{self.book.title} – {self.name}", self.book.style("title"))
        self.spread(1, 0, last, note, "note", height)

    def say(self, row: int, column: int, key: str, style: str = "text") -> None:
        """Write the text of this key."""
        self.write(row, column, self.book.text(key), style)

    def write(self, row: int, column: int, words: str, style: str = "text") -> None:
        """Write these words."""
        self.inner.write_string(row, column, words, self.book.style(style))

    def heads(self, row: int, labels: Sequence[str], height: int = 48) -> None:
        """A row of column headings, `height` in points."""
        for column, label in enumerate(labels):
            self.write(row, column, label, "head")
        self.inner.set_row(row, height)

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

    def put_wide(self, row: int, first: int, last: int, words: str) -> None:
        """An input cell for words over several columns."""
        self.inner.merge_range(row, first, row, last, words, self.book.input("words"))

    def sum(self, row: int, column: int, formula: str, value: Cell, form: str, style: str = "text") -> None:
        """Write a formula with the value it has, so that a preview that does not calculate shows it."""
        stored = serial(value) if isinstance(value, date) else value
        self.inner.write_formula(row, column, formula, self.book.style(style, form), stored)

    def allow(
        self, row: int, column: int, last_row: int, rule: dict[str, Any], error: str, last_column: int = 0
    ) -> None:
        """Refuse impossible input in these cells, with the text of the key `error` as the reason."""
        shown = {
            "error_title": self.book.text("error_title")[:32],
            "error_message": self.book.text(error)[:255],
        }
        self.inner.data_validation(row, column, last_row, max(column, last_column), rule | shown)

    def flag(self, area: tuple[int, int, int, int], formula: str, look: dict[str, Any] | None = None) -> None:
        """Colour the cells of the area where the formula is true; red, unless another look is named."""
        style = self.book.inner.add_format(look or WARNING)
        self.inner.conditional_format(*area, {"type": "formula", "criteria": formula, "format": style})


class Book:
    """A workbook in one language."""

    def __init__(self, inner: Any, data: dict[str, Any], language: str) -> None:
        self.inner = inner
        self.data = data
        self.language = language
        self.title = say(data["title"], language)
        self.footer = footer_of(data)
        self._styles: dict[tuple[str, str], Any] = {}

    def text(self, key: str) -> str:
        """The text of a key in this book's language."""
        return str(say(self.data["texts"][key], self.language))

    def texts(self, key: str) -> list[str]:
        """The texts of a key that has a list of them."""
        return [str(words) for words in say(self.data["texts"][key], self.language)]

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
        made_on = made_on_of(data)
        inner.set_properties(
            {
                "title": say(data["title"], language),
                "author": "İmece",
                "created": datetime(made_on.year, made_on.month, made_on.day),
            }
        )
        fill(Book(inner, data, language))
    return target.getvalue()


def say(value: Any, language: str) -> Any:
    """The text in the language, the Turkish one where it is missing; lists by their items."""
    if isinstance(value, dict):
        return value.get(language) or value["tr"]
    return [say(item, language) for item in value] if isinstance(value, list) else value


def footer_of(data: dict[str, Any]) -> str:
    """Who made it, which version, under which licence: what stands below every printed page."""
    return f"İmece · {data['version']} · {data['licence']}"


def made_on_of(data: dict[str, Any]) -> date:
    """The day on which the file was looked over last: its date, so that the same data give the same bytes."""
    day: date = data.get("reviewed_on", MADE_ON)
    return day


def serial(day: date) -> int:
    """The number a spreadsheet keeps for a day: days since 30 December 1899."""
    return (day - date(1899, 12, 30)).days


def guide_sheet(book: Book, keys: list[str]) -> None:
    """The first sheet: title, what to do in which order, and how input cells look."""
    sheet = Sheet(book, "sheet_guide", landscape=False)
    sheet.inner.set_column(0, 0, 76)
    sheet.write(0, 0, book.title, "title")
    for row, key in enumerate(keys, start=2):
        sheet.say(row, 0, key, "note")
        # Not every program fits the height to the text by itself.
        sheet.inner.set_row(row, 17 * (1 + len(book.text(key)) // 72) + 4)
    sheet.inner.write_string(len(keys) + 3, 0, book.text("legend"), book.input("words"))
