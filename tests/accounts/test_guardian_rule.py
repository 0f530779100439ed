"""Who waits for a guardian: the rule, as a table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.guardianship import (
    GuardianAnswer,
    GuardianFacts,
    decide_guardian,
    is_believable_year,
    is_under_age,
    may_be_named_in_public,
)

TODAY = date(2026, 11, 25)
FREE, YEAR, CONSENT = GuardianAnswer.FREE, GuardianAnswer.YEAR_NEEDED, GuardianAnswer.CONSENT_NEEDED


@pytest.mark.parametrize(
    ("born", "seen", "agrees", "asked", "answer"),
    [
        (None, False, False, False, FREE),
        (None, False, False, True, YEAR),
        (None, False, True, True, YEAR),
        (2007, False, False, True, FREE),
        (2008, False, False, True, CONSENT),
        (2008, True, False, True, FREE),
        (2008, False, True, True, FREE),
        (2010, False, False, True, CONSENT),
        (2010, False, False, False, CONSENT),
        (2010, False, True, False, FREE),
    ],
)
def test_who_may_take_part(born, seen, agrees, asked, answer):
    facts = GuardianFacts(today=TODAY, birth_year=born, is_seen_of_age=seen, agrees=agrees)
    assert decide_guardian(facts, is_asked=asked) is answer


def test_from_the_first_of_january_after_she_turned_18_nobody_is_asked():
    born = GuardianFacts(today=date(2026, 12, 31), birth_year=2008)
    assert is_under_age(born)
    assert not is_under_age(GuardianFacts(today=date(2027, 1, 1), birth_year=2008))


@pytest.mark.parametrize(
    ("born", "agrees", "to_name", "named"),
    [
        (None, False, False, True),
        (2000, False, False, True),
        (2010, False, False, False),
        (2010, True, False, False),
        (2010, True, True, True),
    ],
)
def test_who_is_named_in_public(born, agrees, to_name, named):
    facts = GuardianFacts(today=TODAY, birth_year=born, agrees=agrees, agrees_to_name=to_name)
    assert may_be_named_in_public(facts) is named


@given(st.integers(1900, 2026), st.booleans())
def test_a_consent_never_keeps_anybody_out(born, asked):
    without = decide_guardian(GuardianFacts(today=TODAY, birth_year=born), is_asked=asked)
    with_it = decide_guardian(GuardianFacts(today=TODAY, birth_year=born, agrees=True), is_asked=asked)
    assert with_it is FREE
    assert without is (FREE if TODAY.year - born > 18 else CONSENT)


@pytest.mark.parametrize(("year", "fits"), [(1925, False), (1926, True), (2014, True), (2015, False)])
def test_years_that_are_a_slip_of_the_finger(year, fits):
    assert is_believable_year(year, TODAY) is fits
