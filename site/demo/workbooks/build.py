"""The workbook that a data file names, as bytes; the same bytes every time."""

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from demo.workbooks import energy, oee
from demo.workbooks.business import business_book
from demo.workbooks.kit import Kit

Builder = Callable[[dict[str, Any], str], bytes]


def _by_kit(build: Callable[[Kit, dict[str, Any]], None]) -> Builder:
    def workbook(data: dict[str, Any], language: str) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
            build(Kit(book, data, language), data)
        return target.getvalue()

    return workbook


BUILDERS: dict[str, Builder] = {
    "business-case": business_book,
    "energy": _by_kit(energy.build),
    "oee": _by_kit(oee.build),
}


def build_workbook(data: dict[str, Any], language: str) -> bytes:
    """Build the workbook of one data file in one language."""
    return BUILDERS[data["workbook"]](data, language)
