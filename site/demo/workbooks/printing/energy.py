"""The energy quick scan on paper: a table to fill in on the round, and the example with its results."""

from typing import Any

from demo.workbooks.energy_sums import saving_of, totals_of
from demo.workbooks.paper import say
from demo.workbooks.printing.numbers import share, written
from demo.workbooks.printing.pages import Column, Part, blank, print_pages

_ROWS = 12
_WIDTHS = (3.4, 1.3, 1, 0.9, 0.9, 1, 1.3, 1.3, 1.3, 1.2)


def energy_pages(data: dict[str, Any], language: str) -> bytes:
    """The pages of a `workbook: energy` file."""

    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    columns = [
        Column(label, width, place > 1)
        for place, (label, width) in enumerate(zip(words("heads"), _WIDTHS, strict=True))
    ]
    rows = []
    for action, source, power, hours, days, less, cost in data["example"]:
        energy, money, years = saving_of(data["prices"], source, power, hours, days, less, cost)
        numbers = [written(value, language) for value in (power, hours, days)]
        results = [written(value, language) for value in (cost, energy, money)]
        back = "" if years is None else written(years, language, 2)
        rows.append(
            [
                words("actions")[action - 1],
                words("sources")[source],
                *numbers,
                share(less, language, 0),
                *results,
                back,
            ]
        )
    energy, money, cost, years = totals_of(data)
    total = [written(cost, language), written(energy, language), written(money, language)]
    rows.append(
        [words("total"), "", "", "", "", "", *total, "" if years is None else written(years, language, 2)]
    )
    prices = [
        [label, written(price, language, 2)]
        for label, price in zip(words("prices"), data["prices"], strict=True)
    ]
    paper = [Column(column.label, column.width) for column in columns]
    parts = [
        Part(
            words("print_form"), paper, blank(paper, _ROWS), note=words("print_note"),
            fields=words("print_fields"), height=9,
        ),
        Part(
            words("print_example"), columns, rows, note=words("example_note"), strong=[len(rows) - 1], new_page=True
        ),
        Part(words("print_prices"), [Column(words("print_price"), 3), Column(words("print_value"), 1, True)], prices),
    ]  # fmt: skip
    return print_pages(data, language, parts, landscape=True)
