"""When a message may leave: not in somebody's quiet hours, and in digests at eight. Local time of the site."""

from datetime import datetime, time, timedelta

DIGEST_AT = time(8, 0)
MONDAY = 0


def end_of_quiet(moment: datetime, quiet_from: time | None, quiet_until: time | None) -> datetime:
    """The first time at or after `moment` (local, aware) that is not in the quiet hours, which may span midnight."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return moment
    now = moment.time().replace(tzinfo=None)
    if quiet_from < quiet_until:
        return _at(moment, quiet_until) if quiet_from <= now < quiet_until else moment
    if now >= quiet_from:
        return _at(moment + timedelta(days=1), quiet_until)
    return _at(moment, quiet_until) if now < quiet_until else moment


def next_digest(moment: datetime, *, is_weekly: bool) -> datetime:
    """The next eight in the morning after `moment` (local, aware); of a Monday when `is_weekly`."""
    day = _at(moment, DIGEST_AT)
    while day <= moment or (is_weekly and day.weekday() != MONDAY):
        day = _at(day + timedelta(days=1), DIGEST_AT)
    return day


def _at(day: datetime, hour: time) -> datetime:
    return day.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
