"""The roadmap on paper: an empty canvas of a year, a table of steps, and the example's canvas."""

from typing import Any

from demo.workbooks.paper import say
from demo.workbooks.printing.numbers import written
from demo.workbooks.printing.pages import Column, Part, print_pages
from demo.workbooks.roadmap_sums import QUARTERS, STRANDS, steps_of

_STEP_WIDTHS = (0.5, 3.4, 1.2, 2.2, 1.8, 2.4, 1, 1, 0.9, 0.9, 1.2)
_STEPS = 12


def roadmap_pages(data: dict[str, Any], language: str) -> bytes:
    """The pages of a `workbook: roadmap` file: the canvas fills one A4 page."""

    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    example = data["example"]
    steps = steps_of(example)
    quarters = [words("quarter").format(first=first, last=last) for first, last in QUARTERS]
    canvas = [
        Column(words("strand"), 1),
        *[Column(label, 2) for label in (words("today"), *quarters, words("in_a_year"))],
    ]
    empty = [[words(f"strand_{strand}"), "", "", "", "", "", ""] for strand in STRANDS]
    filled = []
    for strand in STRANDS:
        cells = [words(f"strand_{strand}"), say(example["canvas"][strand]["today"], language)]
        for first, last in QUARTERS:
            own = [
                (number, step) for number, step in enumerate(steps, start=1)
                if step.strand == strand and step.start is not None and first <= step.start <= last
            ]  # fmt: skip
            cells.append("\n".join(f"{number}. {say(step.name, language)}" for number, step in own) or "–")
        filled.append([*cells, say(example["canvas"][strand]["goal"], language)])
    heads = words("step_heads")
    columns = [
        Column(label, width, place in (6, 7, 8, 9, 10))
        for place, (label, width) in enumerate(zip(heads, _STEP_WIDTHS, strict=False))
    ]
    rows = [
        [
            str(number), say(step.name, language), words(f"strand_{step.strand}"), say(step.dimension, language),
            say(step.owner, language), say(step.indicator, language), _number(step.today, language),
            _number(step.target, language), written(step.start, language), written(step.end, language),
            written(step.cost, language),
        ]
        for number, step in enumerate(steps, start=1)
    ]  # fmt: skip
    written_by_hand = [[str(number), *[""] * (len(columns) - 1)] for number in range(1, _STEPS + 1)]
    paper = [Column(column.label, column.width) for column in columns]
    common = [Column(words("common"), 1.4), Column(words("common_answer"), 4)]
    asked = [[label, ""] for label in words("common_rows")]
    told = f"{say(example['firm'], language)} {words('example_note')}"
    parts = [
        Part(
            words("print_canvas"),
            canvas,
            empty,
            note=words("canvas_note"),
            fields=words("print_fields"),
            height=26,
        ),
        Part(words("common_head"), common, asked, height=10),
        Part(
            words("print_steps"),
            paper,
            written_by_hand,
            note=words("print_steps_note"),
            height=11,
            new_page=True,
        ),
        Part(words("print_example"), canvas, filled, note=told, new_page=True),
        Part(words("print_example_steps"), columns, rows, new_page=True),
    ]
    return print_pages(data, language, parts, landscape=True)


def _number(value: float | None, language: str) -> str:
    """A value with the decimals that it was written with."""
    decimals = 0 if value is None or float(value).is_integer() else len(str(value).partition(".")[2])
    return written(value, language, decimals)
