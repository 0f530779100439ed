"""The files that a data file describes, as bytes; the same bytes every time."""

from collections.abc import Callable
from typing import Any

from demo.workbooks.business import business_book
from demo.workbooks.carbon import carbon_book
from demo.workbooks.checklist import checklist_book
from demo.workbooks.energy import energy_book
from demo.workbooks.oee import oee_book
from demo.workbooks.printing.business import business_pages
from demo.workbooks.printing.carbon import carbon_pages
from demo.workbooks.printing.checklist import checklist_sheet
from demo.workbooks.printing.energy import energy_pages
from demo.workbooks.printing.oee import oee_pages
from demo.workbooks.printing.roadmap import roadmap_pages
from demo.workbooks.printing.suppliers import suppliers_pages
from demo.workbooks.roadmap import roadmap_book
from demo.workbooks.suppliers import suppliers_book

Builder = Callable[[dict[str, Any], str], bytes]
BUILDERS: dict[str, tuple[Builder, Builder]] = {
    "business-case": (business_book, business_pages),
    "carbon": (carbon_book, carbon_pages),
    "energy": (energy_book, energy_pages),
    "oee": (oee_book, oee_pages),
    "roadmap": (roadmap_book, roadmap_pages),
    "suppliers": (suppliers_book, suppliers_pages),
}
"""What a file with `workbook: <name>` is built by: as XLSX, and as PDF."""
_CHECKLIST: tuple[Builder, Builder] = (checklist_book, checklist_sheet)


def build_workbook(data: dict[str, Any], language: str) -> bytes:
    """Build the XLSX of one data file in one language."""
    return _builders(data)[0](data, language)


def build_print(data: dict[str, Any], language: str) -> bytes:
    """Build the PDF of one data file in one language: tagged, for A4."""
    return _builders(data)[1](data, language)


def _builders(data: dict[str, Any]) -> tuple[Builder, Builder]:
    return BUILDERS[data["workbook"]] if "workbook" in data else _CHECKLIST
