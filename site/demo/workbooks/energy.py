"""Energy quick scan: saving and simple pay-back of each opportunity."""

from typing import Any

from demo.workbooks.kit import Kit

FIRST, ROWS = 8, 12


def saving_of(prices: list[float], source: int, power: float, hours: float, days: float, share: float,
              cost: float) -> tuple[float, float, float | None]:  # fmt: skip
    """kWh a year, lira a year, and years of simple pay-back (cost / yearly saving; None when nothing is saved).

    `source` is 0 for electricity and 1 for natural gas; `prices` are lira per kWh in that order.
    """
    energy = power * hours * days * share
    money = energy * prices[source]
    return energy, money, cost / money if money else None


def totals_of(data: dict[str, Any]) -> tuple[float, float, float, float | None]:
    """kWh and lira saved a year, lira to invest, years of pay-back, of all opportunities together."""
    results = [saving_of(data["prices"], *row[1:]) for row in data["example"]]
    energy, money = sum(found[0] for found in results), sum(found[1] for found in results)
    cost = sum(row[6] for row in data["example"])
    return energy, money, cost, cost / money if money else None


def build(kit: Kit, data: dict[str, Any]) -> None:
    """Fill the workbook: prices above, a row an opportunity, totals below, a chart of the savings."""
    t = kit.t
    sheet = kit.sheet(t["scan"], [36, 13, 11, 9, 9, 10, 13, 13, 13, 11], note=t["note"])
    for source in (0, 1):
        sheet.write(3 + source, 0, t["prices"][source], kit.styles["text"])
        sheet.write(3 + source, 1, data["prices"][source], kit.styles["input_number"])
    kit.heads(sheet, FIRST - 1, t["heads"])
    sheet.repeat_rows(FIRST - 1)
    styles = ["input", "input", *["input_number"] * 3, "input_percent", "input_number"]
    for index in range(ROWS):
        row, n = FIRST + index, FIRST + index + 1
        entry = data["example"][index] if index < len(data["example"]) else None
        shown = [t["actions"][entry[0] - 1], t["sources"][entry[1]], *entry[2:]] if entry else [None] * 7
        for column, style in enumerate(styles):
            sheet.write(row, column, shown[column], kit.styles[style])
        energy, money, years = saving_of(data["prices"], *entry[1:]) if entry else ("", "", "")
        ready = f'OR(COUNT(C{n}:F{n})<4,B{n}="")'
        price = f'IF(B{n}="{t["sources"][1]}",$B$5,$B$4)'
        formulas = [
            (f'=IF({ready},"",C{n}*D{n}*E{n}*F{n})', "number", energy),
            (f'=IF({ready},"",H{n}*{price})', "number", money),
            (f'=IF({ready},"",IF(I{n}=0,"",G{n}/I{n}))', "bold_decimal", "" if years is None else years),
        ]
        for column, (formula, style, value) in enumerate(formulas, 7):
            sheet.write_formula(row, column, formula, kit.styles[style], value)
    end, total = FIRST + ROWS, FIRST + ROWS
    energy, money, cost, years = totals_of(data)
    sheet.merge_range(total, 0, total, 5, t["total"], kit.styles["head"])
    sums = [(6, "G", cost), (7, "H", energy), (8, "I", money)]
    for column, letter, value in sums:
        formula = f"=SUM({letter}{FIRST + 1}:{letter}{end})"
        sheet.write_formula(total, column, formula, kit.styles["bold_number"], value)
    n = total + 1
    sheet.write_formula(total, 9, f'=IF(I{n}=0,"",G{n}/I{n})', kit.styles["bold_decimal"], years or "")
    last = FIRST + ROWS - 1
    kit.check(sheet, (3, 1, 4, 1), {"validate": "decimal", "criteria": ">", "value": 0})
    sheet.data_validation(FIRST, 1, last, 1, {"validate": "list", "source": t["sources"]})
    for column, largest in ((2, 100000), (3, 24), (4, 366), (5, 1), (6, 1000000000)):
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": largest}
        kit.check(sheet, (FIRST, column, last, column), rule)
    chart = kit.book.add_chart({"type": "bar"})
    chart_end = FIRST + ROWS - 1
    chart.add_series(
        {
            "categories": [t["scan"], FIRST, 0, chart_end, 0],
            "values": [t["scan"], FIRST, 8, chart_end, 8],
            "fill": {"color": "#12474f"},
        }
    )
    chart.set_title({"name": t["chart"], "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    sheet.insert_chart(total + 2, 0, chart, {"x_scale": 1.7, "description": t["chart"]})
