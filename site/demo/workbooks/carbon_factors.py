"""The one sheet of emission factors: each with its unit, source and year, all of them to be changed by the firm."""

from typing import Any

from demo.workbooks.carbon_sums import FUELS, KG_PER_UNIT, TJ_PER_KWH, Footprint
from demo.workbooks.paper import NOTICE, Book, Sheet, say

HEAD = 4
_FORMS = {"co2": "whole", "gwp": "whole"}


class FactorSheet:
    """The sheet, and in which cell each factor and each fuel's sum stands."""

    def __init__(self, book: Book, year: Footprint) -> None:
        self.sheet = Sheet(book, "sheet_factors", landscape=False, pages=0)
        self.rows: dict[str, int] = {}
        self.fuel_rows: dict[str, int] = {}
        self._write(year)

    def cell(self, key: str) -> str:
        """The cell of a factor, as seen from another sheet."""
        return f"'{self.sheet.name}'!$C${self.rows[key]}"

    def fuel(self, fuel: str, letter: str = "F") -> str:
        """The cell of a fuel's kg CO2e a unit (C, D, E: of CO2, CH4, N2O), as seen from another sheet."""
        return f"'{self.sheet.name}'!${letter}${self.fuel_rows[fuel]}"

    @property
    def examples(self) -> str:
        """A formula's part: how many factors are marked as examples."""
        first, last = min(self.rows.values()), max(self.rows.values())
        return (
            f"COUNTIF('{self.sheet.name}'!$F${first}:$F${last},\"{self.sheet.book.text('check_example')}\")"
        )

    def _write(self, year: Footprint) -> None:
        sheet, book = self.sheet, self.sheet.book
        sheet.widths(40, 15, 13, 64, 12, 14)
        sheet.opening(5, "factors_note", 64)
        sheet.heads(HEAD - 1, book.texts("factor_heads"), 20)
        sheet.inner.repeat_rows(HEAD - 1)
        sheet.inner.freeze_panes(HEAD, 0)
        row = HEAD
        for group in book.data["factors"]:
            sheet.inner.merge_range(row, 0, row, 5, say(group["title"], book.language), book.style("section"))
            row += 1
            for entry in group["rows"]:
                self._factor(row, entry)
                row += 1
        first, last = min(self.rows.values()), max(self.rows.values())
        states = [book.text("published"), book.text("check_example"), book.text("own")]
        sheet.allow(first - 1, 5, last - 1, {"validate": "list", "source": states}, "bad_state")
        sheet.flag((first - 1, 0, last - 1, 5), f'=$F{first}="{book.text("check_example")}"', NOTICE)
        self._units(row + 1, year)

    def _factor(self, row: int, entry: dict[str, Any]) -> None:
        sheet, book = self.sheet, self.sheet.book
        self.rows[entry["key"]] = row + 1
        sheet.write(row, 0, say(entry["name"], book.language))
        sheet.write(row, 1, str(say(entry["unit"], book.language)))
        sheet.put(row, 2, entry["value"], _FORMS.get(entry["key"].rpartition("-")[2], "free"))
        source = say(book.data["sources"][entry["source"]]["name"], book.language)
        sheet.put(row, 3, source, "words")
        # Not every program fits the height to the text by itself.
        sheet.inner.set_row(row, 14 * (1 + len(source) // 68) + 1)
        sheet.put(row, 4, book.data["sources"][entry["source"]]["year"], "year")
        sheet.put(row, 5, book.text("check_example" if entry.get("is_example") else "published"), "words")
        low, high = entry["between"]
        rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
        limits = f"{low:g} – {high:g} {say(entry['unit'], book.language)}"
        shown = {
            "error_title": book.text("error_title")[:32],
            "error_message": f"{book.text('bad_factor')} {limits}",
        }
        sheet.inner.data_validation(row, 2, row, 2, rule | shown)
        sheet.allow(row, 3, row, {"validate": "length", "criteria": "<=", "value": 250}, "bad_words")
        years = {"validate": "integer", "criteria": "between", "minimum": 1990, "maximum": 2100}
        sheet.allow(row, 4, row, years, "bad_year")
        # A value that was pasted in passes by the check.
        sheet.flag((row, 2, row, 2), f"=OR(NOT(ISNUMBER($C{row + 1})),$C{row + 1}<{low},$C{row + 1}>{high})")

    def _units(self, row: int, year: Footprint) -> None:
        sheet, book = self.sheet, self.sheet.book
        sheet.inner.set_h_pagebreaks([row])
        sheet.spread(row, 0, 5, "units_note", "section")
        sheet.inner.set_row(row, 34)
        sheet.heads(row + 1, book.texts("unit_heads"), 34)
        for place, fuel in enumerate(FUELS):
            n = row + 3 + place
            self.fuel_rows[fuel] = n
            at = {name: f"C{self.rows[f'{fuel}-{name}']}" for name in ("co2", "ch4", "n2o")}
            energy = f"{TJ_PER_KWH}*C{self.rows['gas-net']}"
            if fuel != "gas":
                mass = KG_PER_UNIT[fuel] if fuel in KG_PER_UNIT else f"C{self.rows[f'{fuel}-kg']}"
                energy = f"{mass}*C{self.rows[f'{fuel}-ncv']}/1000000"
            parts = year.factors.parts(fuel)
            sheet.write(n - 1, 0, book.text(f"source_{fuel}"))
            sheet.sum(n - 1, 1, f"={energy}", year.factors.energy(fuel), "", "text")
            sheet.sum(n - 1, 2, f"=B{n}*{at['co2']}", parts[0], "factor")
            for column, gas, value in ((3, "ch4", parts[1]), (4, "n2o", parts[2])):
                sheet.sum(n - 1, column, f"=$B{n}*{at[gas]}*C{self.rows[f'{gas}-gwp']}", value, "factor")
            sheet.sum(n - 1, 5, f"=SUM(C{n}:E{n})", sum(parts), "factor", "result")
