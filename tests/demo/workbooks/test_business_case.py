"""The business case as a workbook: what a hand would find stands in its cells."""

import pytest

from tests.demo.workbooks.described import BOOKS, LANGUAGES, opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_case_pays_back_and_is_worth_what_a_hand_would_find(language):
    book = opened(BOOKS["is-gerekcesi-kitabi"], language, values=True)
    flow, sensitivity = book.worksheets[2], book.worksheets[3]
    # By hand: 1,220,000 + 10 %; gains 910,000, half of them in year 1; costs 204,000; 100,000 at the end.
    net = [-1_342_000, 251_000, 706_000, 706_000, 706_000, 806_000]
    assert [flow.cell(9, 2 + year).value for year in range(6)] == pytest.approx(net)
    npv = sum(amount / 1.12**year for year, amount in enumerate(net))
    assert flow["B21"].value == pytest.approx(npv)
    assert flow["B19"].value == pytest.approx(2 + 385_000 / 706_000)
    assert flow["B20"].value == pytest.approx(3 + (npv_after(net, 3) * -1) / (706_000 / 1.12**4))
    assert sensitivity["B11"].value == pytest.approx(npv)
    dearer = [-1_342_000 * 1.2, *net[1:]]
    assert sensitivity["D17"].value - npv == pytest.approx(-1_342_000 * 0.2)
    assert sensitivity["D18"].value == pytest.approx(
        sum(amount / 1.144**year for year, amount in enumerate(net))
    )
    assert sensitivity["E26"].value == pytest.approx(
        sum(amount / 1.12**year for year, amount in enumerate(dearer))
    )
    less = [net[0], 251_000 - 136_500, *[amount - 273_000 for amount in net[2:]]]
    assert sensitivity["B24"].value == pytest.approx(
        sum(amount / 1.12**year for year, amount in enumerate(less))
    )


def npv_after(net, years):
    return sum(amount / 1.12**year for year, amount in enumerate(net[: years + 1]))
