"""How a course's hours are split over the ways of learning."""

from collections.abc import Mapping
from decimal import Decimal

PARTS = ("hours_self_paced", "hours_live_online", "hours_face_to_face", "hours_workplace")


def hours_left(total: Decimal | None, parts: Mapping[str, Decimal | None]) -> Decimal:
    """How many hours of the total the parts leave unsaid; below 0 when they say too many, 0 when nothing is split."""
    said = [parts.get(name) for name in PARTS]
    if all(value is None for value in said):
        return Decimal(0)
    return (total or Decimal(0)) - sum((value or Decimal(0) for value in said), Decimal(0))
