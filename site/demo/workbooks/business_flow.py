"""The cash flow of a business case by year, its results and the decision in one sentence."""

from demo.workbooks import business_inputs as inputs
from demo.workbooks.business_sums import YEARS, Case, crossings, running
from demo.workbooks.paper import Book, Sheet

# Rows as a spreadsheet counts them, from 1.
HEAD, INVESTMENT, GAINS, COSTS, RESIDUAL = 4, 5, 6, 7, 8
NET, SUM, FACTOR, PRESENT, PRESENT_SUM, REACHED, PRESENT_REACHED = 9, 10, 11, 12, 13, 14, 15
RESULTS = 18
NPV_CELL = f"B{RESULTS + 3}"
_LETTERS = "BCDEFG"


def flow_sheet(book: Book, case: Case) -> None:
    """Write the sheet; there is nothing to fill in on it."""
    sheet = Sheet(book, "sheet_flow", landscape=True)
    sheet.inner.set_column(0, 0, 46)
    sheet.inner.set_column(1, 1 + YEARS, 14)
    sheet.say(0, 0, "sheet_flow", "title")
    sheet.spread(1, 0, 1 + YEARS, "flow_note", "note", 32)
    sheet.say(HEAD - 1, 0, "year", "head")
    for year in range(YEARS + 1):
        sheet.inner.write_number(HEAD - 1, 1 + year, year, book.style("head", "whole"))
    _years(sheet, case)
    _results(sheet, case)
    _chart(sheet)


def _years(sheet: Sheet, case: Case) -> None:
    source = f"'{sheet.book.text('sheet_inputs')}'!"
    rows, net, factors = case.rows(), case.net, case.factors()
    present = [amount * factor for amount, factor in zip(net, factors, strict=True)]
    sums, present_sums = running(net), running(present)
    reached, present_reached = crossings(net), crossings(present)
    labels = {
        INVESTMENT: "investment_total", GAINS: "gains", COSTS: "costs", RESIDUAL: "residual", NET: "net", SUM: "sum_to_date",
        FACTOR: "factor", PRESENT: "present", PRESENT_SUM: "present_to_date", REACHED: "reached",
        PRESENT_REACHED: "present_reached",
    }  # fmt: skip
    for row, key in labels.items():
        sheet.say(row - 1, 0, key, "result" if row in (NET, PRESENT) else "text")
    for year, own in enumerate(_LETTERS):
        before = _LETTERS[year - 1]
        share = f"*{source}$B${inputs.FIRST_YEAR}" if year == 1 else ""
        first = year == 0
        cells: list[tuple[int, str, float | str, str]] = [
            (INVESTMENT, f"=-{source}$B${inputs.INVESTMENT}" if first else "=0", rows["investment"][year], "money"),
            (GAINS, "=0" if first else f"={source}$E${inputs.GAIN_SUM}{share}", rows["gains"][year], "money"),
            (COSTS, "=0" if first else f"=-{source}$B${inputs.COST_SUM}", rows["costs"][year], "money"),
            (RESIDUAL, f"={source}$B${inputs.RESIDUAL}" if year == YEARS else "=0", rows["residual"][year], "money"),
            (NET, f"=SUM({own}{INVESTMENT}:{own}{RESIDUAL})", net[year], "money"),
            (SUM, f"={own}{NET}" if first else f"={before}{SUM}+{own}{NET}", sums[year], "money"),
            (FACTOR, f"=1/(1+{source}$B${inputs.RATE})^{own}${HEAD}", factors[year], "factor"),
            (PRESENT, f"={own}{NET}*{own}{FACTOR}", present[year], "money"),
            (PRESENT_SUM, f"={own}{PRESENT}" if first else f"={before}{PRESENT_SUM}+{own}{PRESENT}", present_sums[year], "money"),
        ]  # fmt: skip
        if not first:
            for row, total, flow, found in (
                (REACHED, SUM, NET, reached),
                (PRESENT_REACHED, PRESENT_SUM, PRESENT, present_reached),
            ):
                formula = (
                    f"=IF(AND({before}{total}<0,{own}{total}>=0),"
                    f'{before}${HEAD}-{before}{total}/{own}{flow},"")'
                )
                value = found[year - 1]
                cells.append((row, formula, "" if value is None else value, "two"))
        for row, formula, stored, form in cells:
            sheet.sum(row - 1, 1 + year, formula, stored, form, "result" if row in (NET, PRESENT) else "text")


