"""What comes out of a carbon footprint: tonnes by source and scope, by month, per unit of production, and its checks."""

from demo.workbooks import carbon_data as data
from demo.workbooks.carbon_factors import FactorSheet
from demo.workbooks.carbon_sums import FUELS, GASES, MONTHS, Footprint
from demo.workbooks.charts import add_chart, column
from demo.workbooks.paper import NOTICE, Book, Sheet, say

# Rows as a spreadsheet counts them, from 1.
HEAD = 4
FUEL = {fuel: HEAD + 1 + place for place, fuel in enumerate(FUELS)}
LEAKS = HEAD + len(FUELS) + 1
POWER, HEAT = LEAKS + 1, LEAKS + 2
SCOPE_1, BY_PLACE, BY_CONTRACT, TOTAL, TOTAL_CONTRACT, PER_UNIT = range(HEAT + 2, HEAT + 8)
CHECKS = PER_UNIT + 3
MONTH_HEAD = CHECKS + 5


def results_sheet(book: Book, year: Footprint, filled: Sheet, factors: FactorSheet) -> None:
    """Write the sheet; there is nothing to fill in on it."""
    sheet = Sheet(book, "sheet_results", landscape=False, pages=0)
    sheet.widths(44, 14, 13, 13, 13, 14, 18)
    sheet.opening(6, "results_note", 48)
    sheet.heads(HEAD - 1, book.texts("result_heads"), 34)
    source = f"'{filled.name}'!"
    _rows(sheet, year, source, factors)
    _scopes(sheet, year, source, factors)
    _per_unit(sheet, year, source)
    _checks(sheet, year, source, factors)
    _months(sheet, year, source, factors)
    bars = [(None, column(HEAD, HEAT - 1, 0), column(HEAD, HEAT - 1, 5))]
    chart_row = MONTH_HEAD + MONTHS + 1
    add_chart(
        sheet,
        (chart_row, 0),
        {"type": "bar"},
        book.text("chart_sources"),
        bars,
        number="#,##0",
        size=(860, 330),
    )
    months = column(MONTH_HEAD, MONTH_HEAD + MONTHS - 1, 0)
    stacked = [
        (book.text("month_fuels"), months, column(MONTH_HEAD, MONTH_HEAD + MONTHS - 1, 1)),
        (book.text("month_power"), months, column(MONTH_HEAD, MONTH_HEAD + MONTHS - 1, 2)),
    ]
    kind = {"type": "column", "subtype": "stacked"}
    add_chart(sheet, (chart_row + 17, 0), kind, book.text("chart_months"), stacked, size=(860, 300))


def _rows(sheet: Sheet, year: Footprint, source: str, factors: FactorSheet) -> None:
    whole = year.scope_1 + year.power_by_place + year.heat
    for fuel, n in FUEL.items():
        parts = year.fuel(fuel)
        sheet.say(n - 1, 0, f"source_{fuel}")
        sheet.sum(n - 1, 1, f"={source}P{data.ROW[fuel]}", year.amount(fuel), "whole")
        for place, (letter, part) in enumerate(zip("CDE", parts, strict=True), 2):
            sheet.sum(n - 1, place, f"=$B{n}*{factors.fuel(fuel, letter)}/1000", part, "two")
        sheet.sum(n - 1, 5, f"=SUM(C{n}:E{n})", sum(parts), "two", "result")
    sheet.say(LEAKS - 1, 0, "leaks")
    first, last = min(data.GAS.values()), max(data.GAS.values())
    refilled = sum(year.refills.values())
    sheet.sum(LEAKS - 1, 1, f"=SUM({source}D{first}:D{last})", refilled, "one")
    leaks = "+".join(f"{source}D{data.GAS[gas]}*{factors.cell(f'{gas}-gwp')}" for gas in GASES)
    sheet.sum(LEAKS - 1, 5, f"=({leaks})/1000", year.leaks, "two", "result")
    sheet.say(POWER - 1, 0, "power")
    sheet.sum(POWER - 1, 1, f"={source}P{data.ROW['grid']}", year.amount("grid"), "whole")
    sheet.sum(POWER - 1, 5, f"=B{POWER}*{factors.cell('grid')}/1000", year.power_by_place, "two", "result")
    sheet.say(HEAT - 1, 0, "source_heat")
    sheet.sum(HEAT - 1, 1, f"={source}P{data.ROW['heat']}", year.amount("heat"), "whole")
    sheet.sum(HEAT - 1, 5, f"=B{HEAT}*{factors.cell('heat')}/1000", year.heat, "two", "result")
    for n in (LEAKS, POWER, HEAT):
        for place in (2, 3, 4):
            sheet.write(n - 1, place, "")
    shares = [*(sum(year.fuel(fuel)) for fuel in FUELS), year.leaks, year.power_by_place, year.heat]
    for n, value in zip(range(HEAD + 1, HEAT + 1), shares, strict=True):
        sheet.sum(n - 1, 6, f"=IF($F${TOTAL}=0,0,F{n}/$F${TOTAL})", value / whole if whole else 0, "percent")


