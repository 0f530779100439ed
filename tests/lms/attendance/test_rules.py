"""Shares, corrections, calendar files: pure rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.attendance.enums import Was
from lms.attendance.models import Presence
from lms.attendance.rules.calendar_file import CalendarEvent, calendar_text
from lms.attendance.rules.corrections import SLIP, is_open, needs_reason
from lms.attendance.rules.share import Meeting, Share, share_of

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
JOINED = NOW - timedelta(days=30)


def meeting(was=None, *, begun=True, days=-1, cancelled=False):
    return Meeting(NOW + timedelta(days=days), begun, was, cancelled)


def share(*meetings, joined_at=JOINED):
    return share_of(meetings, joined_at=joined_at, now=NOW)


def test_words_agree_with_the_model():
    assert [was.value for was in Was] == list(Presence.values)


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ([], Share(0, 0)),
        ([meeting("present")], Share(1, 1)),
        ([meeting("late")], Share(1, 1)),
        ([meeting("absent")], Share(0, 1)),
        ([meeting("excused")], Share(0, 0)),
        ([meeting(None)], Share(0, 1)),
        ([meeting(None, begun=False)], Share(0, 0)),
        ([meeting(None, begun=False, days=3)], Share(0, 0, 1)),
        ([meeting("absent", cancelled=True)], Share(0, 0)),
        ([meeting("present"), meeting("late"), meeting("absent"), meeting("excused")], Share(2, 3)),
    ],
)
def test_what_counts(meetings, expected):
    assert share(*meetings) == expected


def test_who_joined_later_missed_nothing_before():
    assert share(meeting(None), joined_at=NOW) == Share(0, 0)
    assert share(meeting("absent"), joined_at=NOW) == Share(0, 1)
    assert share(meeting("present"), joined_at=NOW) == Share(1, 1)


def test_shares_are_compared_on_numbers():
    assert Share(7, 10).reaches(70) and not Share(2, 3).reaches(67)
    assert Share(2, 3).percent == 66
    assert Share(0, 0).reaches(80) and Share(0, 0).percent == 100
    assert Share(0, 5).reaches(None)


@given(st.lists(st.tuples(st.sampled_from([*Was, None]), st.booleans(), st.integers(-40, 40)), max_size=20))
def test_a_share_is_never_more_than_whole(rows):
    result = share(*(meeting(was, begun=begun or was is not None, days=days) for was, begun, days in rows))
    assert 0 <= result.attended <= result.held <= len(rows)
    assert 0 <= result.percent <= 100


@pytest.mark.parametrize(
    ("newest", "wanted", "age", "expected"),
    [
        (None, "absent", timedelta(0), False),
        ("present", "present", timedelta(days=9), False),
        ("present", "absent", SLIP, False),
        ("present", "absent", SLIP + timedelta(seconds=1), True),
    ],
)
def test_when_a_change_needs_a_reason(newest, wanted, age, expected):
    assert needs_reason(newest=newest, recorded_at=NOW - age, wanted=wanted, now=NOW) is expected


def test_a_register_opens_an_hour_before():
    assert is_open(starts_at=NOW + timedelta(hours=1), now=NOW)
    assert not is_open(starts_at=NOW + timedelta(hours=1, seconds=1), now=NOW)
    assert is_open(starts_at=NOW - timedelta(days=90), now=NOW)


def event(**fields):
    values = {
        "uid": "u1",
        "title": "5S; ayıklama, uygulama",
        "starts_at": NOW,
        "ends_at": NOW + timedelta(hours=2),
        "place": "Meslek Fabrikası\nAtölye 2",
        "link": "",
        "stamp": NOW,
        "is_cancelled": False,
    }
    return CalendarEvent(**{**values, **fields})


def test_a_calendar_file():
    text = calendar_text(event())
    assert "SUMMARY:5S\\; ayıklama\\, uygulama\r\n" in text
    assert "LOCATION:Meslek Fabrikası\\nAtölye 2\r\n" in text
    assert "DTSTART:20260302T120000Z\r\n" in text and "STATUS:CONFIRMED" in text
    assert "STATUS:CANCELLED" in calendar_text(event(is_cancelled=True))


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_out_of_its_line(title, place):
    text = calendar_text(event(title=title, place=place))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert unfolded.count("\r\n") == (16 if place else 15)
