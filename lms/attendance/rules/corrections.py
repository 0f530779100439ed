"""When a change in the register is a correction that needs a reason."""

from datetime import datetime, timedelta

SLIP = timedelta(minutes=30)
"""A finger that slipped while the register is taken is put right without a word; later, people rely on the entry."""

OPENS_BEFORE = timedelta(hours=1)
"""How long before the start a register may be opened: people arrive early, nobody arrives the day before."""


def needs_reason(*, newest: str | None, recorded_at: datetime | None, wanted: str, now: datetime) -> bool:
    """Whether recording `wanted` over the `newest` entry needs a reason."""
    return newest is not None and newest != wanted and recorded_at is not None and now - recorded_at > SLIP


def is_open(*, starts_at: datetime, now: datetime) -> bool:
    """Whether the register may be taken: from an hour before the start, with no end."""
    return now >= starts_at - OPENS_BEFORE
