"""The sums of OEE tracking, by shift and over all shifts (definitions as in ISO 22400-2:2014)."""

from typing import Any

ADDED = ("availability", "performance", "quality", "oee")


def oee_of(planned: float, down: float, cycle: float, total: float, good: float) -> dict[str, float]:
    """The four shares of a shift. Minutes, minutes, seconds a piece, pieces, good pieces; 0 where nothing ran."""
    running = planned - down
    ideal = total * cycle / 60
    availability = running / planned
    performance = ideal / running if running else 0.0
    quality = good / total if total else 0.0
    return {
        "availability": availability,
        "performance": performance,
        "quality": quality,
        "oee": availability * performance * quality,
    }


def summary_of(rows: list[list[Any]]) -> dict[str, float]:
    """The shares of all shifts together, weighted by their minutes, and the minutes lost to each kind of loss."""
    planned = sum(row[2] for row in rows)
    down = sum(row[3] for row in rows)
    ideal = sum(row[5] * row[4] / 60 for row in rows)
    good = sum(row[6] * row[4] / 60 for row in rows)
    running = planned - down
    return {
        "planned": planned,
        "down": down,
        "slow": running - ideal,
        "scrap": ideal - good,
        "availability": running / planned if planned else 0,
        "performance": ideal / running if running else 0,
        "quality": good / ideal if ideal else 0,
        "oee": good / planned if planned else 0,
    }
