"""A checklist as a printable A4 sheet."""

from pathlib import Path
from typing import Any

from core.typeset import typeset
from demo.loading.tree import pick

TEMPLATE = Path(__file__).parent / "printed" / "checklist.typ"


def printed_sheet(data: dict[str, Any], language: str) -> bytes:
    """The checklist as a tagged PDF in one language."""

    def cell(entry: dict[str, Any], column: dict[str, Any]) -> str:
        value = entry.get(column["key"], "")
        return pick(value, language) if isinstance(value, dict) else str(value)

    return typeset(
        TEMPLATE,
        {
            "language": language,
            "landscape": data.get("orientation") == "landscape",
            "title": pick(data["title"], language),
            "intro": pick(data["intro"], language),
            "header": [pick(entry["label"], language) for entry in data.get("header_fields", [])],
            "columns": [
                {"label": pick(column["label"], language), "width": column["width"], "kind": column["kind"]}
                for column in data["columns"]
            ],
            "sections": [
                {
                    "title": pick(section["title"], language),
                    "rows": [
                        [cell(entry, column) for column in data["columns"]] for entry in section["rows"]
                    ],
                }
                for section in data["sections"]
            ],
            "notes": [pick(note, language) for note in data.get("notes", [])],
            "footer": f"İmece · {data['version']} · {data['licence']}",
        },
        standards=["ua-1"],
    )
