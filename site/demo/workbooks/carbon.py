"""The carbon workbook: guide, bills and meters, factors, results. Scopes 1 and 2."""

from typing import Any

from demo.workbooks.carbon_data import data_sheet
from demo.workbooks.carbon_factors import FactorSheet
from demo.workbooks.carbon_results import results_sheet
from demo.workbooks.carbon_sums import footprint_of
from demo.workbooks.paper import Book, guide_sheet, make_book


def carbon_book(data: dict[str, Any], language: str) -> bytes:
    """The workbook of a `workbook: carbon` file, with the example in it."""
    return make_book(data, language, _fill)


def _fill(book: Book) -> None:
    year = footprint_of(book.data)
    guide_sheet(book, [key for key in book.data["texts"] if key.startswith("guide_")])
    filled = data_sheet(book, year)
    factors = FactorSheet(book, year)
    results_sheet(book, year, filled, factors)
