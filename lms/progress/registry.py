"""What higher applets add to a trainee's screens: panels of the dashboard and of a completed course.

Owned here, filled in lms/wiring.py while Django starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.registry import Registry


@dataclass(frozen=True)
class Panel:
    """`read` gives the template's values, or None where there is nothing to show; at most one query."""

    template: str
    read: Callable[[Any], dict[str, Any] | None]


dashboard_panels: Registry[Panel] = Registry("dashboard panel")
"""read(user)."""

completion_panels: Registry[Panel] = Registry("panel of a completed course")
"""read(enrolment) of a completed course; shown in its completion banner."""
