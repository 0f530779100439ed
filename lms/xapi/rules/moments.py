"""When something was said: by the sender's clock, within what the server knows (reliability, scenario 17)."""

from datetime import datetime


class BadMoment(ValueError):
    """Not a time with its zone."""


def read_moment(text: object) -> datetime:
    """An ISO 8601 time with its zone. Raises BadMoment."""
    if not isinstance(text, str) or len(text) > 40:
        raise BadMoment
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None or moment.utcoffset() is None:
            raise BadMoment
    except (ValueError, OverflowError):
        raise BadMoment from None
    return moment


def clamp(said_at: datetime, *, begun_at: datetime, now: datetime) -> datetime:
    """Nothing was said before the attempt was opened, and nothing is said in the future: a wrong clock moves it no
    further."""
    return min(max(said_at, begun_at), now)
