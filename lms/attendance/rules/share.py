"""How much of a course's sessions somebody attended.

Late counts as there. Excused is left out of the sum. A session counts for her once its register has been begun, if she
was a member when it ended: who has no entry in a begun register was not there. Cancelled sessions, sessions to come and
sessions whose register nobody opened count for nothing. Without any session that counts the share is whole: nothing was
missed. Source: docs/content-format.md, rules of courses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lms.attendance.enums import Was

ATTENDED = frozenset({Was.PRESENT, Was.LATE})


@dataclass(frozen=True)
class Meeting:
    """A session as one member lived it. `was`: the newest entry about her, None without one."""

    ended_at: datetime
    is_register_begun: bool
    was: str | None
    is_cancelled: bool = False


@dataclass(frozen=True)
class Share:
    """attended of held sessions. `to_come`: sessions that may still change it."""

    attended: int
    held: int
    to_come: int = 0

    @property
    def percent(self) -> int:
        """Rounded down; 100 when no session counts."""
        return 100 * self.attended // self.held if self.held else 100

    def reaches(self, minimum: int | None) -> bool:
        """Whether the share is at least `minimum` per cent; decided on the numbers, not on the rounded per cent."""
        return not minimum or not self.held or self.attended * 100 >= minimum * self.held


def share_of(meetings: Iterable[Meeting], *, joined_at: datetime, now: datetime) -> Share:
    """Add up the meetings of one member."""
    attended = held = to_come = 0
    for meeting in meetings:
        if meeting.is_cancelled:
            continue
        if not meeting.is_register_begun:
            to_come += meeting.ended_at > now
        elif meeting.was in ATTENDED:
            attended += 1
            held += 1
        elif meeting.was == Was.ABSENT or (meeting.was is None and meeting.ended_at >= joined_at):
            held += 1
    return Share(attended, held, to_come)