def _results(sheet: Sheet, case: Case) -> None:
    say, last = sheet.book.text, _LETTERS[-1]
    sheet.spread(RESULTS - 2, 0, 1 + YEARS, "results_head", "section")
    npv, gains = case.present(case.net), case.present(case.rows()["gains"])

    def back(row: int) -> str:
        return f'=IF(COUNT(C{row}:{last}{row})=0,"{say("not_reached")}",MIN(C{row}:{last}{row}))'

    def first(found: list[float | None]) -> float | str:
        return min((year for year in found if year is not None), default=say("not_reached"))

    discounted = [amount * factor for amount, factor in zip(case.net, case.factors(), strict=True)]
    cells: list[tuple[str, str, float | str, str]] = [
        ("investment_total", f"=-B{INVESTMENT}", case.investment, "money"),
        ("payback", back(REACHED), first(crossings(case.net)), "two"),
        ("present_payback", back(PRESENT_REACHED), first(crossings(discounted)), "two"),
        ("npv", f"=SUM(B{PRESENT}:{last}{PRESENT})", npv, "money"),
        ("npv_per_unit", f'=IF(B{RESULTS}=0,"",{NPV_CELL}/B{RESULTS})', npv / case.investment, "two"),
        (
            "margin",
            f"=IF(SUM(B{GAINS}:{last}{GAINS})=0,\"\","
            f"{NPV_CELL}/SUMPRODUCT(B{GAINS}:{last}{GAINS},B{FACTOR}:{last}{FACTOR}))",
            npv / gains,
            "percent",
        ),
    ]  # fmt: skip
    for row, (key, formula, value, form) in enumerate(cells, start=RESULTS):
        style = "result" if key in ("npv", "payback") else "text"
        sheet.say(row - 1, 0, key, style)
        sheet.sum(row - 1, 1, formula, value, form, style)
    row = RESULTS + len(cells)
    sheet.inner.merge_range(row, 0, row, 1 + YEARS, "", sheet.book.style("result"))
    decision = f'=IF({NPV_CELL}>0,"{say("decision_yes")}","{say("decision_no")}")'
    sheet.sum(row, 0, decision, say("decision_yes") if npv > 0 else say("decision_no"), "", "result")
    sheet.inner.set_row(row, 34)


def _chart(sheet: Sheet) -> None:
    book = sheet.book

    def cells(row: int) -> str:
        return f"='{sheet.name}'!$B${row}:${_LETTERS[-1]}${row}"

    bars = book.inner.add_chart({"type": "column"})
    line = book.inner.add_chart({"type": "line"})
    bars.add_series(
        {
            "name": book.text("net"),
            "categories": cells(HEAD),
            "values": cells(NET),
            "fill": {"color": "#2f7d8a"},
        }
    )
    line.add_series(
        {
            "name": book.text("sum_to_date"),
            "categories": cells(HEAD),
            "values": cells(SUM),
            "line": {"color": "#b5651d", "width": 2.5},
            "marker": {"type": "diamond"},
        }
    )
    bars.combine(line)
    bars.set_title({"name": book.text("chart_flow"), "name_font": {"size": 12}})
    bars.set_x_axis({"name": book.text("year"), "label_position": "low"})
    bars.set_y_axis({"num_format": "#,##0"})
    bars.set_legend({"position": "bottom"})
    bars.set_size({"width": 900, "height": 300})
    sheet.inner.insert_chart(RESULTS + 8, 0, bars, {"description": book.text("chart_flow")})
