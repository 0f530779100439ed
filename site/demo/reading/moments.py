"""Moments that are given relative to the day of loading (docs/content-format.md, section 8)."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ISTANBUL = ZoneInfo("Europe/Istanbul")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def moment(value: Any, today: date) -> datetime:
    """A moment in Istanbul: {week, weekday, time}, {day, time}, an ISO date or an ISO moment."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ISTANBUL)
    if isinstance(value, date):
        return datetime.combine(value, time(), ISTANBUL)
    if isinstance(value, str):
        parsed = datetime.fromisoformat(value)
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=ISTANBUL)
    if "week" in value:
        monday = today - timedelta(days=today.weekday())
        on = monday + timedelta(weeks=value["week"], days=_WEEKDAYS.index(value.get("weekday", "mon")))
    else:
        on = today + timedelta(days=value["day"])
    hour, minute = map(int, value.get("time", "00:00").split(":"))
    return datetime.combine(on, time(hour, minute), ISTANBUL)
