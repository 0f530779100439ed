"""A checklist described in YAML becomes a workbook and a printable sheet, one of each a language."""

import io
import re
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.files.base import ContentFile

from demo.loading.licences import LICENCES
from demo.loading.memory import Fate, Memory
from demo.loading.printed import printed_sheet
from demo.loading.tree import pick
from demo.reading.files import read_yaml
from demo.workbooks.build import build_workbook
from files.models import LicensedDocument

_MAKERS = {
    "xlsx": lambda data, language: (build_workbook if "workbook" in data else workbook)(data, language),
    "pdf": lambda data, language: printed_sheet(data, language),
}


def make_downloads(path: Path, memory: Memory, owner: str) -> list[LicensedDocument]:
    """Make the documents of one file description; those that are there follow it unless somebody changed them.

    `owner` is the path of the file's key, such as toolkit/oee-izleme/file/oee.
    """
    data = read_yaml(path)
    documents = []
    for language in data["languages"]:
        for ending in data["outputs"]:
            name = f"{owner}.{ending}"
            wanted = {"data": data, "language": language}
            document = _existing(data["key"], language, ending)
            if document is None:
                document = LicensedDocument(language=language, credit="İmece")
                memory.made += 1
            elif memory.judge(name, language, wanted, _in_cms(document)) is not Fate.FOLLOW:
                documents.append(document)
                continue
            else:
                memory.followed += 1
            document.title = f"{pick(data['title'], language)} ({ending.upper()})"
            document.version = str(data["version"])
            document.licence = LICENCES[data["licence"]]
            content = ContentFile(_MAKERS[ending](data, language))
            document.file.save(f"{data['key']}.{language}.{ending}", content, save=False)
            document.file_size = document.file.size
            document.file_hash = ""
            document.save()
            memory.remember(name, language, wanted, _in_cms(document))
            documents.append(document)
    return documents


def _existing(key: str, language: str, ending: str) -> LicensedDocument | None:
    """The document made from this description; the storage may have put some letters behind a name that was taken."""
    name = rf"^documents/{re.escape(key)}(_[A-Za-z0-9]+)?\.{language}\.{ending}$"
    return LicensedDocument.objects.filter(file__regex=name).order_by("pk").first()


def _in_cms(document: LicensedDocument) -> dict[str, str]:
    return {
        "title": document.title,
        "version": document.version,
        "licence": document.licence,
        "file": document.file.name,
    }


def workbook(data: dict[str, Any], language: str) -> bytes:
    """The checklist as XLSX: input cells marked, choices as lists, headings that stay, printable on A4."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet(
            pick(data["title"], language)[:31].translate(str.maketrans("", "", "[]:*?/\\"))
        )
        styles = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "head": book.add_format(
                {
                    "bold": True,
                    "bg_color": "#12474f",
                    "font_color": "#ffffff",
                    "border": 1,
                    "text_wrap": True,
                    "valign": "vcenter",
                }
            ),
            "section": book.add_format({"bold": True, "bg_color": "#e3edee", "border": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
            "input": book.add_format(
                {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#fff6e0", "locked": False}
            ),
            "note": book.add_format({"text_wrap": True, "italic": True}),
        }
        last = len(data["columns"]) - 1
        for column, entry in enumerate(data["columns"]):
            sheet.set_column(column, column, entry["width"])
        sheet.merge_range(0, 0, 0, last, pick(data["title"], language), styles["title"])
        sheet.merge_range(1, 0, 1, last, pick(data["intro"], language), styles["note"])
        sheet.set_row(1, 45)
        row = 3
        for entry in data.get("header_fields", []):
            sheet.write(row, 0, pick(entry["label"], language), styles["text"])
            sheet.merge_range(row, 1, row, max(last, 2), "", styles["input"])
            row += 1
        row += 1
        for column, entry in enumerate(data["columns"]):
            sheet.write(row, column, pick(entry["label"], language), styles["head"])
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        row = _rows(sheet, styles, data, language, row + 1, last)
        for note in data.get("notes", []):
            sheet.merge_range(row + 1, 0, row + 1, last, pick(note, language), styles["note"])
            row += 1
        sheet.set_paper(9)
        if data.get("orientation") == "landscape":
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        if language == "ar":
            sheet.right_to_left()
    return target.getvalue()


def _rows(
    sheet: Any, styles: dict[str, Any], data: dict[str, Any], language: str, row: int, last: int
) -> int:
    for section in data["sections"]:
        sheet.merge_range(row, 0, row, last, pick(section["title"], language), styles["section"])
        row += 1
        for entry in section["rows"]:
            for column, kind in enumerate(data["columns"]):
                value = entry.get(kind["key"], "")
                text = pick(value, language) if isinstance(value, dict) else str(value)
                sheet.write(row, column, text, styles["text" if kind["kind"] == "text" else "input"])
                if kind["kind"] == "choice":
                    choices = [pick(choice, language) for choice in kind["choices"]]
                    sheet.data_validation(row, column, row, column, {"validate": "list", "source": choices})
                if kind["kind"] == "number":
                    sheet.data_validation(
                        row, column, row, column, {"validate": "decimal", "criteria": ">=", "value": 0}
                    )
            row += 1
    return row
