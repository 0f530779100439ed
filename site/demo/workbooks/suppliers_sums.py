"""The sums of a comparison of suppliers: points for price and for criteria with weights, after minimum conditions."""

from dataclasses import dataclass
from typing import Any

SCALE = 3
"""Criteria get 0 (nothing) to 3 (fully, with evidence) points."""
ANSWERS = ("yes", "no", "unsure")


@dataclass(frozen=True)
class Supplier:
    """An offer. `minimum` answers the conditions, `scores` are points by criterion, both in their order; None = not yet."""

    name: dict[str, str]
    price: float | None
    minimum: tuple[str | None, ...]
    scores: tuple[float | None, ...]

    @property
    def state(self) -> str:
        """Whether the offer is in: state_out, state_ask (something is not known), state_in; "" for an empty column."""
        if self.price is None:
            return ""
        if "no" in self.minimum:
            return "state_out"
        is_known = all(answer == "yes" for answer in self.minimum) and None not in self.scores
        return "state_in" if is_known else "state_ask"


@dataclass(frozen=True)
class Comparison:
    """Offers with weights: the first weight is that of the price, the others those of the criteria, as fractions."""

    weights: tuple[float, ...]
    suppliers: tuple[Supplier, ...]

    @property
    def lowest(self) -> float | None:
        """The lowest price of those that are in."""
        prices = [one.price for one in self.suppliers if one.state == "state_in" and one.price]
        return min(prices, default=None)

    def points(self, supplier: Supplier) -> list[float] | None:
        """Points of 100 by weight: the lowest price gets all of its weight, twice as dear half of it. None: not in."""
        if supplier.state != "state_in" or not supplier.price or self.lowest is None:
            return None
        shares = [self.lowest / supplier.price, *[(score or 0) / SCALE for score in supplier.scores]]
        return [100 * weight * share for weight, share in zip(self.weights, shares, strict=True)]

    def rank(self, supplier: Supplier) -> int | None:
        """The place of an offer, 1 for the most points; None when it is not in."""
        own = self.points(supplier)
        if own is None:
            return None
        others = [sum(found) for one in self.suppliers if (found := self.points(one)) is not None]
        return 1 + sum(total > sum(own) + 1e-9 for total in others)


def comparison_of(data: dict[str, Any]) -> Comparison:
    """The worked example of a `workbook: suppliers` file."""
    example = data["example"]
    return Comparison(
        weights=tuple(example["weights"]),
        suppliers=tuple(
            Supplier(one["name"], one["price"], tuple(one["minimum"]), tuple(one["scores"]))
            for one in example["suppliers"]
        ),
    )
