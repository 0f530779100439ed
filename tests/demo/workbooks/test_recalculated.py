"""LibreOffice recalculates the workbooks, in both languages and after changed input; Python does the same sums."""

import copy
import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from demo.reading.files import read_yaml
from demo.workbooks.build import build_workbook
from demo.workbooks.energy import FIRST, ROWS, totals_of
from demo.workbooks.oee import summary_of

TOOLKITS = Path(__file__).parents[3] / "site" / "demo" / "content" / "toolkits"
FILES = sorted(path for path in TOOLKITS.glob("*/files/*.yaml") if "workbook" in read_yaml(path))
OEE = read_yaml(TOOLKITS / "oee-izleme" / "files" / "oee-izleme-kitabi.yaml")
ENERGY = read_yaml(TOOLKITS / "enerji-hizli-tarama" / "files" / "enerji-hizli-tarama-kitabi.yaml")
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"
SHEETS = {"oee": {"tr": "Özet", "en": "Summary"}, "energy": {"tr": "Tarama", "en": "Scan"}}
SUMMARY = ("tr", "en")


def _changed() -> dict[str, Any]:
    data = copy.deepcopy(OEE)
    data["example"] = [[*row[:3], row[3] * 2, 24.5, row[5] - 100, row[6] - 130] for row in OEE["example"][:7]]
    return data


def _cheaper_gas() -> dict[str, Any]:
    data = copy.deepcopy(ENERGY)
    data["prices"] = [5.25, 0.9]
    data["example"] = [[*row[:3], row[3] / 2, *row[4:6], row[6] + 1000] for row in ENERGY["example"][1:]]
    return data


VARIANTS = {
    "oee_example": OEE,
    "oee_changed": _changed(),
    "energy_example": ENERGY,
    "energy_changed": _cheaper_gas(),
}


def _without_values(book: bytes) -> bytes:
    """Take the stored values away, so that only a recalculation can bring the numbers back."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(target, "w") as copied:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            copied.writestr(name, content)
    return target.getvalue()


def _number(cell: str) -> float:
    return float(cell[:-1]) / 100 if cell.endswith("%") else float(cell)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """The totals of each workbook as LibreOffice computes them, by variant and language."""
    folder = tmp_path_factory.mktemp("workbooks")
    names = [f"{variant}-{language}" for variant in VARIANTS for language in SUMMARY]
    for name in names:
        variant, _dash, language = name.partition("-")
        book = _without_values(build_workbook(VARIANTS[variant], language))
        (folder / f"{name}.xlsx").write_bytes(book)
    program = shutil.which("soffice")
    assert program, "LibreOffice is not on this machine: apt install libreoffice-calc"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    books = [str(folder / f"{name}.xlsx") for name in names]
    command = [program, "--headless", profile, "--convert-to", CSV, "--outdir", str(folder), *books]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = {}
    for name in names:
        file = folder / f"{name}-{SHEETS[VARIANTS[name[:-3]]['workbook']][name[-2:]]}.csv"
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        is_oee = name.startswith("oee")
        cells = [row[1] for row in rows[4:12]] if is_oee else rows[FIRST + ROWS][6:10]
        found[name] = [_number(cell) for cell in cells]
    return found


@pytest.mark.parametrize("language", SUMMARY)
@pytest.mark.parametrize("variant", VARIANTS)
def test_totals_as_in_python(recalculated: dict[str, list[float]], variant: str, language: str) -> None:
    data = VARIANTS[variant]
    if data["workbook"] == "oee":
        expected = list(summary_of(data["example"]).values())
    else:
        energy, money, cost, years = totals_of(data)
        assert years is not None
        expected = [cost, energy, money, years]
    assert recalculated[f"{variant}-{language}"] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", SUMMARY)
def test_same_bytes_twice(path: Path, language: str) -> None:
    data = read_yaml(path)
    assert build_workbook(data, language) == build_workbook(data, language)
