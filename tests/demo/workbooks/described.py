"""The file descriptions of the demo's toolkits, and the same with other numbers in them."""

import copy
import io
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from demo.reading.files import read_yaml
from demo.workbooks.build import build_workbook

TOOLKITS = Path(__file__).parents[3] / "site/demo/content/toolkits"
PATHS = sorted(TOOLKITS.glob("*/files/*.yaml"))
ALL = {path.stem: read_yaml(path) for path in PATHS}
BOOKS = {name: data for name, data in ALL.items() if "workbook" in data}
LANGUAGES = ("tr", "en")
INPUT = "FFFFF6E0"


def opened(data: dict[str, Any], language: str, *, values: bool = False) -> Workbook:
    """The workbook as openpyxl reads it, with formulas or with the values stored beside them."""
    return openpyxl.load_workbook(io.BytesIO(build_workbook(data, language)), data_only=values)


def formulas(book: Workbook) -> list[tuple[int, Cell]]:
    """Every cell with a formula, and the place of its sheet."""
    return [
        (place, cell)
        for place, sheet in enumerate(book)
        for row in sheet
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]


def _oee(example: list[list[Any]]) -> list[list[Any]]:
    return [[*row[:3], row[3] * 2, 24.5, row[5] - 100, row[6] - 130] for row in example[:7]]


def _changed() -> dict[str, dict[str, Any]]:
    """Each workbook with other input: other numbers, gaps, and what its checks are there for."""
    books = copy.deepcopy(BOOKS)
    books["oee-izleme-kitabi"]["example"] = _oee(books["oee-izleme-kitabi"]["example"])
    energy = books["enerji-hizli-tarama-kitabi"]
    energy["prices"] = [5.25, 0.9]
    energy["example"] = [[*row[:3], row[3] / 2, *row[4:6], row[6] + 1000] for row in energy["example"][1:]]
    case = books["is-gerekcesi-kitabi"]["example"]
    case |= {"rate": 0.2, "contingency": 0.25, "first_year": 0.3}
    case["gains"] = case["gains"][1:]
    carbon = books["karbon-ayak-izi-kitabi"]
    months = carbon["example"]["months"]
    months["gas"] = [*months["gas"][:7], None, None, *months["gas"][9:]]
    months["certified"][2] = months["grid"][2] + 1
    months["lignite"] = [12, 9, 7, 2, 0, 0, 0, 0, 0, 3, 8, 11]
    months["heat"] = [40000] * 12
    carbon["example"]["refills"] = {"r404a": 7.25, "sf6": 0.4}
    for group in carbon["factors"]:
        for row in group["rows"]:
            row["value"] = round(row["value"] * 1.07, 6) if row["key"] != "gas-net" else 0.905
            row["is_example"] = row["key"].endswith("-n2o")
    roadmap = books["yol-haritasi-tuvali"]["example"]
    roadmap["now"] = 8
    steps = roadmap["steps"]
    steps[1] |= {"state": "done"}
    steps[2] |= {"target": None}
    steps[4] |= {"start": 7, "end": 6}
    steps[5] |= {"needs": 6}
    steps[7] |= {"start": 6, "cost": 123456.5}
    steps[9] |= {"needs": 3, "owner": None}
    offers = books["tedarikci-karsilastirma-kitabi"]["example"]
    offers["weights"] = [0.25, 0.25, 0.2, 0.2, 0.15]
    offers["suppliers"][2]["minimum"] = ["yes"] * 4
    offers["suppliers"][3] |= {"minimum": ["yes"] * 4, "price": 598000.5}
    offers["suppliers"][0]["scores"] = [3, None, 2, 1]
    return books


CHANGED = _changed()
"""By name, as BOOKS."""
