"""Energy quick scan: prices above, a row an opportunity, totals below, a chart of the savings."""

from typing import Any

from demo.workbooks.charts import add_chart, column
from demo.workbooks.energy_sums import saving_of, totals_of
from demo.workbooks.paper import ACCENT, Book, Sheet, make_book

FIRST, ROWS = 8, 12
_INPUTS = ("words", "words", *["free"] * 3, "percent", "money")
_LARGEST = {2: 100_000, 3: 24, 4: 366, 5: 1, 6: 1_000_000_000}


def energy_book(data: dict[str, Any], language: str) -> bytes:
    """The workbook of a `workbook: energy` file."""
    return make_book(data, language, _fill)


def _fill(book: Book) -> None:
    sheet = Sheet(book, "sheet_scan", landscape=True, pages=0)
    sheet.widths(36, 13, 11, 9, 9, 10, 13, 13, 13, 11)
    sheet.opening(9, "note")
    for source, label in enumerate(book.texts("prices")):
        sheet.write(3 + source, 0, label)
        sheet.put(3 + source, 1, book.data["prices"][source], "two")
    sheet.heads(FIRST - 1, book.texts("heads"))
    sheet.inner.repeat_rows(FIRST - 1)
    for index in range(ROWS):
        _opportunity(sheet, index)
    _totals(sheet)
    _checks(sheet)
    last = FIRST + ROWS - 1
    savings = [(None, column(FIRST, last, 0), column(FIRST, last, 8))]
    add_chart(
        sheet, (last + 3, 0), {"type": "bar"}, book.text("chart"), savings, size=(900, 320), colours=(ACCENT,)
    )


def _opportunity(sheet: Sheet, index: int) -> None:
    book, row, n = sheet.book, FIRST + index, FIRST + index + 1
    data, sources = book.data, book.texts("sources")
    entry = data["example"][index] if index < len(data["example"]) else None
    shown = [book.texts("actions")[entry[0] - 1], sources[entry[1]], *entry[2:]] if entry else [None] * 7
    for place, form in enumerate(_INPUTS):
        sheet.put(row, place, shown[place], form)
    energy, money, years = saving_of(data["prices"], *entry[1:]) if entry else ("", "", "")
    ready = f'OR(COUNT(C{n}:F{n})<4,B{n}="")'
    price = f'IF(B{n}="{sources[1]}",$B$5,$B$4)'
    sheet.sum(row, 7, f'=IF({ready},"",C{n}*D{n}*E{n}*F{n})', energy, "whole")
    sheet.sum(row, 8, f'=IF({ready},"",H{n}*{price})', money, "whole")
    back = f'=IF({ready},"",IF(I{n}=0,"",G{n}/I{n}))'
    sheet.sum(row, 9, back, "" if years is None else years, "two", "result")


def _totals(sheet: Sheet) -> None:
    row, end = FIRST + ROWS, FIRST + ROWS
    energy, money, cost, years = totals_of(sheet.book.data)
    sheet.spread(row, 0, 5, "total", "head")
    for place, letter, value in ((6, "G", cost), (7, "H", energy), (8, "I", money)):
        sheet.sum(row, place, f"=SUM({letter}{FIRST + 1}:{letter}{end})", value, "whole", "result")
    n = row + 1
    sheet.sum(row, 9, f'=IF(I{n}=0,"",G{n}/I{n})', years or "", "two", "result")


def _checks(sheet: Sheet) -> None:
    last = FIRST + ROWS - 1
    sheet.allow(3, 1, 4, {"validate": "decimal", "criteria": ">", "value": 0}, "bad_price")
    sheet.allow(FIRST, 0, last, {"validate": "length", "criteria": "<=", "value": 120}, "bad_name")
    sheet.allow(FIRST, 1, last, {"validate": "list", "source": sheet.book.texts("sources")}, "bad_source")
    for place, largest in _LARGEST.items():
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": largest}
        sheet.allow(FIRST, place, last, rule, "bad_number")
        # Values pasted in pass by the check: what cannot be true is red as well.
        at = f"{'ABCDEFG'[place]}{FIRST + 1}"
        sheet.flag((FIRST, place, last, place), f"=AND(ISNUMBER({at}),OR({at}<0,{at}>{largest}))")
