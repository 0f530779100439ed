"""The carbon footprint on paper: a form for twelve months, the example with its results, and the factors."""

from typing import Any

from demo.workbooks.carbon_sums import FUELS, GASES, POWER, Footprint, footprint_of
from demo.workbooks.paper import say
from demo.workbooks.printing.numbers import share, written
from demo.workbooks.printing.pages import Column, Part, print_pages


def carbon_pages(data: dict[str, Any], language: str) -> bytes:
    """The pages of a `workbook: carbon` file."""
    year = footprint_of(data)
    parts = [
        *_form(data, language),
        _results(data, year, language),
        _filled(data, year, language),
        *_factors(data, language),
    ]
    return print_pages(data, language, parts, landscape=True)


def _form(data: dict[str, Any], language: str) -> list[Part]:
    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    columns = [
        Column(words("source"), 3.6),
        Column(words("measure"), 0.9),
        *[Column(month, 1) for month in words("months")],
    ]
    rows = [[words(f"source_{source}"), words(f"unit_{source}"), *[""] * 12] for source in (*FUELS, *POWER)]
    rows.append([words("source_production"), "", *[""] * 12])
    gases = [[words(f"source_{gas}"), ""] for gas in GASES]
    return [
        Part(
            words("print_form"),
            columns,
            rows,
            note=words("print_note"),
            fields=words("print_fields"),
            height=6.3,
        ),
        Part(
            words("refills_head"),
            [Column(words("source"), 2), Column("kg", 1)],
            gases,
            height=5.6,
        ),
    ]


def _results(data: dict[str, Any], year: Footprint, language: str) -> Part:
    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    whole = year.scope_1 + year.power_by_place + year.heat

    def row(label: str, amount: str, value: float, part: float | None) -> list[str]:
        return [label, amount, written(value, language, 2), "" if part is None else share(part, language)]

    rows = [
        row(
            words(f"source_{fuel}"),
            written(year.amount(fuel), language),
            sum(year.fuel(fuel)),
            sum(year.fuel(fuel)) / whole,
        )
        for fuel in FUELS
    ]
    refilled = sum(year.refills.values())
    rows += [
        row(words("leaks"), written(refilled, language, 1), year.leaks, year.leaks / whole),
        row(words("power"), written(year.amount("grid"), language), year.power_by_place, year.power_by_place / whole),
        row(words("source_heat"), written(year.amount("heat"), language), year.heat, year.heat / whole),
        row(words("scope_1"), "", year.scope_1, None),
        row(words("by_place"), "", year.power_by_place + year.heat, None),
        row(words("by_contract"), "", year.power_by_contract + year.heat, None),
        row(words("whole_by_place"), "", whole, None),
        row(words("whole_by_contract"), "", year.scope_1 + year.power_by_contract + year.heat, None),
    ]  # fmt: skip
    made = year.amount("production")
    unit = say(data["example"]["unit"], language)
    rows.append([words("per_unit"), f"kg/{unit}", written(whole * 1000 / made, language, 2), ""])
    heads = words("result_heads")
    columns = [
        Column(heads[0], 4),
        Column(heads[1], 1.5, True),
        Column(heads[5], 1.2, True),
        Column(heads[6], 1, True),
    ]
    strong = [len(rows) - place for place in (1, 2, 3)]
    return Part(
        words("print_results"), columns, rows, note=words("example_note"), strong=strong, new_page=True
    )


def _filled(data: dict[str, Any], year: Footprint, language: str) -> Part:
    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    columns = [
        Column(words("source"), 3.6), *[Column(month, 1, True) for month in words("months")], Column(words("total"), 1.3, True),
    ]  # fmt: skip
    rows = []
    for source in (*FUELS, *POWER, "production"):
        values = year.months[source]
        if any(value is not None for value in values):
            months = [written(value, language) for value in values]
            rows.append([words(f"source_{source}"), *months, written(year.amount(source), language)])
    return Part(words("print_filled"), columns, rows)


def _factors(data: dict[str, Any], language: str) -> list[Part]:
    def words(key: str) -> Any:
        return say(data["texts"][key], language)

    widths = (2, 1.1, 0.9, 5.5, 0.6, 1)
    columns = [
        Column(label, width, place == 2)
        for place, (label, width) in enumerate(zip(words("factor_heads"), widths, strict=True))
    ]
    rows: list[list[str]] = []
    strong = []
    for group in data["factors"]:
        strong.append(len(rows))
        rows.append([say(group["title"], language), " ", " ", " ", " ", " "])
        for entry in group["rows"]:
            source = data["sources"][entry["source"]]
            value = entry["value"]
            decimals = 0 if float(value).is_integer() else len(str(value).partition(".")[2])
            rows.append([
                say(entry["name"], language), str(say(entry["unit"], language)), written(value, language, decimals),
                say(source["name"], language), str(source["year"] or ""),
                words("check_example") if entry.get("is_example") else words("published"),
            ])  # fmt: skip
    return [
        Part(words("print_factors"), columns, rows, note=words("factors_note"), strong=strong, new_page=True)
    ]
