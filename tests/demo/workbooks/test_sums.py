"""The sums of the workbooks, against what a hand would find."""

import pytest

from demo.workbooks.carbon_sums import Factors, Footprint, footprint_of
from demo.workbooks.roadmap_sums import Step, check_of, cost_of, count_of, steps_of
from demo.workbooks.suppliers_sums import Comparison, Supplier
from tests.demo.workbooks.described import ALL

CARBON = ALL["karbon-ayak-izi-kitabi"]


def factor(key: str) -> dict:
    return next(row for group in CARBON["factors"] for row in group["rows"] if row["key"] == key)


def test_carbon_of_one_unit_by_hand():
    year = footprint_of(CARBON)
    # 1 kWh (gross) of gas: 3.6 MJ x 0.9; 56.1 kg CO2, 1 g CH4, 0.1 g N2O a GJ.
    assert sum(year.factors.parts("gas")) == pytest.approx(0.00324 * (56.1 + 0.001 * 28 + 0.0001 * 265))
    # 1 litre of diesel in a vehicle: 0.835 kg x 43 MJ.
    assert sum(year.factors.parts("diesel_road")) == pytest.approx(
        0.835 * 0.043 * (74.1 + 0.0039 * 28 + 0.0039 * 265)
    )
    # 1 tonne of lignite: 11.9 GJ.
    assert year.factors.parts("lignite")[0] == pytest.approx(11.9 * 101)


def test_carbon_of_a_year_by_hand():
    year = footprint_of(CARBON)
    assert year.leaks == pytest.approx((4.5 * 1923.5 + 1.2 * 1300) / 1000)
    assert year.power_by_place == pytest.approx(1_484_000 * 0.469 / 1000)
    assert year.power_by_contract == pytest.approx((1_484_000 - 360_000) * 0.469 / 1000)
    months = year.monthly()
    assert sum(fuels for fuels, _power in months) + year.leaks == pytest.approx(year.scope_1)
    assert sum(power for _fuels, power in months) == pytest.approx(year.power_by_place)
    assert year.missing() == 0


def test_mixtures_of_refrigerants_follow_from_their_parts():
    r32, r125, r143a, r134a = 677, 3170, 4800, 1300
    assert factor("r410a-gwp")["value"] == pytest.approx(0.5 * r32 + 0.5 * r125)
    assert factor("r404a-gwp")["value"] == pytest.approx(0.44 * r125 + 0.52 * r143a + 0.04 * r134a)
    assert factor("r407c-gwp")["value"] == pytest.approx(0.23 * r32 + 0.25 * r125 + 0.52 * r134a)


def test_every_factor_names_its_source_and_year_or_is_an_example():
    for group in CARBON["factors"]:
        for row in group["rows"]:
            source = CARBON["sources"][row["source"]]
            assert source["name"]["tr"] and source["name"]["en"]
            assert source["year"] or row.get("is_example"), row["key"]
            low, high = row["between"]
            assert low <= row["value"] <= high, row["key"]


def test_a_gap_counts_only_in_rows_that_have_something():
    months = {name: [None] * 12 for name in footprint_of(CARBON).months}
    months["gas"] = [1.0] * 10 + [None, None]
    assert Footprint(Factors({}), months, {}).missing() == 2


def step(**fields) -> Step:
    known = {
        "name": {"tr": "x"}, "strand": "green", "dimension": {}, "owner": {"tr": "x"}, "indicator": {"tr": "x"},
        "today": 0, "target": 1, "start": 1, "end": 3, "cost": 10, "state": "planned", "needs": None,
    }  # fmt: skip
    return Step(**(known | fields))


@pytest.mark.parametrize(
    ("fields", "now", "told"),
    [
        ({}, 3, "check_fine"),
        ({}, 4, "check_late"),
        ({"state": "done"}, 4, "check_fine"),
        ({"state": "stopped"}, 12, "check_fine"),
        ({"owner": None}, 1, "check_lacking"),
        ({"target": None}, 1, "check_lacking"),
        ({"start": None}, 1, "check_lacking"),
        ({"start": 4}, 1, "check_order"),
        ({"needs": 1}, 1, "check_needs"),
        ({"start": 3, "needs": 1}, 1, "check_needs"),
        ({"start": 4, "end": 5, "needs": 1}, 1, "check_fine"),
        ({"needs": 2}, 1, "check_needs"),
    ],
)
def test_what_is_said_of_a_step(fields, now, told):
    own = step(**fields)
    assert check_of(own, [step(), own], now) == told


def test_strands_and_quarters_of_the_example_add_up():
    steps = steps_of(ALL["yol-haritasi-tuvali"]["example"])
    strands = ("digital", "green", "people")
    assert sum(count_of(steps, strand, 4)[0] for strand in strands) == len(steps) == 11
    assert count_of(steps, "green", 4)[2] == 1, "the example shows one step that is late"
    by_quarter = [cost_of(steps, strand, (first, first + 2)) for strand in strands for first in (1, 4, 7, 10)]
    assert sum(by_quarter) == sum(one.cost for one in steps) == 2_170_000


def offer(price: float | None, *minimum: str, scores: tuple = (3, 3)) -> Supplier:
    return Supplier({"tr": "x"}, price, minimum, scores)


def test_price_counts_only_among_those_that_are_in():
    cheap, dear, out, asked = offer(100, "yes"), offer(200, "yes"), offer(50, "no"), offer(60, "unsure")
    found = Comparison((0.5, 0.3, 0.2), (cheap, dear, out, asked, offer(None)))
    assert [one.state for one in found.suppliers] == ["state_in", "state_in", "state_out", "state_ask", ""]
    assert found.points(cheap) == pytest.approx([50, 30, 20])
    assert found.points(dear) == pytest.approx([25, 30, 20])
    assert [found.rank(one) for one in found.suppliers] == [1, 2, None, None, None]


def test_equal_offers_share_a_place():
    found = Comparison((1.0, 0.0, 0.0), (offer(80, "yes"), offer(80, "yes"), offer(100, "yes")))
    assert [found.rank(one) for one in found.suppliers] == [1, 1, 3]


def test_a_missing_score_is_asked_for_first():
    assert offer(80, "yes", scores=(3, None)).state == "state_ask"
