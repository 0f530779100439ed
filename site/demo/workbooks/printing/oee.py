"""OEE tracking on paper: a log to fill in at the line, and the example with its results."""

from typing import Any

from demo.workbooks.oee_sums import ADDED, oee_of, summary_of
from demo.workbooks.paper import say
from demo.workbooks.printing.numbers import share, written
from demo.workbooks.printing.pages import Column, Part, blank, print_pages

_ROWS = 18
_WIDTHS = (1.2, 0.9, 1.2, 1.1, 1.3, 1.1, 1.1)


def oee_pages(data: dict[str, Any], language: str) -> bytes:
    """The pages of a `workbook: oee` file."""

    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    heads = words("log_heads")
    entered = [
        Column(label, width, place > 1)
        for place, (label, width) in enumerate(zip(heads, _WIDTHS, strict=False))
    ]
    paper = [*[Column(column.label, column.width) for column in entered], Column(words("print_why"), 3)]
    shares = [Column(label, 1.3, True) for label in heads[7:]]
    log = []
    for row in data["example"]:
        cycle = 0 if float(row[4]).is_integer() else 1
        numbers = [
            written(value, language, cycle if place == 2 else 0) for place, value in enumerate(row[2:])
        ]
        found = oee_of(*row[2:])
        log.append(
            [written(row[0], language), row[1], *numbers, *[share(found[name], language) for name in ADDED]]
        )
    found = summary_of(data["example"])
    totals = [
        [label, share(value, language) if place > 3 else written(value, language), meaning]
        for place, (label, value, meaning) in enumerate(
            zip(words("summary_rows"), found.values(), words("summary_meanings"), strict=True)
        )
    ]
    heads = words("summary_heads")
    summary = [Column(heads[0], 2), Column(heads[1], 1, True), Column(heads[2], 4)]
    parts = [
        Part(
            words("print_form"), paper, blank(paper, _ROWS), note=words("print_note"),
            fields=words("print_fields"), height=7,
        ),
        Part(words("print_example"), [*entered, *shares], log, note=words("example_note"), new_page=True),
        Part(words("sheet_summary"), summary, totals, strong=[7]),
    ]  # fmt: skip
    return print_pages(data, language, parts, landscape=True)
