"""A checklist described by columns and sections: input cells marked, choices as lists, headings that stay, A4."""

from typing import Any

from demo.workbooks.paper import Book, Sheet, make_book, say

_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\")
_LONGEST_NAME = 31
_ERROR_TITLE = {"tr": "Olmayacak değer", "en": "Impossible value", "ar": "قيمة غير ممكنة"}
_BAD_CHOICE = {
    "tr": "Listedeki yanıtlardan birini seçin.",
    "en": "Choose one of the answers in the list.",
    "ar": "اختاري إجابة من القائمة.",
}
_BAD_NUMBER = {
    "tr": "Sıfır ya da daha büyük bir sayı yazın.",
    "en": "Write a number, zero or more.",
    "ar": "اكتبي رقمًا صفرًا أو أكبر.",
}


def checklist_book(data: dict[str, Any], language: str) -> bytes:
    """The checklist as XLSX."""
    texts = {"error_title": _ERROR_TITLE, "bad_choice": _BAD_CHOICE, "bad_number": _BAD_NUMBER}
    return make_book({**data, "texts": texts}, language, _fill)


def _fill(book: Book) -> None:
    data = book.data
    landscape = data.get("orientation") == "landscape"
    # A name of a sheet has at most 31 letters and none of some marks; words stay whole.
    name = book.title.translate(_NOT_IN_NAMES)
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition(" ")[0].rstrip(" –-") or name[:_LONGEST_NAME]
    sheet = Sheet(book, "", landscape=landscape, pages=0, called=name)
    sheet.widths(*[column["width"] for column in data["columns"]])
    last = len(data["columns"]) - 1
    sheet.inner.merge_range(0, 0, 0, last, book.title, book.style("title"))
    sheet.inner.merge_range(1, 0, 1, last, say(data["intro"], book.language), book.style("note"))
    sheet.inner.set_row(1, 45)
    row = 3
    for entry in data.get("header_fields", []):
        sheet.inner.merge_range(row, 0, row, 1, say(entry["label"], book.language), book.style("text"))
        sheet.put_wide(row, 2, max(last, 3), "")
        row += 1
    row += 1
    sheet.heads(row, [say(column["label"], book.language) for column in data["columns"]], 32)
    sheet.inner.freeze_panes(row + 1, 0)
    sheet.inner.repeat_rows(row)
    row += 1
    for section in data["sections"]:
        sheet.inner.merge_range(
            row, 0, row, last, say(section["title"], book.language), book.style("section")
        )
        row += 1
        for entry in section["rows"]:
            _line(sheet, row, entry)
            row += 1
    for note in data.get("notes", []):
        words = say(note, book.language)
        sheet.inner.merge_range(row + 1, 0, row + 1, last, words, book.style("note"))
        sheet.inner.set_row(row + 1, 17 * (1 + len(words) // 110))
        row += 1


def _line(sheet: Sheet, row: int, entry: dict[str, Any]) -> None:
    """One line of the list, with a cell in every column."""
    lines = 1
    for place, column in enumerate(sheet.book.data["columns"]):
        kind = column["kind"]
        if kind == "text":
            words = str(say(entry.get(column["key"], ""), sheet.book.language))
            sheet.write(row, place, words)
            lines = max(lines, 1 + int(len(words) // (column["width"] * 1.05)))
            continue
        sheet.put(row, place, None, "free" if kind == "number" else "words")
        if kind == "choice":
            choices = [say(choice, sheet.book.language) for choice in column["choices"]]
            sheet.allow(row, place, row, {"validate": "list", "source": choices}, "bad_choice")
        if kind == "number":
            rule = {"validate": "decimal", "criteria": ">=", "value": 0}
            sheet.allow(row, place, row, rule, "bad_number")
    # Not every program fits the height to the text by itself.
    sheet.inner.set_row(row, 15 * lines + 3)
