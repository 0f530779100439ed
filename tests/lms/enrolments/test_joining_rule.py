"""Who comes in, who waits, when a group is closed; dates of groups."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.enrolments.rules.joining import JoiningAnswer, JoiningFacts, decide_joining
from lms.programmes.rules.duration import disagrees, expected_end

TODAY = date(2026, 6, 10)
JOINS, APPROVAL, PLACE, CLOSED = (
    JoiningAnswer.JOINS,
    JoiningAnswer.WAITS_FOR_APPROVAL,
    JoiningAnswer.WAITS_FOR_PLACE,
    JoiningAnswer.CLOSED,
)


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, JOINS),
        ({"joining": "closed"}, CLOSED),
        ({"joining": "nonsense"}, CLOSED),
        ({"joining": "approval"}, APPROVAL),
        ({"joining": "approval", "taken": 20}, APPROVAL),
        ({"taken": 19}, JOINS),
        ({"taken": 20}, PLACE),
        ({"taken": 25}, PLACE),
        ({"closes_on": date(2026, 6, 10)}, JOINS),
        ({"closes_on": date(2026, 6, 9)}, CLOSED),
        ({"ends_on": date(2026, 6, 10)}, JOINS),
        ({"ends_on": date(2026, 6, 9)}, CLOSED),
        ({"ends_on": date(2026, 6, 9), "closes_on": date(2026, 12, 1)}, CLOSED),
        ({"was_withdrawn": True}, APPROVAL),
        ({"was_withdrawn": True, "closes_on": date(2026, 6, 9)}, CLOSED),
    ],
)
def test_joining(changes, answer):
    facts = {
        "joining": "code",
        "today": TODAY,
        "ends_on": date(2026, 8, 1),
        "closes_on": None,
        "taken": 0,
        "capacity": 20,
    }
    assert decide_joining(JoiningFacts(**{**facts, **changes})) is answer


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (date(2026, 6, 1), 2, date(2026, 7, 31)),
        (date(2026, 6, 15), 4, date(2026, 10, 14)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2026, 11, 1), 2, date(2026, 12, 31)),
    ],
)
def test_expected_end(starts_on, months, ends_on):
    assert expected_end(starts_on, months) == ends_on
    assert not disagrees(starts_on, ends_on, months)


def test_a_group_of_a_month_disagrees_with_a_track_of_four():
    assert disagrees(date(2026, 6, 1), date(2026, 7, 1), 4)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 24))
def test_longer_training_ends_later(starts_on, months):
    assert starts_on < expected_end(starts_on, months) < expected_end(starts_on, months + 1)
