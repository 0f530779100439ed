"""The sheet of a carbon footprint that a firm fills in from bills and meters: twelve months a source, refilled gases."""

from demo.workbooks.carbon_sums import FUELS, GASES, MONTHS, POWER, Footprint
from demo.workbooks.paper import NOTICE, Book, Sheet, say

# Rows as a spreadsheet counts them, from 1.
FIRM, YEAR, UNIT, HEAD = 3, 4, 5, 7
SOURCES = (*FUELS, *POWER, "production")
ROW = {source: HEAD + 1 + place for place, source in enumerate(SOURCES)}
LAST = HEAD + len(SOURCES)
GAS_HEAD = LAST + 3
GAS = {gas: GAS_HEAD + 1 + place for place, gas in enumerate(GASES)}
MISSING = GAS_HEAD + len(GASES) + 2
_FIRST_MONTH, _TOTAL, _CHECK = 3, 15, 16
LETTERS = "DEFGHIJKLMNO"
_NOT_NEGATIVE = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1_000_000_000}


def data_sheet(book: Book, year: Footprint) -> Sheet:
    """Write the sheet, filled with the example."""
    sheet = Sheet(book, "sheet_data", landscape=True)
    sheet.widths(45, 9, 14, *[9.5] * MONTHS, 12, 28)
    sheet.opening(_CHECK, "data_note", 62)
    example = book.data["example"]
    for row, key, words in ((FIRM, "firm", say(example["firm"], book.language)),
                            (UNIT, "unit", say(example["unit"], book.language))):  # fmt: skip
        sheet.say(row - 1, 0, key)
        sheet.put_wide(row - 1, 1, 7, words)
        name = {"validate": "length", "criteria": "<=", "value": 80}
        sheet.allow(row - 1, 1, row - 1, name, "bad_name", 7)
    sheet.say(YEAR - 1, 0, "year")
    sheet.put(YEAR - 1, 1, example["year"], "year")
    years = {"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2100}
    sheet.allow(YEAR - 1, 1, YEAR - 1, years, "bad_year")
    heads = [book.text(key) for key in ("source", "scope", "measure")]
    sheet.heads(HEAD - 1, [*heads, *book.texts("months"), book.text("total"), book.text("check")], 34)
    sheet.inner.freeze_panes(HEAD, 1)
    for source in SOURCES:
        _source(sheet, year, source)
    _refills(sheet, year)
    _checks(sheet)
    sheet.say(MISSING - 1, 0, "missing", "result")
    formula = "=" + "+".join(
        f"IF(COUNT(D{n}:O{n})=0,0,{MONTHS}-COUNT(D{n}:O{n}))" for n in ROW.values()
    )  # fmt: skip
    sheet.sum(MISSING - 1, 3, formula, year.missing(), "whole", "result")
    return sheet


def _source(sheet: Sheet, year: Footprint, source: str) -> None:
    book, n = sheet.book, ROW[source]
    row = n - 1
    sheet.write(row, 0, book.text(f"source_{source}"))
    sheet.write(row, 1, "1" if source in FUELS else "2" if source in ("grid", "heat") else "–")
    if source == "production":
        # The unit of production is the one written above.
        sheet.sum(row, 2, f'=IF(B{UNIT}="","",B{UNIT})', say(book.data["example"]["unit"], book.language), "")
    else:
        sheet.write(row, 2, book.text(f"unit_{source}"))
    values = year.months[source]
    for month, value in enumerate(values):
        sheet.put(row, _FIRST_MONTH + month, value, "free")
    sheet.sum(row, _TOTAL, f"=SUM(D{n}:O{n})", year.amount(source), "whole", "result")
    gap = f'IF(COUNT(D{n}:O{n})<{MONTHS},({MONTHS}-COUNT(D{n}:O{n}))&" {book.text("check_gap")}","{book.text("check_fine")}")'
    if source == "certified":
        over = f"SUMPRODUCT(--(D{n}:O{n}>D{ROW['grid']}:O{ROW['grid']}))>0"
        gap = f'IF({over},"{book.text("check_over")}",{gap})'
    filled = sum(value is not None for value in values)
    told = "" if not filled else book.text("check_fine")
    if 0 < filled < MONTHS:
        told = f"{MONTHS - filled} {book.text('check_gap')}"
    if source == "certified" and any(
        (a or 0) > (b or 0) for a, b in zip(values, year.months["grid"], strict=True)
    ):
        told = book.text("check_over")
    sheet.sum(row, _CHECK, f'=IF(COUNT(D{n}:O{n})=0,"",{gap})', told, "")


def _refills(sheet: Sheet, year: Footprint) -> None:
    book = sheet.book
    sheet.spread(GAS_HEAD - 2, 0, 7, "refills_head", "section")
    sheet.inner.set_row(GAS_HEAD - 2, 32)
    sheet.heads(
        GAS_HEAD - 1, [book.text("source"), book.text("scope"), book.text("measure"), book.text("total")], 20
    )
    for gas, n in GAS.items():
        sheet.say(n - 1, 0, f"source_{gas}")
        sheet.write(n - 1, 1, "1")
        sheet.write(n - 1, 2, "kg")
        sheet.put(n - 1, 3, year.refills[gas] or None, "free")
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100_000}
    sheet.allow(min(GAS.values()) - 1, 3, max(GAS.values()) - 1, rule, "bad_refill")


def _checks(sheet: Sheet) -> None:
    first, last = ROW["gas"] - 1, LAST - 1
    for source, n in ROW.items():
        if source == "certified":
            rule = {"validate": "custom", "value": f"=AND(ISNUMBER(D{n}),D{n}>=0,D{n}<=D{ROW['grid']})"}
            sheet.allow(n - 1, _FIRST_MONTH, n - 1, rule, "bad_certified", _FIRST_MONTH + MONTHS - 1)
            continue
        sheet.allow(n - 1, _FIRST_MONTH, n - 1, _NOT_NEGATIVE, "bad_amount", _FIRST_MONTH + MONTHS - 1)
    # Values pasted in pass by the checks: what cannot be true is red, what looks odd is yellow.
    n = first + 1
    area = (first, _FIRST_MONTH, last, _FIRST_MONTH + MONTHS - 1)
    sheet.flag(area, f"=OR(ISTEXT(D{n}),AND(ISNUMBER(D{n}),D{n}<0))")
    sheet.flag(area, f"=AND(ISNUMBER(D{n}),COUNT($D{n}:$O{n})>3,D{n}>3*AVERAGE($D{n}:$O{n}))", NOTICE)
    sheet.flag(
        (first, _CHECK, last, _CHECK), f'=AND($Q{n}<>"",$Q{n}<>"{sheet.book.text("check_fine")}")', NOTICE
    )
