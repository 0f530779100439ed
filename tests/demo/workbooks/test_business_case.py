"""The business case as a workbook: its stored values, two languages, what it refuses and what it shows."""

import io
from pathlib import Path

import openpyxl
import pytest

from demo.reading.files import read_yaml
from demo.workbooks.build import build_workbook

TOOLKITS = Path(__file__).parents[3] / "site/demo/content/toolkits"
CASE = TOOLKITS / "dijital-yatirim-is-gerekcesi/files/is-gerekcesi-kitabi.yaml"
LANGUAGES = pytest.mark.parametrize("language", ["tr", "en"])
INPUT = "FFFFF6E0"


def opened(language: str, *, values: bool = False):
    return openpyxl.load_workbook(io.BytesIO(build_workbook(read_yaml(CASE), language)), data_only=values)


def is_formula(cell) -> bool:
    return isinstance(cell.value, str) and cell.value.startswith("=")


def cells(book):
    return [(place, cell) for place, sheet in enumerate(book) for row in sheet for cell in row]


@LANGUAGES
def test_the_same_data_give_the_same_bytes(language):
    assert build_workbook(read_yaml(CASE), language) == build_workbook(read_yaml(CASE), language)


def test_both_languages_calculate_in_the_same_cells_and_come_to_the_same():
    found = []
    for language in ("tr", "en"):
        values = {
            (place, cell.coordinate): cell.value for place, cell in cells(opened(language, values=True))
        }
        formulas = [(p, c.coordinate) for p, c in cells(opened(language)) if is_formula(c)]
        found.append({at: values[at] for at in formulas if not isinstance(values[at], str)})
    assert len(found[0]) > 100
    assert found[0] == found[1]


@LANGUAGES
def test_every_input_refuses_something_and_only_inputs_can_be_changed(language):
    inputs = 0
    for sheet in opened(language):
        assert sheet.protection.sheet and not sheet.protection.password
        merged = {at for area in sheet.merged_cells.ranges for at in area.cells}
        corners = {(a.min_row, a.min_col) for a in sheet.merged_cells.ranges}
        for row in sheet:
            for cell in row:
                at = (cell.row, cell.column)
                if at in merged and at not in corners:
                    continue
                marked = cell.fill.start_color.rgb == INPUT
                assert marked == (not cell.protection.locked), f"{sheet.title}!{cell.coordinate}"
                if sheet is sheet.parent.worksheets[0] or not marked:
                    continue  # the guide's one coloured cell is the legend
                inputs += 1
                rules = [r for r in sheet.data_validations.dataValidation if cell.coordinate in r.sqref]
                assert len(rules) == 1 and rules[0].error, f"{sheet.title}!{cell.coordinate}"
    assert inputs > 20


@LANGUAGES
def test_nothing_is_hidden_and_all_is_printed_on_a4(language):
    book = opened(language)
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
        assert sheet.page_setup.paperSize == 9 and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not any(cell.protection.hidden for _place, cell in cells(book))
    charts = [chart for sheet in book for chart in sheet._charts]
    assert len(charts) == 2
    assert all(chart.title is not None for chart in charts)


@LANGUAGES
def test_the_case_pays_back_and_is_worth_what_a_hand_would_find(language):
    book = opened(language, values=True)
    flow, sensitivity = book.worksheets[2], book.worksheets[3]
    # By hand: 1,220,000 + 10 %; gains 910,000, half of them in year 1; costs 204,000; 100,000 at the end.
    net = [-1_342_000, 251_000, 706_000, 706_000, 706_000, 806_000]
    assert [flow.cell(9, 2 + year).value for year in range(6)] == pytest.approx(net)
    npv = sum(amount / 1.12**year for year, amount in enumerate(net))
    assert flow["B21"].value == pytest.approx(npv)
    assert flow["B19"].value == pytest.approx(2 + 385_000 / 706_000)
    assert flow["B20"].value == pytest.approx(3 + (npv_after(net, 3) * -1) / (706_000 / 1.12**4))
    assert sensitivity["B11"].value == pytest.approx(npv)
    dearer = [-1_342_000 * 1.2, *net[1:]]
    assert sensitivity["D17"].value - npv == pytest.approx(-1_342_000 * 0.2)
    assert sensitivity["D18"].value == pytest.approx(
        sum(amount / 1.144**year for year, amount in enumerate(net))
    )
    assert sensitivity["E26"].value == pytest.approx(
        sum(amount / 1.12**year for year, amount in enumerate(dearer))
    )
    less = [net[0], 251_000 - 136_500, *[amount - 273_000 for amount in net[2:]]]
    assert sensitivity["B24"].value == pytest.approx(
        sum(amount / 1.12**year for year, amount in enumerate(less))
    )


def npv_after(net, years):
    return sum(amount / 1.12**year for year, amount in enumerate(net[: years + 1]))
