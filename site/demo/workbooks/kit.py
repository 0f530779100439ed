"""What all workbooks share: styles, protection without a password, A4 set-up, fixed dates."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import xlsxwriter

MADE_AT = dt.datetime(2025, 11, 3)
_BORDER = {"border": 1, "border_color": "#9db4b7", "valign": "top"}
_INPUT = {**_BORDER, "bg_color": "#fff6e0", "locked": False}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"text_wrap": True, "italic": True, "valign": "top"},
    "head": {**_BORDER, "bold": True, "bg_color": "#12474f", "font_color": "#ffffff", "text_wrap": True},
    "text": {**_BORDER, "text_wrap": True},
    "input": {**_INPUT, "text_wrap": True},
    "input_date": {**_INPUT, "num_format": "dd.mm.yyyy", "align": "left"},
    "input_number": {**_INPUT, "num_format": "#,##0.######"},
    "input_percent": {**_INPUT, "num_format": "0.0%"},
    "number": {**_BORDER, "num_format": "#,##0"},
    "decimal": {**_BORDER, "num_format": "#,##0.00"},
    "percent": {**_BORDER, "num_format": "0.0%"},
    "bold_number": {**_BORDER, "num_format": "#,##0", "bold": True},
    "bold_decimal": {**_BORDER, "num_format": "#,##0.00", "bold": True},
    "bold_percent": {**_BORDER, "num_format": "0.0%", "bold": True},
    "warning": {"bg_color": "#f8d7d3", "font_color": "#7d1a10"},
}


class Kit:
    """One workbook in one language; `t` are its texts, already chosen."""

    def __init__(self, book: xlsxwriter.Workbook, data: dict[str, Any], language: str) -> None:
        self.book = book
        self.language = language
        self.t: dict[str, Any] = {key: say(value, language) for key, value in data["texts"].items()}
        self.title = say(data["title"], language)
        self.footer = f"İmece · {data['version']} · {data['licence']}"
        self.styles = {name: book.add_format(style) for name, style in _STYLES.items()}
        book.set_properties({"title": self.title, "author": "İmece", "created": MADE_AT})
        book.set_calc_mode("auto")

    def sheet(self, name: str, widths: Sequence[float], *, note: str, landscape: bool = True) -> Any:
        """A protected sheet with a title and a note; A4, one page wide. Its table begins in row 4."""
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        last = len(widths) - 1
        sheet.merge_range(0, 0, 0, last, f"{self.title} – {name}", self.styles["title"])
        sheet.merge_range(1, 0, 1, last, note, self.styles["note"])
        sheet.set_row(1, 48)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self.footer}&R&P / &N")
        sheet.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def heads(self, sheet: Any, row: int, labels: Sequence[str]) -> None:
        """A row of column headings."""
        for column, label in enumerate(labels):
            sheet.write(row, column, label, self.styles["head"])
        sheet.set_row(row, 48)

    def check(self, sheet: Any, area: tuple[int, int, int, int], rule: dict[str, Any]) -> None:
        """Refuse impossible input in the area and say why."""
        sheet.data_validation(
            *area, {**rule, "error_title": self.t["impossible"], "error_message": self.t["impossible_why"]}
        )


def say(value: Any, language: str) -> Any:
    """The text in the language, the Turkish one where it is missing; lists by their items."""
    if isinstance(value, dict):
        return value.get(language) or value["tr"]
    return [say(item, language) for item in value] if isinstance(value, list) else value
