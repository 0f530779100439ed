"""Words that the pure rules share with the rest; plain enumerations, so that the rules need no Django."""

from enum import StrEnum


class Was(StrEnum):
    """Whether somebody was there; the same values as models.Presence (a test compares them)."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"
