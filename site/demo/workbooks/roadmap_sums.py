"""The sums of a roadmap of twelve months: what each step lacks, when it runs, what it costs by strand and quarter."""

from dataclasses import dataclass
from typing import Any

MONTHS = 12
STRANDS = ("digital", "green", "people")
STATES = ("planned", "running", "done", "stopped")
QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))


@dataclass(frozen=True)
class Step:
    """One step of the roadmap. Months count from 1; `needs` is the number of the step that comes before, if any."""

    name: dict[str, str]
    strand: str
    dimension: dict[str, str]
    owner: dict[str, str]
    indicator: dict[str, str]
    today: float | None
    target: float | None
    start: int | None
    end: int | None
    cost: float
    state: str
    needs: int | None

    @property
    def is_whole(self) -> bool:
        """Whether somebody owns it, an indicator with a target measures it, and it has its months."""
        return bool(
            self.strand and self.owner and self.indicator
            and self.target is not None and self.start is not None and self.end is not None
        )  # fmt: skip


def steps_of(example: dict[str, Any]) -> list[Step]:
    """The example's steps in their order."""
    names = ("today", "target", "start", "end", "needs")
    return [
        Step(
            **{name: entry.get(name) for name in names},
            **{name: entry[name] for name in ("name", "strand", "dimension", "owner", "indicator", "state")},
            cost=entry.get("cost", 0),
        )
        for entry in example["steps"]
    ]


def check_of(step: Step, steps: list[Step], now: int) -> str:
    """What is to be said of a step in month `now`: the key of the first thing that is wrong, else fine."""
    if not step.is_whole:
        return "check_lacking"
    assert step.start is not None and step.end is not None
    if step.end < step.start:
        return "check_order"
    if step.needs is not None:
        before = steps[step.needs - 1]
        if before is step or before.end is None or before.end >= step.start:
            return "check_needs"
    return "check_late" if step.end < now and step.state in ("planned", "running") else "check_fine"


def count_of(steps: list[Step], strand: str, now: int) -> tuple[int, int, int, float]:
    """Of a strand: its steps, those done, those late, and what they cost."""
    own = [step for step in steps if step.strand == strand]
    late = [step for step in own if check_of(step, steps, now) == "check_late"]
    return len(own), sum(step.state == "done" for step in own), len(late), sum(step.cost for step in own)


def cost_of(steps: list[Step], strand: str, quarter: tuple[int, int]) -> float:
    """What a strand's steps cost that begin in the quarter."""
    first, last = quarter
    return sum(
        step.cost for step in steps
        if step.strand == strand and step.start is not None and first <= step.start <= last
    )  # fmt: skip
