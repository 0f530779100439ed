"""The workbook of a twin-transition roadmap: guide, steps, and the plan on one page."""

from typing import Any

from demo.workbooks.paper import Book, guide_sheet, make_book
from demo.workbooks.roadmap_plan import plan_sheet
from demo.workbooks.roadmap_steps import steps_sheet
from demo.workbooks.roadmap_sums import steps_of


def roadmap_book(data: dict[str, Any], language: str) -> bytes:
    """The workbook of a `workbook: roadmap` file, with the example in it."""
    return make_book(data, language, _fill)


def _fill(book: Book) -> None:
    steps = steps_of(book.data["example"])
    guide_sheet(book, [key for key in book.data["texts"] if key.startswith("guide_")])
    filled = steps_sheet(book, steps)
    plan_sheet(book, steps, filled)
