"""Why somebody cannot join or enrol."""

from typing import Any


class JoiningRefused(Exception):
    """The group cannot be joined; the subclass says why."""


class CohortFull(JoiningRefused):
    """Every place of the group is taken."""


class JoiningClosed(JoiningRefused):
    """The group takes nobody by code (any more)."""


class OnOtherTrack(JoiningRefused):
    """She is on the programme's other track; a person is on one track of a programme (A-10)."""


class BirthYearNeeded(JoiningRefused):
    """The programme takes people under 18 and must know the year she was born in."""


class GuardianNeeded(JoiningRefused):
    """She is under 18, and her guardian's consent is not noted down."""


class ListNotClean(Exception):
    """Somebody of the list cannot be added as it stands, so nobody was. `checked`: row by row, as of now."""

    def __init__(self, checked: Any = None) -> None:
        super().__init__()
        self.checked = checked


class CourseNotOpen(Exception):
    """The course has nothing published yet, or only members of a group may take it."""


class PrerequisitesMissing(CourseNotOpen):
    """The course says that others come first; `missing` are the keys of those that she has not completed."""

    def __init__(self, missing: list[Any]) -> None:
        super().__init__()
        self.missing = missing


class EditionNotNewest(Exception):
    """People move to the newest edition only, and another one came out meanwhile."""


class NotWaiting(Exception):
    """The membership is not waiting for an answer."""
