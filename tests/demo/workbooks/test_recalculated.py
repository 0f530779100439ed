"""LibreOffice recalculates every workbook, in both languages and after changed input; Python did the same sums."""

from datetime import datetime
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from demo.workbooks.build import BUILDERS, build_workbook
from tests.demo.workbooks.described import BOOKS, CHANGED, LANGUAGES, formulas, opened
from tests.demo.workbooks.office import recalculate

VARIANTS = {"example": BOOKS, "changed": CHANGED}
CASES = [(variant, name, language) for variant in VARIANTS for name in BOOKS for language in LANGUAGES]


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    books = {
        f"{variant}-{name}-{language}": build_workbook(VARIANTS[variant][name], language)
        for variant, name, language in CASES
    }
    return recalculate(books, tmp_path_factory.mktemp("workbooks"))


def _same(stored: Any, computed: Any) -> bool:
    if isinstance(stored, int | float) and isinstance(computed, int | float):
        return stored == pytest.approx(computed, rel=1e-6, abs=1e-9)
    # A day is a number or a moment, as its cell is formatted; an empty text is an empty cell.
    if isinstance(stored, datetime) or isinstance(computed, datetime):
        return str(stored) == str(computed)
    return (stored or "") == (computed or "")


@pytest.mark.parametrize(("variant", "name", "language"), CASES)
def test_every_formula_comes_to_what_python_found(recalculated, variant, name, language):
    data = VARIANTS[variant][name]
    values, again = opened(data, language, values=True), recalculated[f"{variant}-{name}-{language}"]
    found = formulas(opened(data, language))
    assert len(found) >= 40
    wrong = [
        (cell.parent.title, cell.coordinate, stored, computed)
        for place, cell in found
        if not _same(
            stored := values.worksheets[place][cell.coordinate].value,
            computed := again.worksheets[place][cell.coordinate].value,
        )
    ]
    assert wrong == []


def test_every_kind_of_workbook_is_among_them():
    assert {data["workbook"] for data in BOOKS.values()} == set(BUILDERS)


@pytest.mark.parametrize("name", BOOKS)
def test_changed_input_changes_the_results(name):
    """Else the comparison above would say little."""
    before, after = (opened(book[name], "tr", values=True) for book in (BOOKS, CHANGED))
    places = [(place, cell.coordinate) for place, cell in formulas(opened(BOOKS[name], "tr"))]
    changed = [
        at for place, at in places if before.worksheets[place][at].value != after.worksheets[place][at].value
    ]
    assert len(changed) > 10
