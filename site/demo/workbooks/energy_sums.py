"""The sums of the energy quick scan: saving and simple pay-back of each opportunity."""

from typing import Any


def saving_of(prices: list[float], source: int, power: float, hours: float, days: float, share: float,
              cost: float) -> tuple[float, float, float | None]:  # fmt: skip
    """kWh a year, lira a year, and years of simple pay-back (cost / yearly saving; None when nothing is saved).

    `source` is 0 for electricity and 1 for natural gas; `prices` are lira per kWh in that order.
    """
    energy = power * hours * days * share
    money = energy * prices[source]
    return energy, money, cost / money if money else None


def totals_of(data: dict[str, Any]) -> tuple[float, float, float, float | None]:
    """kWh and lira saved a year, lira to invest, years of pay-back, of all opportunities together."""
    results = [saving_of(data["prices"], *row[1:]) for row in data["example"]]
    energy, money = sum(found[0] for found in results), sum(found[1] for found in results)
    cost = sum(row[6] for row in data["example"])
    return energy, money, cost, cost / money if money else None
