"""The judged queries, and the two figures by which an order of results is graded."""

from dataclasses import dataclass
from math import log2
from pathlib import Path

FILE = Path(__file__).parent / "judgements.txt"
HELD_OUT = Path(__file__).parent / "held_out.txt"
HELPS = 2
"""From this grade on a result counts for recall."""


@dataclass(frozen=True)
class Judged:
    """A query in one language and its grades (1 to 3) by stable key, "course/otonom-bakim"."""

    language: str
    query: str
    grades: dict[str, int]


def read_judgements(file: Path = FILE) -> list[Judged]:
    """Read all judged queries. Raises ValueError for a line that is none, and for a query judged twice."""
    judged = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            language, query, grades = (part.strip() for part in line.split(" | "))
            pairs = (entry.rsplit("=", 1) for entry in grades.split())
            judged.append(Judged(language, query, {key: int(grade) for key, grade in pairs}))
    if len({(one.language, one.query) for one in judged}) != len(judged):
        raise ValueError("A query is judged twice.")
    return judged


def ndcg(found: list[str], grades: dict[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002; gain 2^grade - 1), 0 to 1."""

    def gained(order: list[int]) -> float:
        return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(order[:depth]))

    best = gained(sorted(grades.values(), reverse=True))
    return gained([grades.get(key, 0) for key in found]) / best if best else 1.0


def recall(found: list[str], grades: dict[str, int], depth: int = 20) -> float:
    """The part of what helps (grade 2 or 3) that is among the first `depth`; 0 to 1."""
    helpful = {key for key, grade in grades.items() if grade >= HELPS}
    return len(helpful.intersection(found[:depth])) / len(helpful) if helpful else 1.0
