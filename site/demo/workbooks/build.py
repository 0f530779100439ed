"""The workbook that a data file names, as bytes; the same bytes every time."""

import io
from typing import Any

import xlsxwriter

from demo.workbooks import energy, oee
from demo.workbooks.kit import Kit

BUILDERS = {"energy": energy.build, "oee": oee.build}


def build_workbook(data: dict[str, Any], language: str) -> bytes:
    """Build the workbook of one data file in one language."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        BUILDERS[data["workbook"]](Kit(book, data, language), data)
    return target.getvalue()
