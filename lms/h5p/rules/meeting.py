"""Does an attempt meet what the course asks of a package?"""

from collections.abc import Mapping
from typing import Any


def is_met(config: Mapping[str, Any], *, is_completed: bool, best: float | None) -> bool:
    """Worked through, and with the pass mark where there is one. config: of the activity in the edition."""
    mark = config.get("pass_percent")
    if not is_completed:
        return False
    return mark is None or (best is not None and percent_of(best) >= mark)


def percent_of(share: float) -> float:
    """Per cent, without the dust of binary fractions: 0.7 is 70."""
    return round(share * 100, 6)
