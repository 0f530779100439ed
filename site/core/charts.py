"""Geometry of the first-party charts: numbers in, positions out, no library and no script.

Every chart comes with its table, so that nobody has to see it to read it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH = 420
LINE_HEIGHT = 240
ROW = 44
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Series:
    """A named row of numbers; None where nothing is known."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    series: int
    text: str
    text_x: float
    text_y: float


@dataclass(frozen=True)
class Mark:
    """A grid line or a label at a position."""

    position: float
    text: str


@dataclass
class Chart:
    """Everything that components/chart.html draws."""

    title: str
    kind: str
    width: float
    height: float
    labels: list[Mark] = field(default_factory=list)
    ticks: list[Mark] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    lines: list[dict[str, object]] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


def nice_top(highest: float) -> float:
    """The first round number at or above the highest value: 7 -> 10, 23 -> 25, 0 -> 1."""
    if highest <= 0:
        return 1
    power = 1.0
    while power * 10 < highest:
        power *= 10
    while power > highest:
        power /= 10
    return next(step * power for step in _STEPS if step * power >= highest)


def _text(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    number = f"{value:g}"
    return f"{number}{unit}"


def bar_chart(
    title: str, labels: Sequence[str], series: Sequence[Series], *, unit: str = "", top: float | None = None
) -> Chart:
    """Lying bars, a group for each label: long Turkish names stand above their bars and never overlap."""
    highest = top or nice_top(max((value or 0 for one in series for value in one.values), default=0))
    thickness = 18 if len(series) == 1 else 14
    group = 24 + len(series) * (thickness + 3) + 10
    chart = Chart(title, "bar", WIDTH, max(group * len(labels), ROW), series=list(series))
    for index, label in enumerate(labels):
        top_y = index * group
        chart.labels.append(Mark(top_y + 14, label))
        for number, one in enumerate(series):
            value = one.values[index]
            y = top_y + 22 + number * (thickness + 3)
            width = max(0, (value or 0) / highest * (WIDTH - 62))
            chart.bars.append(
                Bar(
                    0,
                    y,
                    round(width, 1),
                    thickness,
                    number + 1,
                    _text(value, unit),
                    round(width + 8, 1),
                    y + thickness * 0.75,
                )
            )
        chart.rows.append((label, [_text(one.values[index], unit) for one in series]))
    return chart


def line_chart(
    title: str, labels: Sequence[str], series: Sequence[Series], *, unit: str = "", top: float | None = None
) -> Chart:
    """Points in time joined by lines; gaps stay gaps."""
    highest = top or nice_top(max((value or 0 for one in series for value in one.values), default=0))
    left, right, head, foot = 48, 12, 12, 30
    inner_width, inner_height = WIDTH - left - right, LINE_HEIGHT - head - foot
    chart = Chart(title, "line", WIDTH, LINE_HEIGHT, series=list(series))
    step = inner_width / max(1, len(labels) - 1)
    every = max(1, -(-len(labels) // 7))

    def at(index: int, value: float) -> tuple[float, float]:
        return round(left + index * step, 1), round(head + inner_height * (1 - value / highest), 1)

    for part in range(5):
        level = highest * part / 4
        chart.ticks.append(Mark(at(0, level)[1], _text(round(level, 2), unit)))
    for index, label in enumerate(labels):
        if index % every == 0:
            chart.labels.append(Mark(at(index, 0)[0], label))
        chart.rows.append((label, [_text(one.values[index], unit) for one in series]))
    for number, one in enumerate(series):
        run: list[tuple[float, float]] = []
        runs = [run]
        for index, value in enumerate(one.values):
            if value is None:
                run = []
                runs.append(run)
            else:
                run.append(at(index, value))
        for points in filter(None, runs):
            chart.lines.append(
                {"series": number + 1, "points": " ".join(f"{x},{y}" for x, y in points), "dots": points}
            )
    return chart
