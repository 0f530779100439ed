"""What every workbook and checklist keeps to: marked inputs with a check, nothing hidden, A4, the same bytes."""

import hashlib
import time
import zipfile
from io import BytesIO

import pytest

from demo.workbooks.build import build_print, build_workbook
from tests.demo.workbooks.described import ALL, BOOKS, INPUT, LANGUAGES, formulas, opened

EVERY_BOOK = pytest.mark.parametrize("name", BOOKS)
EVERY_FILE = pytest.mark.parametrize("name", ALL)
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@EVERY_FILE
@LANGUAGE
def test_same_bytes_at_any_time(name, language):
    makers = (build_workbook, build_print)
    first = [hashlib.sha256(make(ALL[name], language)).hexdigest() for make in makers]
    # Another second, another day: no file carries the moment of its making.
    time.sleep(1.1)
    assert [hashlib.sha256(make(ALL[name], language)).hexdigest() for make in makers] == first


@EVERY_FILE
@LANGUAGE
def test_nothing_is_hidden_and_all_is_printed_on_a4(name, language):
    for sheet in opened(ALL[name], language):
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
        assert not any(cell.protection.hidden for row in sheet for cell in row)
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.protection.sheet and not sheet.protection.password


@EVERY_FILE
@LANGUAGE
def test_marked_cells_and_only_they_can_be_changed(name, language):
    for sheet in opened(ALL[name], language):
        merged = {at for area in sheet.merged_cells.ranges for at in area.cells}
        corners = {(area.min_row, area.min_col) for area in sheet.merged_cells.ranges}
        for row in sheet:
            for cell in row:
                at = (cell.row, cell.column)
                if at in corners or at not in merged:
                    marked = cell.fill.start_color.rgb == INPUT
                    assert marked == (not cell.protection.locked), f"{sheet.title}!{cell.coordinate}"


@EVERY_BOOK
@LANGUAGE
def test_every_input_refuses_something_and_says_why(name, language):
    inputs = 0
    for sheet in opened(BOOKS[name], language):
        merged = {at for area in sheet.merged_cells.ranges for at in area.cells}
        corners = {(area.min_row, area.min_col) for area in sheet.merged_cells.ranges}
        cells = [cell for row in sheet for cell in row if not cell.protection.locked]
        if len(cells) <= 1:
            continue  # the guide's one coloured cell is the legend
        for cell in cells:
            at = (cell.row, cell.column)
            if at in merged and at not in corners:
                continue
            inputs += 1
            rules = [rule for rule in sheet.data_validations.dataValidation if cell.coordinate in rule.sqref]
            assert len(rules) == 1, f"{sheet.title}!{cell.coordinate} has {len(rules)} rules"
            assert rules[0].error and rules[0].errorStyle in (None, "stop")
    assert inputs > 20


@EVERY_BOOK
@LANGUAGE
def test_it_has_charts_with_a_text_and_stored_values(name, language):
    book = opened(BOOKS[name], language)
    charts = [chart for sheet in book for chart in sheet._charts]
    assert charts and all(chart.title is not None for chart in charts)
    package = zipfile.ZipFile(BytesIO(build_workbook(BOOKS[name], language)))
    drawings = [package.read(file) for file in package.namelist() if file.startswith("xl/drawings/drawing")]
    assert sum(drawing.count(b"<xdr:graphicFrame") for drawing in drawings) == len(charts)
    assert sum(drawing.count(b'descr="') for drawing in drawings) == len(charts)
    values = opened(BOOKS[name], language, values=True)
    stored = [values.worksheets[place][cell.coordinate].value for place, cell in formulas(book)]
    assert sum(isinstance(value, int | float) for value in stored) >= 15


@EVERY_BOOK
def test_both_languages_calculate_in_the_same_cells_and_come_to_the_same(name):
    found = []
    for language in LANGUAGES:
        values = opened(BOOKS[name], language, values=True)
        cells = [(place, cell.coordinate) for place, cell in formulas(opened(BOOKS[name], language))]
        found.append({at: values.worksheets[at[0]][at[1]].value for at in cells})
    assert found[0].keys() == found[1].keys()
    numbers = [{at: value for at, value in one.items() if not isinstance(value, str)} for one in found]
    assert numbers[0] == numbers[1]
