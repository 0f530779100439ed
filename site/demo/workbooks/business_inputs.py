"""The inputs of a business case: rates, investment, running costs, gains."""

from typing import Any

from demo.workbooks.business_sums import Case
from demo.workbooks.paper import Book, Sheet

# Rows as a spreadsheet counts them, from 1.
RATE, CONTINGENCY, FIRST_YEAR, RESIDUAL = 6, 7, 8, 9
ITEMS, ITEM_ROWS = 13, 6
INVESTMENT = ITEMS + ITEM_ROWS + 2
COSTS, COST_ROWS = 25, 4
COST_SUM = COSTS + COST_ROWS
GAINS, GAIN_ROWS = 33, 6
GAIN_SUM = GAINS + GAIN_ROWS
_NOT_NEGATIVE = {"validate": "decimal", "criteria": ">=", "value": 0}
_NAME = {"validate": "length", "criteria": "<=", "value": 80}
_SHARE = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}


def inputs_sheet(book: Book, case: Case) -> None:
    """Write the sheet, filled with the example."""
    sheet = Sheet(book, "sheet_inputs", landscape=False)
    sheet.inner.set_column(0, 0, 46)
    sheet.inner.set_column(1, 4, 15)
    sheet.say(0, 0, "sheet_inputs", "title")
    example, language = book.data["example"], book.language
    for row, key in ((3, "firm"), (4, "project"), (5, "currency")):
        sheet.say(row - 1, 0, key)
        sheet.inner.merge_range(row - 1, 1, row - 1, 4, example[key][language], book.input("words"))
    sheet.allow(2, 1, 4, _NAME, "bad_name")
    for row, key, value in (
        (RATE, "rate", case.rate), (CONTINGENCY, "contingency", case.contingency), (FIRST_YEAR, "first_year", case.first_year),
    ):  # fmt: skip
        sheet.say(row - 1, 0, key)
        sheet.put(row - 1, 1, value, "percent")
    sheet.allow(RATE - 1, 1, FIRST_YEAR - 1, _SHARE, "bad_percent")
    sheet.say(RESIDUAL - 1, 0, "residual")
    sheet.put(RESIDUAL - 1, 1, case.residual, "money")
    sheet.allow(RESIDUAL - 1, 1, RESIDUAL - 1, _NOT_NEGATIVE, "bad_amount")
    _amounts(sheet, "investment", example["investment"], ITEMS, ITEM_ROWS)
    _total(sheet, ITEMS + ITEM_ROWS, "sum", f"=SUM(B{ITEMS}:B{ITEMS + ITEM_ROWS - 1})", sum(case.items))
    extra = f"=B{ITEMS + ITEM_ROWS}*B{CONTINGENCY}"
    _total(sheet, INVESTMENT - 1, "contingency_amount", extra, sum(case.items) * case.contingency)
    total = f"=B{ITEMS + ITEM_ROWS}+B{INVESTMENT - 1}"
    _total(sheet, INVESTMENT, "investment_total", total, case.investment, "result")
    _amounts(sheet, "costs", example["costs"], COSTS, COST_ROWS)
    _total(sheet, COST_SUM, "sum", f"=SUM(B{COSTS}:B{COST_SUM - 1})", case.yearly_cost, "result")
    _gains(sheet, case)


def _amounts(sheet: Sheet, key: str, entries: list[dict[str, Any]], first: int, rows: int) -> None:
    """Names and amounts; `first` is the first row of entries."""
    sheet.spread(first - 3, 0, 4, f"{key}_head", "section")
    sheet.say(first - 2, 0, "item", "head")
    sheet.say(first - 2, 1, "amount", "head")
    for place in range(rows):
        entry = entries[place] if place < len(entries) else None
        sheet.put(first - 1 + place, 0, entry["name"][sheet.book.language] if entry else None, "words")
        sheet.put(first - 1 + place, 1, entry["amount"] if entry else None, "money")
    sheet.allow(first - 1, 0, first + rows - 2, _NAME, "bad_name")
    sheet.allow(first - 1, 1, first + rows - 2, _NOT_NEGATIVE, "bad_amount")


def _gains(sheet: Sheet, case: Case) -> None:
    entries, language = sheet.book.data["example"]["gains"], sheet.book.language
    sheet.spread(GAINS - 3, 0, 4, "gains_head", "section")
    for column, key in enumerate(("item", "quantity", "unit", "value", "per_year")):
        sheet.say(GAINS - 2, column, key, "head")
    for place in range(GAIN_ROWS):
        row = GAINS - 1 + place
        entry = entries[place] if place < len(entries) else None
        sheet.put(row, 0, entry["name"][language] if entry else None, "words")
        sheet.put(row, 1, entry["quantity"] if entry else None, "whole")
        sheet.put(row, 2, entry["unit"][language] if entry else None, "words")
        sheet.put(row, 3, entry["value"] if entry else None, "two")
        yearly = entry["quantity"] * entry["value"] if entry else 0
        sheet.sum(row, 4, f"=B{row + 1}*D{row + 1}", yearly, "money")
    last = GAINS + GAIN_ROWS - 2
    for column, rule, error in (
        (0, _NAME, "bad_name"), (1, _NOT_NEGATIVE, "bad_amount"), (2, _NAME, "bad_name"), (3, _NOT_NEGATIVE, "bad_amount"),
    ):  # fmt: skip
        sheet.allow(GAINS - 1, column, last, rule, error)
    sheet.spread(GAIN_SUM - 1, 0, 3, "sum", "result")
    sheet.sum(GAIN_SUM - 1, 4, f"=SUM(E{GAINS}:E{GAIN_SUM - 1})", case.yearly_gain, "money", "result")


def _total(sheet: Sheet, row: int, key: str, formula: str, value: float, style: str = "text") -> None:
    sheet.say(row - 1, 0, key, style)
    sheet.sum(row - 1, 1, formula, value, "money", style)
