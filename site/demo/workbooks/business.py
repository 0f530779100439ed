"""The business-case workbook: guide, inputs, cash flow with the decision, sensitivity."""

from typing import Any

from demo.workbooks.business_flow import flow_sheet
from demo.workbooks.business_inputs import inputs_sheet
from demo.workbooks.business_sensitivity import sensitivity_sheet
from demo.workbooks.business_sums import Case
from demo.workbooks.paper import Book, guide_sheet, make_book


def business_book(data: dict[str, Any], language: str) -> bytes:
    """The workbook of a `workbook: business-case` file, with the example in it."""
    return make_book(data, language, _fill)


def case_of(example: dict[str, Any]) -> Case:
    """The example's amounts."""
    return Case(
        rate=example["rate"],
        contingency=example["contingency"],
        first_year=example["first_year"],
        residual=example["residual"],
        items=tuple(entry["amount"] for entry in example["investment"]),
        costs=tuple(entry["amount"] for entry in example["costs"]),
        gains=tuple((entry["quantity"], entry["value"]) for entry in example["gains"]),
    )


def _fill(book: Book) -> None:
    case = case_of(book.data["example"])
    guide_sheet(book, ["guide_1", "guide_2", "guide_3", "guide_4", "guide_5", "guide_6", "guide_7"])
    inputs_sheet(book, case)
    flow_sheet(book, case)
    sensitivity_sheet(book, case)
