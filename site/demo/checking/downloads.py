"""Tables that become workbooks and printed sheets, and self-checks: whole and without gaps."""

from demo.checking import forms
from demo.checking.findings import Findings
from demo.checking.folder import Content
from demo.reading.located import Located
from demo.reading.pictures import LARGEST_PICTURE, picture_path

_IN_FORMULAS = (
    "sheet_", "check_", "not_reached", "decision_", "strand_", "mark_", "state_", "answer_", "weights_",
)  # fmt: skip


def check_downloads(content: Content, findings: Findings) -> None:
    """Look at every checklist and every self-check."""
    for found in content.downloads.values():
        _pictures(found, findings)
        if "columns" in found.data:
            _checklist(found, findings)
        elif "texts" in found.data:
            for name, words in found.data["texts"].items():
                _languages(found, words, ("texts", name), findings)
                _in_formula(found, name, words, findings)
    for found in content.self_checks.values():
        _self_check(found, findings)


def _checklist(found: Located, findings: Findings) -> None:
    data, path = found.data, found.path
    columns = {column["key"]: column for column in data["columns"]}
    if len(columns) != len(data["columns"]):
        findings.error(path, found.line("columns"), "workbook", "two columns have the same key")
    for index, column in enumerate(data["columns"]):
        if (column["kind"] == "choice") != ("choices" in column):
            findings.error(
                path, found.line("columns", index), "workbook", "a choice column has choices, no other does"
            )
    seen: set[str] = set()
    for number, section in enumerate(data["sections"]):
        for index, row in enumerate(section["rows"]):
            place = ("sections", number, "rows", index)
            if not isinstance(row, dict) or "key" not in row:
                findings.error(path, found.line(*place), "workbook", "a row has a key")
                continue
            if row["key"] in seen:
                findings.error(path, found.line(*place), "key", f"two rows have the key {row['key']!r}")
            seen.add(row["key"])
            for name, cell in row.items():
                if name == "key":
                    continue
                column = columns.get(name)
                if column is None or column["kind"] != "text":
                    findings.error(
                        path, found.line(*place, name), "workbook", f"there is no text column {name!r}"
                    )
                    continue
                for _at, message in forms.CELL(cell, ()):
                    findings.error(path, found.line(*place, name), "workbook", f"{name}: {message}")
                _languages(found, cell, (*place, name), findings)
    for name in ("title", "intro"):
        _languages(found, data[name], (name,), findings)
    for index, column in enumerate(data["columns"]):
        _languages(found, column["label"], ("columns", index, "label"), findings)


def _pictures(found: Located, findings: Findings) -> None:
    """A picture of a page stands beside each file whose description names one: small, and told in words."""
    for ending, picture in (found.data.get("preview") or {}).items():
        place = ("preview", ending)
        _languages(found, picture["alt"], (*place, "alt"), findings)
        for language in found.data["languages"]:
            path = picture_path(found.path, ending, language)
            if not path.is_file():
                message = f"{path.name} is missing (manage.py content previews draws it)"
                findings.error(found.path, found.line(*place), "files", message)
            elif path.stat().st_size > LARGEST_PICTURE:
                message = f"{path.name} has more than {LARGEST_PICTURE // 1000} kB"
                findings.error(found.path, found.line(*place), "files", message)


def _languages(found: Located, texts: object, place: tuple[str | int, ...], findings: Findings) -> None:
    if isinstance(texts, list):
        for index, item in enumerate(texts):
            _languages(found, item, (*place, index), findings)
    if isinstance(texts, dict):
        for language in found.data["languages"]:
            if language not in texts:
                findings.error(found.path, found.line(*place), "twins", f"the text in {language} is missing")


def _in_formula(found: Located, name: str, words: object, findings: Findings) -> None:
    """Spreadsheets have limits for names of sheets and for texts in formulas."""
    longest = 31 if name.startswith("sheet_") else 255
    if name.startswith(_IN_FORMULAS) and isinstance(words, dict):
        for language, text in words.items():
            if len(str(text)) > longest or '"' in str(text):
                message = f"{language}: at most {longest} characters, no quotation mark"
                findings.error(found.path, found.line("texts", name), "workbook", message)


def _self_check(found: Located, findings: Findings) -> None:
    """Every sum of points leads to exactly one result."""
    sums = {0}
    for question in found.data["questions"]:
        points = {choice["points"] for choice in question["choices"]}
        sums = {total + more for total in sums for more in points}
    for total in sorted(sums):
        hits = [result["key"] for result in found.data["results"] if result["from"] <= total <= result["to"]]
        if len(hits) != 1:
            message = f"{total} points lead to {', '.join(hits) or 'no result'}; exactly one is right"
            findings.error(found.path, found.line("results"), "selfcheck", message)
            return
