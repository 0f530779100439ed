"""Time in an attempt: the server's clock alone decides (security statements 14, 15)."""

from datetime import datetime, timedelta

GRACE = timedelta(seconds=10)
"""How long after the deadline an answer still counts: for the way through a slow network, not for thinking.

The page hands in by itself when its clock reaches zero; at 400 kbit/s and 300 ms that takes under 3 seconds.
"""


def deadline(started_at: datetime, minutes: int | None) -> datetime | None:
    """When an attempt ends; None without a limit."""
    return started_at + timedelta(minutes=minutes) if minutes else None


def is_over(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether an answer that arrives now comes too late."""
    return deadline_at is not None and now > deadline_at + GRACE


def seconds_left(deadline_at: datetime | None, now: datetime) -> int | None:
    """Whole seconds until the deadline, never below 0; the grace is not shown. None without a limit."""
    return None if deadline_at is None else max(0, int((deadline_at - now).total_seconds()))
