"""What the net present value of a business case becomes when its assumptions are wrong."""

from demo.workbooks import business_flow as flow
from demo.workbooks import business_inputs as inputs
from demo.workbooks.business_sums import Case
from demo.workbooks.paper import Book, Sheet

# Rows as a spreadsheet counts them, from 1.
CHANGE, PARTS, NPV, SINGLE, GRID = 4, 7, 11, 15, 22
GAIN_CHANGES = (-0.3, -0.2, -0.1, 0.0, 0.1)
INVESTMENT_CHANGES = (-0.1, 0.0, 0.1, 0.2, 0.3)
_PARTS = (
    ("gains", flow.GAINS),
    ("costs", flow.COSTS),
    ("investment", flow.INVESTMENT),
    ("residual", flow.RESIDUAL),
)


def sensitivity_sheet(book: Book, case: Case) -> None:
    """Write the sheet: one assumption at a time, then gains against investment."""
    sheet = Sheet(book, "sheet_sensitivity", landscape=False)
    sheet.inner.set_column(0, 0, 40)
    sheet.inner.set_column(1, 5, 14)
    sheet.say(0, 0, "sheet_sensitivity", "title")
    sheet.spread(1, 0, 5, "sensitivity_note", "note", 32)
    change = book.data["example"]["change"]
    sheet.say(CHANGE - 1, 0, "change")
    sheet.put(CHANGE - 1, 1, change, "percent")
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0.01, "maximum": 0.9}
    sheet.allow(CHANGE - 1, 1, CHANGE - 1, rule, "bad_change")
    rows = case.rows()
    parts = {key: case.present(rows[key]) for key, _row in _PARTS}
    _parts(sheet, parts)
    _single(sheet, case, parts, change)
    _grid(sheet, parts)
    _chart(sheet)


def _parts(sheet: Sheet, parts: dict[str, float]) -> None:
    source = f"'{sheet.book.text('sheet_flow')}'!"
    sheet.spread(PARTS - 2, 0, 5, "parts_head", "section")
    for place, (key, row) in enumerate(_PARTS):
        sheet.say(PARTS - 1 + place, 0, "investment_total" if key == "investment" else key)
        formula = f"=SUMPRODUCT({source}$B${row}:$G${row},{source}$B${flow.FACTOR}:$G${flow.FACTOR})"
        sheet.sum(PARTS - 1 + place, 1, formula, parts[key], "money")
    sheet.say(NPV - 1, 0, "npv", "result")
    sheet.sum(NPV - 1, 1, f"=SUM(B{PARTS}:B{NPV - 1})", sum(parts.values()), "money", "result")


def _single(sheet: Sheet, case: Case, parts: dict[str, float], change: float) -> None:
    npv = sum(parts.values())
    sheet.spread(SINGLE - 3, 0, 5, "single_head", "section")
    for column, key in enumerate(("assumption", "lower", "as_planned", "higher", "span")):
        sheet.say(SINGLE - 2, column, key, "head")
    cells: list[tuple[str, str, float, str, float]] = [
        (
            key,
            f"=B{NPV}-B{CHANGE}*B{PARTS + place}",
            npv - change * parts[key],
            f"=B{NPV}+B{CHANGE}*B{PARTS + place}",
            npv + change * parts[key],
        )
        for place, key in enumerate(("gains", "costs", "investment"))
    ]
    net, rate = f"'{sheet.book.text('sheet_flow')}'!", f"'{sheet.book.text('sheet_inputs')}'!$B${inputs.RATE}"

    def at_rate(sign: str) -> str:
        return f"={net}$B${flow.NET}+NPV({rate}*(1{sign}B{CHANGE}),{net}$C${flow.NET}:$G${flow.NET})"

    low, high = (case.present(case.net, case.rate * (1 + sign * change)) for sign in (-1, 1))
    cells.append(("rate", at_rate("-"), low, at_rate("+"), high))
    for row, (key, lower, low_value, higher, high_value) in enumerate(cells, start=SINGLE):
        sheet.say(row - 1, 0, "investment_total" if key == "investment" else key)
        sheet.sum(row - 1, 1, lower, low_value, "money")
        sheet.sum(row - 1, 2, f"=B${NPV}", npv, "money")
        sheet.sum(row - 1, 3, higher, high_value, "money")
        sheet.sum(row - 1, 4, f"=ABS(D{row}-B{row})", abs(high_value - low_value), "money")


def _grid(sheet: Sheet, parts: dict[str, float]) -> None:
    sheet.spread(GRID - 2, 0, 5, "grid_head", "section")
    sheet.say(GRID - 1, 0, "grid_corner", "head")
    for column, more in enumerate(GAIN_CHANGES, start=1):
        sheet.put(GRID - 1, column, more, "change")
        letter = "ABCDEF"[column]
        for place, extra in enumerate(INVESTMENT_CHANGES):
            row = GRID + 1 + place
            formula = (
                f"=$B${PARTS}*(1+{letter}${GRID})+$B${PARTS + 1}+$B${PARTS + 2}*(1+$A{row})+$B${PARTS + 3}"
            )
            value = (
                parts["gains"] * (1 + more)
                + parts["costs"]
                + parts["investment"] * (1 + extra)
                + parts["residual"]
            )
            sheet.sum(row - 1, column, formula, value, "money")
    for place, extra in enumerate(INVESTMENT_CHANGES):
        sheet.put(GRID + place, 0, extra, "change")
    rule = {"validate": "decimal", "criteria": "between", "minimum": -0.9, "maximum": 2}
    for column in range(1, len(GAIN_CHANGES) + 1):
        sheet.allow(GRID - 1, column, GRID - 1, rule, "bad_change")
    sheet.allow(GRID, 0, GRID + len(INVESTMENT_CHANGES) - 1, rule, "bad_change")


def _chart(sheet: Sheet) -> None:
    book, last = sheet.book, SINGLE + 3
    chart = book.inner.add_chart({"type": "bar"})
    for key, letter, colour in (("lower", "B", "#2f7d8a"), ("higher", "D", "#b5651d")):
        chart.add_series(
            {
                "name": book.text(key),
                "categories": f"='{sheet.name}'!$A${SINGLE}:$A${last}",
                "values": f"='{sheet.name}'!${letter}${SINGLE}:${letter}${last}",
                "fill": {"color": colour},
            }
        )
    chart.set_title({"name": book.text("chart_sensitivity"), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_x_axis({"num_format": "#,##0"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 300})
    sheet.inner.insert_chart(GRID + 6, 0, chart, {"description": book.text("chart_sensitivity")})
