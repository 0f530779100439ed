"""Pages of tables: what a workbook's print says, part by part, and how it becomes a PDF."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from core.typeset import typeset
from demo.workbooks.paper import footer_of, made_on_of, say

TEMPLATE = Path(__file__).parent / "pages.typ"


@dataclass(frozen=True)
class Column:
    """A column: what stands above it, its share of the width, and whether it holds numbers."""

    label: str
    width: float = 1
    is_number: bool = False


@dataclass(frozen=True)
class Part:
    """A heading with a table below it. `strong` are rows of results; rows to fill in by hand are
    `height` millimetres high, 0 = as high as their words."""

    title: str
    columns: list[Column]
    rows: list[list[str]]
    note: str = ""
    fields: list[str] = field(default_factory=list)
    strong: list[int] = field(default_factory=list)
    height: float = 0
    new_page: bool = False


def blank(columns: list[Column], rows: int) -> list[list[str]]:
    """Empty rows to write in."""
    return [[""] * len(columns) for _ in range(rows)]


def print_pages(
    data: dict[str, Any], language: str, parts: list[Part], *, landscape: bool, intro: str = ""
) -> bytes:
    """The parts as a tagged PDF (PDF/UA-1) for A4."""
    return typeset(
        TEMPLATE,
        {
            "language": language,
            "landscape": landscape,
            "title": say(data["title"], language),
            "intro": intro or say(data["intro"], language),
            "parts": [asdict(part) for part in parts],
            "footer": footer_of(data),
            "made_on": [made_on_of(data).year, made_on_of(data).month, made_on_of(data).day],
        },
        standards=["ua-1"],
    )
