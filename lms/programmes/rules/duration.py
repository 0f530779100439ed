"""How long a track's training lasts."""

import calendar
from datetime import date, timedelta


def expected_end(starts_on: date, months: int) -> date:
    """The last day of a training of whole months: 1 June and two months end on 31 July (A-15, A-16).

    A day that the last month does not have counts as its last day: 31 December and two months end on 28 February.
    """
    index = starts_on.month - 1 + months
    year, month = starts_on.year + index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    if starts_on.day > last:
        return date(year, month, last)
    return date(year, month, starts_on.day) - timedelta(days=1)


def disagrees(starts_on: date, ends_on: date, months: int, *, tolerance_days: int = 14) -> bool:
    """Whether a group's dates are too far from what its track promises; a week or two for holidays is fine (A-15)."""
    return abs((ends_on - expected_end(starts_on, months)).days) > tolerance_days
