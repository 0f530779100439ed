"""Durations as ISO 8601 writes them (xAPI 1.0.3, 4.6)."""

import re

YEAR = 365 * 86_400
_NUMBER = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_DURATION = re.compile(
    rf"P(?:{_NUMBER}W|(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}D)?"
    rf"(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)",
    re.ASCII,
)
_SECONDS = (7 * 86_400, YEAR, 30 * 86_400, 86_400, 3_600, 60, 1)
"""Of a week, year, month, day, hour, minute and second, in the order of the groups."""


class BadDuration(ValueError):
    """Not a duration, or longer than a year."""


def read_duration(text: str) -> float:
    """Seconds. A month counts as 30 days, a year as 365. Raises BadDuration."""
    found = _DURATION.fullmatch(text) if len(text) <= 60 else None
    if found is None or not any(found.groups()) or text.endswith("T"):
        raise BadDuration
    parts = zip(found.groups(), _SECONDS, strict=True)
    seconds = sum(float(part.replace(",", ".")) * unit for part, unit in parts if part)
    if seconds > YEAR:
        raise BadDuration
    return seconds
