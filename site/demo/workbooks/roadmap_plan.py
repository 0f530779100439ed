"""The plan of a roadmap on one page: steps by month, steps and costs by strand."""

from datetime import date

from demo.workbooks import roadmap_steps as table
from demo.workbooks.charts import add_chart
from demo.workbooks.paper import Book, Sheet, say
from demo.workbooks.roadmap_sums import MONTHS, QUARTERS, STRANDS, Step, cost_of, count_of

# Rows as a spreadsheet counts them, from 1.
HEAD = 4
FIRST, LAST = HEAD + 1, HEAD + table.ROWS
SUM_HEAD = LAST + 3
_FIRST_MONTH = 3
_LOOKS = {
    "digital": {"bg_color": "#12474f", "font_color": "#ffffff"},
    "green": {"bg_color": "#bcd9a3", "font_color": "#1d3a0a"},
    "people": {"bg_color": "#f0c48a", "font_color": "#4a2a00"},
}

_COLOURS = ("#12474f", "#7d9f52", "#d98f2b")


def plan_sheet(book: Book, steps: list[Step], filled: Sheet) -> None:
    """Write the sheet; there is nothing to fill in on it."""
    sheet = Sheet(book, "sheet_plan", landscape=True)
    sheet.widths(5, 60, 11, *[10.5] * MONTHS)
    sheet.opening(_FIRST_MONTH + MONTHS - 1, "plan_note", 34)
    source, starts = f"'{filled.name}'!", book.data["example"]["starts"]
    sheet.heads(HEAD - 1, book.texts("step_heads")[:3], 20)
    for month in range(MONTHS):
        formula = f"=DATE(YEAR({source}$C${table.STARTS}),MONTH({source}$C${table.STARTS})+{month},1)"
        sheet.sum(HEAD - 1, _FIRST_MONTH + month, formula, _month_after(starts, month), "month", "head")
    for place in range(table.ROWS):
        _row(sheet, place, steps, source)
    for strand, look in _LOOKS.items():
        area = (FIRST - 1, _FIRST_MONTH, LAST - 1, _FIRST_MONTH + MONTHS - 1)
        sheet.flag(area, f'=D{FIRST}="{book.text(f"mark_{strand}")}"', look)
    _sums(sheet, steps, source)
    quarters = (SUM_HEAD - 1, 7, SUM_HEAD - 1, 10)
    series = [
        (book.text(f"strand_{strand}"), quarters, (SUM_HEAD + place, 7, SUM_HEAD + place, 10))
        for place, strand in enumerate(STRANDS)
    ]
    kind = {"type": "column", "subtype": "stacked"}
    add_chart(
        sheet,
        (SUM_HEAD + len(STRANDS) + 1, 0),
        kind,
        book.text("chart"),
        series,
        size=(1060, 250),
        colours=_COLOURS,
    )


def _month_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 1)


def _row(sheet: Sheet, place: int, steps: list[Step], source: str) -> None:
    book, n, own = sheet.book, FIRST + place, table.FIRST + place
    step = steps[place] if place < len(steps) else None
    sheet.inner.write_number(n - 1, 0, place + 1, book.style("text", "whole"))
    name = say(step.name, book.language) if step else ""
    sheet.sum(n - 1, 1, f'=IF({source}B{own}="","",{source}B{own})', name, "")
    strand = book.text(f"strand_{step.strand}") if step else ""
    sheet.sum(n - 1, 2, f'=IF({source}C{own}="","",{source}C{own})', strand, "")
    marks = [book.text(f"mark_{strand}") for strand in STRANDS]
    first, second = (book.text(f"strand_{strand}") for strand in STRANDS[:2])
    mark = f'IF($C{n}="{first}","{marks[0]}",IF($C{n}="{second}","{marks[1]}","{marks[2]}"))'
    for month in range(1, MONTHS + 1):
        running = f"AND(COUNT({source}$I{own}:$J{own})=2,{source}$I{own}<={month},{source}$J{own}>={month})"
        is_on = bool(step and step.start and step.end and step.start <= month <= step.end)
        value = book.text(f"mark_{step.strand}") if step and is_on else ""
        sheet.sum(n - 1, _FIRST_MONTH + month - 1, f'=IF({running},{mark},"")', value, "", "mark")


def _sums(sheet: Sheet, steps: list[Step], source: str) -> None:
    book, now = sheet.book, sheet.book.data["example"]["now"]

    def area(letter: str) -> str:
        return f"{source}${letter}${table.FIRST}:${letter}${table.LAST}"

    heads = ["", book.text("strand"), "", *book.texts("sum_heads"), *book.texts("quarters")]
    sheet.heads(SUM_HEAD - 1, heads, 34)
    for place, strand in enumerate(STRANDS):
        n, name = SUM_HEAD + 1 + place, f'"{book.text(f"strand_{strand}")}"'
        sheet.say(n - 1, 0, f"mark_{strand}", "mark")
        sheet.inner.merge_range(n - 1, 1, n - 1, 2, book.text(f"strand_{strand}"), book.style("text"))
        total, done, late, cost = count_of(steps, strand, now)
        formulas = [
            (f"=COUNTIF({area('C')},{name})", total, "whole"),
            (f'=COUNTIFS({area("C")},{name},{area("L")},"{book.text("state_done")}")', done, "whole"),
            (f'=COUNTIFS({area("C")},{name},{area("N")},"{book.text("check_late")}")', late, "whole"),
            (f"=SUMIFS({area('K')},{area('C')},{name})", cost, "money"),
        ]
        for column, (formula, value, form) in enumerate(formulas, _FIRST_MONTH):
            sheet.sum(n - 1, column, formula, value, form, "result" if form == "money" else "text")
        for column, (first, last) in enumerate(QUARTERS, _FIRST_MONTH + 4):
            formula = (
                f'=SUMIFS({area("K")},{area("C")},{name},{area("I")},">={first}",{area("I")},"<={last}")'
            )
            sheet.sum(n - 1, column, formula, cost_of(steps, strand, (first, last)), "money")
