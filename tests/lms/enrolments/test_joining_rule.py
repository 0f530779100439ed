"""Who comes in, who waits, when a group is closed."""

from datetime import date

import pytest

from lms.enrolments.rules.joining import JoiningAnswer, JoiningFacts, decide_joining

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
