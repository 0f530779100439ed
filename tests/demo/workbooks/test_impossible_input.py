"""Impossible input is refused where it is typed, and flagged where it was pasted."""

import pytest
from openpyxl.workbook import Workbook

from tests.demo.workbooks.described import BOOKS, opened
from tests.demo.workbooks.office import recalculate

OEE, ENERGY, CARBON = "oee-izleme-kitabi", "enerji-hizli-tarama-kitabi", "karbon-ayak-izi-kitabi"
CASE, ROADMAP, OFFERS = "is-gerekcesi-kitabi", "yol-haritasi-tuvali", "tedarikci-karsilastirma-kitabi"
TYPED = [
    (OEE, 0, "C5", [0, 1441, -5], [450]),
    (OEE, 0, "E5", [0, -1], [24.5]),
    (OEE, 0, "F5", [-1], [0, 700]),
    (ENERGY, 0, "D9", [-1, 25], [24]),
    (ENERGY, 0, "E9", [367], [366]),
    (ENERGY, 0, "F9", [1.01, -0.1], [0.3]),
    (ENERGY, 0, "B9", ["Kömür"], ["Elektrik"]),
    (CASE, 1, "B6", [-0.1, 1.5], [0.12]),
    (CARBON, 1, "D8", [-1, 2e9], [0, 318000]),
    (CARBON, 1, "B4", [1999, 20255], [2025]),
    (CARBON, 2, "C15", [469, -0.1], [0.469]),
    (CARBON, 2, "C6", [0, 280], [28]),
    (CARBON, 2, "F6", ["doğru"], ["Örnek", "Firma değeri"]),
    (ROADMAP, 1, "I9", [0, 13], [1, 12]),
    (ROADMAP, 1, "K9", [-1], [0]),
    (ROADMAP, 1, "C9", ["Sarı"], ["Yeşil"]),
    (OFFERS, 1, "C6", [0, -5], [612000]),
    (OFFERS, 1, "C8", ["Belki"], ["Evet", "Emin değiliz"]),
    (OFFERS, 1, "B15", [1.2, -0.1], [0.4]),
    (OFFERS, 1, "C16", [4, -1], [0, 3]),
]
BY_FORMULA = {
    "stop longer than the shift": (OEE, 0, "D5", 451, 62),
    "negative stop": (OEE, 0, "D5", -1, 0),
    "more good pieces than pieces": (OEE, 0, "G5", 691, 690),
    "more guarantees than electricity": (CARBON, 1, "D16", 128001, 30000),
    "words for an amount": (CARBON, 1, "D16", "çok", 0),
    "a step that ends before it begins": (ROADMAP, 1, "J9", 0, 2),
    "a step that waits for itself": (ROADMAP, 1, "M9", 1, 3),
}


def _rule(book: Workbook, place: int, cell: str):
    rules = [r for r in book.worksheets[place].data_validations.dataValidation if cell in r.sqref]
    assert len(rules) == 1
    return rules[0]


def _accepts(rule, value) -> bool:
    if rule.type == "list":
        return value in rule.formula1.strip('"').split(",")
    low = float(rule.formula1)
    if rule.operator == "greaterThan":
        return value > low
    if rule.operator == "greaterThanOrEqual":
        return value >= low
    assert rule.operator in (None, "between")
    return low <= value <= float(rule.formula2)


@pytest.mark.parametrize(("name", "place", "cell", "bad", "good"), TYPED)
def test_it_is_refused(name, place, cell, bad, good):
    rule = _rule(opened(BOOKS[name], "tr"), place, cell)
    assert [value for value in bad if _accepts(rule, value)] == []
    assert [value for value in good if not _accepts(rule, value)] == []


def test_rules_that_compare_cells_refuse_it(tmp_path):
    """Asked of LibreOffice: each rule stands as a formula in an empty cell, once beside the bad, once beside the good."""
    books = {}
    for number, (name, place, cell, bad, good) in enumerate(BY_FORMULA.values()):
        for kind, value in (("bad", bad), ("good", good)):
            book = opened(BOOKS[name], "tr")
            rule, sheet = _rule(book, place, cell), book.worksheets[place]
            assert rule.type == "custom" and str(rule.sqref).startswith(cell)
            sheet[cell], sheet["AZ1"] = value, f"={rule.formula1}"
            path = tmp_path / f"{number}-{kind}.xlsx"
            book.save(path)
            books[path.stem] = path.read_bytes()
    (tmp_path / "work").mkdir()
    done = recalculate(books, tmp_path / "work")
    for number, (story, (_name, place, _cell, _bad, _good)) in enumerate(BY_FORMULA.items()):
        found = [done[f"{number}-{kind}"].worksheets[place]["AZ1"].value for kind in ("bad", "good")]
        assert found == [False, True], story


@pytest.mark.parametrize(
    ("name", "place", "cell"),
    [(OEE, 0, "D5"), (OEE, 0, "G5"), (OEE, 0, "I5"), (ENERGY, 0, "D9"), (CARBON, 1, "D8"), (CARBON, 2, "C15"),
     (ROADMAP, 1, "J9"), (OFFERS, 1, "C6"), (OFFERS, 1, "C16")],
)  # fmt: skip
def test_pasted_input_turns_red(name, place, cell):
    sheet = opened(BOOKS[name], "tr").worksheets[place]
    looks = [rule for area in sheet.conditional_formatting if cell in area for rule in area.rules]
    assert any(rule.dxf and rule.dxf.fill.bgColor.rgb == "FFF8D7D3" for rule in looks)
