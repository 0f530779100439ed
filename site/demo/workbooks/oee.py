"""OEE tracking: one row a shift; availability x performance x quality (definitions as in ISO 22400-2:2014)."""

from datetime import date
from typing import Any

from demo.workbooks.charts import add_chart, column
from demo.workbooks.oee_sums import ADDED, oee_of, summary_of
from demo.workbooks.paper import ACCENT, SECOND, Book, Sheet, make_book

FIRST, ROWS = 4, 40
_INPUTS = ("day", "words", *["free"] * 5)
_MEASURES = (
    ("planned", "whole"), ("down", "whole"), ("slow", "whole"), ("scrap", "whole"),
    ("availability", "percent"), ("performance", "percent"), ("quality", "percent"), ("oee", "percent"),
)  # fmt: skip


def oee_book(data: dict[str, Any], language: str) -> bytes:
    """The workbook of a `workbook: oee` file: the log, then the summary with its charts."""
    return make_book(data, language, _fill)


def _fill(book: Book) -> None:
    log = _log(book)
    _summary(book, log)


def _log(book: Book) -> Sheet:
    sheet = Sheet(book, "sheet_log", landscape=True, pages=0)
    sheet.widths(12, 10, 11, 11, 12, 11, 11, 14, 13, 10, 10)
    sheet.opening(10, "log_note")
    sheet.heads(FIRST - 1, book.texts("log_heads"))
    sheet.inner.freeze_panes(FIRST, 0)
    sheet.inner.repeat_rows(FIRST - 1)
    rows = book.data["example"]
    for index in range(ROWS):
        row, n = FIRST + index, FIRST + index + 1
        entry = rows[index] if index < len(rows) else [None] * 7
        for place, form in enumerate(_INPUTS):
            sheet.put(row, place, entry[place], form)
        ready = f"OR(COUNT(C{n}:G{n})<5,C{n}<=0)"
        values: dict[str, Any] = (
            dict(oee_of(*entry[2:])) if entry[2] is not None else dict.fromkeys(ADDED, "")
        )
        formulas = [
            f'=IF({ready},"",(C{n}-D{n})/C{n})',
            f'=IF({ready},"",IF(C{n}-D{n}=0,0,F{n}*E{n}/60/(C{n}-D{n})))',
            f'=IF({ready},"",IF(F{n}=0,0,G{n}/F{n}))',
            f'=IF({ready},"",H{n}*I{n}*J{n})',
        ]
        for place, (name, formula) in enumerate(zip(ADDED, formulas, strict=True), 7):
            sheet.sum(row, place, formula, values[name], "percent", "result" if name == "oee" else "text")
    _checks(sheet)
    return sheet


def _checks(sheet: Sheet) -> None:
    first, last, n = FIRST, FIRST + ROWS - 1, FIRST + 1
    day = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2000, 1, 1),
        "maximum": date(2100, 1, 1),
    }
    sheet.allow(first, 0, last, day, "bad_day")
    sheet.allow(first, 1, last, {"validate": "length", "criteria": "<=", "value": 20}, "bad_shift")
    minutes = {"validate": "decimal", "criteria": "between", "minimum": 1, "maximum": 1440}
    sheet.allow(first, 2, last, minutes, "bad_time")
    sheet.allow(first, 3, last, {"validate": "custom", "value": f"=AND(D{n}>=0,D{n}<=C{n})"}, "bad_down")
    sheet.allow(first, 4, last, {"validate": "decimal", "criteria": ">", "value": 0}, "bad_cycle")
    sheet.allow(first, 5, last, {"validate": "integer", "criteria": ">=", "value": 0}, "bad_pieces")
    sheet.allow(first, 6, last, {"validate": "custom", "value": f"=AND(G{n}>=0,G{n}<=F{n})"}, "bad_good")
    # Values pasted in pass by the checks: what cannot be true is red as well.
    sheet.flag((first, 8, last, 8), f"=AND(ISNUMBER(I{n}),I{n}>1)")
    sheet.flag((first, 3, last, 3), f"=AND(ISNUMBER(D{n}),OR(D{n}<0,D{n}>C{n}))")
    sheet.flag((first, 6, last, 6), f"=AND(ISNUMBER(G{n}),OR(G{n}<0,G{n}>F{n}))")


def _summary(book: Book, log: Sheet) -> None:
    sheet = Sheet(book, "sheet_summary", landscape=False, pages=0)
    sheet.widths(34, 16, 60)
    sheet.opening(2, "summary_note")
    sheet.heads(FIRST - 1, book.texts("summary_heads"))

    def area(letter: str) -> str:
        return f"'{log.name}'!${letter}${FIRST + 1}:${letter}${FIRST + ROWS}"

    ideal = f"SUMPRODUCT({area('E')},{area('F')})/60"
    good = f"SUMPRODUCT({area('E')},{area('G')})/60"
    formulas = (
        f"=SUM({area('C')})",
        f"=SUM({area('D')})",
        f"=B5-B6-{ideal}",
        f"={ideal}-{good}",
        "=IF(B5=0,0,(B5-B6)/B5)",
        f"=IF(B5-B6=0,0,{ideal}/(B5-B6))",
        f"=IF({ideal}=0,0,{good}/({ideal}))",
        f"=IF(B5=0,0,{good}/B5)",
    )
    values = summary_of(book.data["example"])
    labels, meanings = book.texts("summary_rows"), book.texts("summary_meanings")
    for index, ((name, form), formula) in enumerate(zip(_MEASURES, formulas, strict=True)):
        style = "result" if name == "oee" else "text"
        sheet.write(FIRST + index, 0, labels[index], style)
        sheet.sum(FIRST + index, 1, formula, values[name], form, style)
        sheet.write(FIRST + index, 2, meanings[index])
    losses = [(None, column(5, 7, 0), column(5, 7, 1))]
    add_chart(sheet, (13, 0), {"type": "bar"}, book.text("losses_chart"), losses, colours=(ACCENT,))
    shifts = [("OEE", column(FIRST, FIRST + ROWS - 1, 0), column(FIRST, FIRST + ROWS - 1, 10))]
    add_chart(
        sheet, (29, 0), {"type": "column"}, book.text("course_chart"), shifts, source=log, number="0%", colours=(SECOND,),
        y={"min": 0, "max": 1}, x={"text_axis": True, "num_format": "dd.mm"},
    )  # fmt: skip
