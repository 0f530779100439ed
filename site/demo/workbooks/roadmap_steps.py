"""The sheet of a roadmap that a firm fills in: one row a step, with owner, indicator, months and cost."""

from typing import Any

from demo.workbooks.paper import NOTICE, Book, Sheet, say
from demo.workbooks.roadmap_sums import MONTHS, STATES, STRANDS, Step, check_of

# Rows as a spreadsheet counts them, from 1.
FIRM, GOAL, STARTS, NOW, HEAD = 3, 4, 5, 6, 8
ROWS = 16
FIRST, LAST = HEAD + 1, HEAD + ROWS
_CHECK = 13
_FORMS = (
    "words",
    "words",
    "words",
    "words",
    "words",
    "free",
    "free",
    "whole",
    "whole",
    "money",
    "words",
    "whole",
)


def steps_sheet(book: Book, steps: list[Step]) -> Sheet:
    """Write the sheet, filled with the example."""
    sheet = Sheet(book, "sheet_steps", landscape=True)
    sheet.widths(5, 44, 11, 26, 24, 30, 9, 9, 9, 9, 12, 12, 10, 26)
    sheet.opening(_CHECK, "steps_note", 48)
    example = book.data["example"]
    for row, key in ((FIRM, "firm"), (GOAL, "goal")):
        sheet.inner.merge_range(row - 1, 0, row - 1, 1, book.text(key), book.style("text"))
        sheet.put_wide(row - 1, 2, 8, say(example[key], book.language))
    sheet.allow(FIRM - 1, 2, GOAL - 1, {"validate": "length", "criteria": "<=", "value": 200}, "bad_words", 8)
    sheet.inner.merge_range(STARTS - 1, 0, STARTS - 1, 1, book.text("starts"), book.style("text"))
    sheet.put(STARTS - 1, 2, example["starts"], "day")
    days = {"validate": "date", "criteria": "between", "minimum": example["starts"].replace(year=2000),
            "maximum": example["starts"].replace(year=2100)}  # fmt: skip
    sheet.allow(STARTS - 1, 2, STARTS - 1, days, "bad_day")
    sheet.inner.merge_range(NOW - 1, 0, NOW - 1, 1, book.text("now"), book.style("text"))
    sheet.put(NOW - 1, 2, example["now"], "whole")
    month = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": MONTHS}
    sheet.allow(NOW - 1, 2, NOW - 1, month, "bad_month")
    sheet.heads(HEAD - 1, book.texts("step_heads"), 34)
    sheet.inner.freeze_panes(HEAD, 2)
    sheet.inner.repeat_rows(HEAD - 1)
    for place in range(ROWS):
        _step(sheet, place, steps, example["now"])
    _checks(sheet, month)
    return sheet


def _step(sheet: Sheet, place: int, steps: list[Step], now: int) -> None:
    book, n = sheet.book, FIRST + place
    step = steps[place] if place < len(steps) else None
    sheet.inner.write_number(n - 1, 0, place + 1, book.style("text", "whole"))
    cells: list[Any] = [None] * len(_FORMS)
    if step:
        words = [say(text, book.language) for text in (step.name, step.dimension, step.owner, step.indicator)]
        cells = [
            words[0], book.text(f"strand_{step.strand}"), *words[1:], step.today, step.target, step.start, step.end,
            step.cost, book.text(f"state_{step.state}"), step.needs,
        ]  # fmt: skip
    for column, (value, form) in enumerate(zip(cells, _FORMS, strict=True), 1):
        sheet.put(n - 1, column, value, form)
    told = {
        name: book.text(name)
        for name in ("check_lacking", "check_order", "check_needs", "check_late", "check_fine")
    }
    before = f"INDEX($J${FIRST}:$J${LAST},M{n})"
    formula = (
        f'=IF(B{n}="","",IF(OR(C{n}="",E{n}="",F{n}="",H{n}="",I{n}="",J{n}=""),"{told["check_lacking"]}",'
        f'IF(J{n}<I{n},"{told["check_order"]}",'
        f'IF(AND(M{n}<>"",IF(M{n}="",FALSE,OR(M{n}=A{n},{before}="",{before}>=I{n}))),"{told["check_needs"]}",'
        f'IF(AND(J{n}<$C${NOW},OR(L{n}="",L{n}="{book.text("state_planned")}",L{n}="{book.text("state_running")}")),'
        f'"{told["check_late"]}","{told["check_fine"]}")))))'
    )
    sheet.sum(n - 1, _CHECK, formula, told[check_of(step, steps, now)] if step else "", "", "result")
    sheet.inner.set_row(n - 1, 32)


def _checks(sheet: Sheet, month: dict[str, Any]) -> None:
    book, first, last = sheet.book, FIRST - 1, LAST - 1
    words = {"validate": "length", "criteria": "<=", "value": 200}
    for column in (1, 3, 4, 5):
        sheet.allow(first, column, last, words, "bad_words")
    strands = [book.text(f"strand_{strand}") for strand in STRANDS]
    sheet.allow(first, 2, last, {"validate": "list", "source": strands}, "bad_strand")
    number = {"validate": "decimal", "criteria": "between", "minimum": -1e9, "maximum": 1e9}
    sheet.allow(first, 6, last, number, "bad_number", 7)
    sheet.allow(first, 8, last, month, "bad_month")
    n = FIRST
    ends = {"validate": "custom", "value": f"=AND(J{n}>=1,J{n}<={MONTHS},J{n}>=I{n},J{n}=INT(J{n}))"}
    sheet.allow(first, 9, last, ends, "bad_end")
    cost = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1e12}
    sheet.allow(first, 10, last, cost, "bad_cost")
    states = [book.text(f"state_{state}") for state in STATES]
    sheet.allow(first, 11, last, {"validate": "list", "source": states}, "bad_state")
    needs = {"validate": "custom", "value": f"=AND(M{n}>=1,M{n}<={ROWS},M{n}<>A{n},M{n}=INT(M{n}))"}
    sheet.allow(first, 12, last, needs, "bad_needs")
    # Values pasted in pass by the checks: what cannot be true is red.
    sheet.flag((first, 8, last, 9), f"=AND(ISNUMBER(I{n}),OR(I{n}<1,I{n}>{MONTHS}))")
    sheet.flag((first, _CHECK, last, _CHECK), f'=AND($N{n}<>"",$N{n}<>"{book.text("check_fine")}")', NOTICE)
