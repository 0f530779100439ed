"""The sums of a business case: cash flow by year at constant prices, pay-back, net present value."""

from dataclasses import dataclass

YEARS = 5


@dataclass(frozen=True)
class Case:
    """Amounts in the case's currency; shares and the rate as fractions (0.12 = 12 %)."""

    rate: float
    contingency: float
    first_year: float
    residual: float
    items: tuple[float, ...]
    costs: tuple[float, ...]
    gains: tuple[tuple[float, float], ...]

    @property
    def investment(self) -> float:
        return sum(self.items) * (1 + self.contingency)

    @property
    def yearly_cost(self) -> float:
        return sum(self.costs)

    @property
    def yearly_gain(self) -> float:
        return sum(quantity * value for quantity, value in self.gains)

    def rows(self) -> dict[str, list[float]]:
        """Investment, gains, costs, residual by year, 0 to YEARS; what is paid is negative."""
        later = range(1, YEARS + 1)
        return {
            "investment": [-self.investment, *[0.0 for _ in later]],
            "gains": [0.0, *[self.yearly_gain * (self.first_year if year == 1 else 1) for year in later]],
            "costs": [0.0, *[-self.yearly_cost for _ in later]],
            "residual": [0.0, *[self.residual if year == YEARS else 0.0 for year in later]],
        }

    @property
    def net(self) -> list[float]:
        return [sum(year) for year in zip(*self.rows().values(), strict=True)]

    def factors(self, rate: float | None = None) -> list[float]:
        """What one unit of each year is worth today."""
        return [1 / (1 + (self.rate if rate is None else rate)) ** year for year in range(YEARS + 1)]

    def present(self, flow: list[float], rate: float | None = None) -> float:
        """The present value of a flow by year."""
        return sum(amount * factor for amount, factor in zip(flow, self.factors(rate), strict=True))


def running(flow: list[float]) -> list[float]:
    """The sum up to and with each year."""
    return [sum(flow[: year + 1]) for year in range(len(flow))]


def crossings(flow: list[float]) -> list[float | None]:
    """By year from 1: when within that year the running sum reaches zero, in years; None where it does not."""
    sums = running(flow)
    return [
        year - 1 - sums[year - 1] / flow[year] if sums[year - 1] < 0 <= sums[year] else None
        for year in range(1, len(flow))
    ]
