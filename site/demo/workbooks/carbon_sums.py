"""The sums of the carbon calculator: scopes 1 and 2 of a firm in a year (GHG Protocol Corporate Standard, Scope 2 Guidance)."""

from dataclasses import dataclass
from typing import Any

MONTHS = 12
FUELS = ("gas", "diesel_site", "fuel_oil", "lpg", "lignite", "diesel_road", "petrol_road")
"""Fuels in the order of their rows. All but gas are bought by mass or volume."""
POWER = ("grid", "certified", "own", "heat")
"""Bought electricity, the part of it with guarantees of origin, own solar power, bought heat or steam; all in kWh."""
GASES = ("r410a", "r404a", "r407c", "r134a", "r32", "sf6")
KG_PER_TONNE = 1000
KG_PER_UNIT = {"fuel_oil": 1, "lpg": 1, "lignite": KG_PER_TONNE}
"""Fuels that are bought by mass; those bought by the litre have a density among the factors."""
TJ_PER_KWH = 3.6e-6


@dataclass(frozen=True)
class Factors:
    """Values of the factor sheet by key, such as gas-co2 (kg/TJ), gas-ncv (TJ/Gg), grid (kg CO2e/kWh), r32-gwp."""

    values: dict[str, float]

    def energy(self, fuel: str) -> float:
        """TJ (net) in one unit of a fuel: a kWh (gross) of gas; a litre, a kilogram or a tonne of the others."""
        if fuel == "gas":
            return TJ_PER_KWH * self.values["gas-net"]
        mass = KG_PER_UNIT[fuel] if fuel in KG_PER_UNIT else self.values[f"{fuel}-kg"]
        return mass * self.values[f"{fuel}-ncv"] / 1e6

    def parts(self, fuel: str) -> tuple[float, float, float]:
        """kg CO2, and CH4 and N2O as kg CO2e, of one unit of a fuel."""
        energy, values = self.energy(fuel), self.values
        return (
            energy * values[f"{fuel}-co2"],
            energy * values[f"{fuel}-ch4"] * values["ch4-gwp"],
            energy * values[f"{fuel}-n2o"] * values["n2o-gwp"],
        )


@dataclass(frozen=True)
class Footprint:
    """A year of a firm: monthly amounts by source (None = not known yet), refilled kilograms by gas, production."""

    factors: Factors
    months: dict[str, list[float | None]]
    refills: dict[str, float]

    def amount(self, source: str) -> float:
        """The year's amount of a source."""
        return sum(value or 0 for value in self.months[source])

    def fuel(self, fuel: str) -> tuple[float, float, float]:
        """Tonnes CO2, and of CH4 and N2O as CO2e, of a fuel in the year."""
        amount = self.amount(fuel)
        co2, ch4, n2o = self.factors.parts(fuel)
        return amount * co2 / KG_PER_TONNE, amount * ch4 / KG_PER_TONNE, amount * n2o / KG_PER_TONNE

    @property
    def leaks(self) -> float:
        """Tonnes CO2e of refrigerants and SF6 that were refilled: what was filled up had leaked."""
        return sum(self.refills[gas] * self.factors.values[f"{gas}-gwp"] for gas in GASES) / KG_PER_TONNE

    @property
    def scope_1(self) -> float:
        return sum(sum(self.fuel(fuel)) for fuel in FUELS) + self.leaks

    @property
    def heat(self) -> float:
        return self.amount("heat") * self.factors.values["heat"] / KG_PER_TONNE

    @property
    def power_by_place(self) -> float:
        """Bought electricity, location-based: every kWh at the grid's factor."""
        return self.amount("grid") * self.factors.values["grid"] / KG_PER_TONNE

    @property
    def power_by_contract(self) -> float:
        """Bought electricity, market-based: nothing for what has guarantees of origin, the rest at its own factor."""
        rest = self.amount("grid") - self.amount("certified")
        return rest * self.factors.values["rest"] / KG_PER_TONNE

    def monthly(self) -> list[tuple[float, float]]:
        """Tonnes CO2e by month: fuels; electricity (location-based) and heat. Leaks have no month."""
        values = self.factors.values
        found = []
        for month in range(MONTHS):
            fuels = sum((self.months[fuel][month] or 0) * sum(self.factors.parts(fuel)) for fuel in FUELS)
            power = (self.months["grid"][month] or 0) * values["grid"]
            heat = (self.months["heat"][month] or 0) * values["heat"]
            found.append((fuels / KG_PER_TONNE, (power + heat) / KG_PER_TONNE))
        return found

    def missing(self) -> int:
        """Months without a number, in rows that have some."""
        rows = [self.months[source] for source in (*FUELS, *POWER, "production")]
        return sum(row.count(None) for row in rows if any(value is not None for value in row))


def footprint_of(data: dict[str, Any]) -> Footprint:
    """The worked example of a `workbook: carbon` file."""
    example = data["example"]
    factors = Factors({row["key"]: row["value"] for group in data["factors"] for row in group["rows"]})
    months = {
        source: example["months"].get(source) or [None] * MONTHS for source in (*FUELS, *POWER, "production")
    }
    refills = {gas: example["refills"].get(gas) or 0 for gas in GASES}
    return Footprint(factors, months, refills)