def _scopes(sheet: Sheet, year: Footprint, source: str, factors: FactorSheet) -> None:
    rest = f"({source}P{data.ROW['grid']}-{source}P{data.ROW['certified']})*{factors.cell('rest')}/1000"
    by_place = year.power_by_place + year.heat
    by_contract = year.power_by_contract + year.heat
    rows = [
        (SCOPE_1, "scope_1", f"=SUM(F{FUEL['gas']}:F{LEAKS})", year.scope_1),
        (BY_PLACE, "by_place", f"=F{POWER}+F{HEAT}", by_place),
        (BY_CONTRACT, "by_contract", f"={rest}+F{HEAT}", by_contract),
        (TOTAL, "whole_by_place", f"=F{SCOPE_1}+F{BY_PLACE}", year.scope_1 + by_place),
        (TOTAL_CONTRACT, "whole_by_contract", f"=F{SCOPE_1}+F{BY_CONTRACT}", year.scope_1 + by_contract),
    ]
    for n, key, formula, value in rows:
        sheet.spread(n - 1, 0, 4, key, "result" if n >= TOTAL else "text")
        sheet.sum(n - 1, 5, formula, value, "two", "result")


def _per_unit(sheet: Sheet, year: Footprint, source: str) -> None:
    made = year.amount("production")
    whole = year.scope_1 + year.power_by_place + year.heat
    sheet.spread(PER_UNIT - 1, 0, 4, "per_unit", "result")
    formula = f'=IF({source}P{data.ROW["production"]}=0,"",F{TOTAL}*1000/{source}P{data.ROW["production"]})'
    sheet.sum(PER_UNIT - 1, 5, formula, whole * 1000 / made if made else "", "two", "result")
    unit = say(sheet.book.data["example"]["unit"], sheet.book.language)
    sheet.sum(PER_UNIT - 1, 6, f'="kg/"&{source}B{data.UNIT}', f"kg/{unit}", "", "text")


def _checks(sheet: Sheet, year: Footprint, source: str, factors: FactorSheet) -> None:
    book = sheet.book
    sheet.spread(CHECKS - 2, 0, 6, "checks_head", "section")
    examples = sum(bool(row.get("is_example")) for group in book.data["factors"] for row in group["rows"])
    over = f"{source}P{data.ROW['certified']}>{source}P{data.ROW['grid']}"
    is_over = year.amount("certified") > year.amount("grid")
    rows = [
        ("count_missing", f"={source}D{data.MISSING}", year.missing()),
        ("count_examples", f"={factors.examples}", examples),
        ("count_over", f"=IF({over},1,0)", int(is_over)),
    ]
    for place, (key, formula, value) in enumerate(rows):
        sheet.spread(CHECKS - 1 + place, 0, 4, key, "text")
        sheet.sum(CHECKS - 1 + place, 5, formula, value, "whole", "result")
        words = f'=IF(F{CHECKS + place}=0,"{book.text("check_fine")}","{book.text("check_look")}")'
        sheet.sum(CHECKS - 1 + place, 6, words, book.text("check_look" if value else "check_fine"), "")
    sheet.flag((CHECKS - 1, 5, CHECKS + 1, 6), f"=$F{CHECKS}>0", NOTICE)


def _months(sheet: Sheet, year: Footprint, source: str, factors: FactorSheet) -> None:
    book = sheet.book
    sheet.heads(MONTH_HEAD - 1, [book.text("month"), book.text("month_fuels"), book.text("month_power")], 48)
    first, last = data.ROW[FUELS[0]], data.ROW[FUELS[-1]]
    per_unit = f"{factors.fuel(FUELS[0])}:{factors.fuel(FUELS[-1]).rpartition('!')[2]}"
    for month, (fuels, power) in enumerate(year.monthly()):
        letter = data.LETTERS[month]
        row = MONTH_HEAD + month
        sheet.write(row, 0, book.texts("months")[month])
        formula = f"=SUMPRODUCT({source}{letter}{first}:{letter}{last},{per_unit})/1000"
        sheet.sum(row, 1, formula, fuels, "two")
        grid, heat = (f"{source}{letter}{data.ROW[name]}" for name in ("grid", "heat"))
        sheet.sum(
            row, 2, f"=({grid}*{factors.cell('grid')}+{heat}*{factors.cell('heat')})/1000", power, "two"
        )
