"""A checklist as a printable A4 sheet."""

from pathlib import Path
from typing import Any

from core.typeset import typeset
from demo.workbooks.paper import footer_of, made_on_of, say

TEMPLATE = Path(__file__).parent / "checklist.typ"


def checklist_sheet(data: dict[str, Any], language: str) -> bytes:
    """The checklist as a tagged PDF in one language."""

    def cell(entry: dict[str, Any], column: dict[str, Any]) -> str:
        value = entry.get(column["key"], "")
        return str(say(value, language))

    return typeset(
        TEMPLATE,
        {
            "language": language,
            "landscape": data.get("orientation") == "landscape",
            "title": say(data["title"], language),
            "intro": say(data["intro"], language),
            "header": [say(entry["label"], language) for entry in data.get("header_fields", [])],
            "columns": [
                {"label": say(column["label"], language), "width": column["width"], "kind": column["kind"]}
                for column in data["columns"]
            ],
            "sections": [
                {
                    "title": say(section["title"], language),
                    "rows": [
                        [cell(entry, column) for column in data["columns"]] for entry in section["rows"]
                    ],
                }
                for section in data["sections"]
            ],
            "notes": [say(note, language) for note in data.get("notes", [])],
            "footer": footer_of(data),
            "made_on": [made_on_of(data).year, made_on_of(data).month, made_on_of(data).day],
        },
        standards=["ua-1"],
    )
