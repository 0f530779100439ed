"""How often and how long a call is tried again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

WORTH_ANOTHER_TRY = frozenset({502, 503, 504})


@dataclass(frozen=True)
class Patience:
    """Seconds; `tries` counts the first one. A pause that the service asks for beyond `longest` is not waited for.

    connect, read: until the connection stands, between two bytes. whole: for all tries together.
    """

    tries: int = 3
    connect: float = 2.0
    read: float = 20.0
    whole: float = 60.0
    first_pause: float = 0.2
    longest: float = 5.0

    def pauses(self) -> Iterator[float]:
        """Pauses between tries: doubling, each anywhere between half and whole so that clients do not march in step."""
        pause = self.first_pause
        for _ in range(self.tries - 1):
            yield min(pause, self.longest) * random.uniform(0.5, 1.0)  # noqa: S311 - no secret depends on it
            pause *= 2


QUICK = Patience(tries=1, connect=1.0, read=2.0, whole=3.0)
"""For a page that only wants to know whether the service is there."""
LARGE = Patience(read=120.0, whole=180.0)
"""For whole packages."""


def asked_pause(header: str, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After asks for: a number, or a date (RFC 9110, 10.2.3). None when it asks for nothing."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())
