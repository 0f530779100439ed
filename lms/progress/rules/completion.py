"""Is a course complete, and if not, what is missing? A pure function of an edition's rules and a person's records.

More records never undo a completion: every condition is "at least", and the conditions do not change with the records.
Sessions still to come count as planned, so that nobody has "attended everything" after the first of ten meetings.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

LESSON = "lesson"
QUIZ = "quiz"
PACKAGE = "h5p"
VIDEO = "video"
ATTENDANCE = "attendance"


@dataclass(frozen=True)
class Need:
    """One thing that must be done. `number` counts things of its kind from 1; `pass_mark` in per cent (quizzes, packages
    that have one; of a video the share to be watched)."""

    kind: str
    key: str
    number: int
    pass_mark: Decimal | None = None
    lesson_key: str = ""


@dataclass(frozen=True)
class Requirements:
    """What an edition asks for. `min_attendance_percent`: None when attendance does not count."""

    needs: tuple[Need, ...]
    min_attendance_percent: int | None = None


@dataclass(frozen=True)
class Meetings:
    """Class sessions of the course that count for her, those to come included (lms.attendance.rules.share says which).
    `missing`: numbers of the sessions she was not at (yet), counted from 1."""

    planned: int = 0
    attended: int = 0
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Records:
    """What a person did: keys of completed activities, best results in per cent by activity, meetings."""

    done: frozenset[str] = frozenset()
    best: Mapping[str, Decimal] = field(default_factory=dict)
    meetings: Meetings = Meetings()


@dataclass(frozen=True)
class Item:
    """One condition with its answer. `have` and `need` in per cent for quizzes, packages, videos and
    attendance."""

    kind: str
    key: str
    number: int
    is_met: bool
    have: Decimal | None = None
    need: Decimal | None = None
    lesson_key: str = ""
    sessions: tuple[int, ...] = ()

    def in_words(self) -> str:
        """For logs and the stored trace: "quiz 2 best 62 < 70"."""
        if self.kind in (QUIZ, PACKAGE, VIDEO) and self.need is not None:
            return f"{self.kind} {self.number} " + (
                f"best {self.have.normalize():f} < {self.need.normalize():f}"
                if self.have is not None
                else "not taken"
            )
        if self.kind == ATTENDANCE:
            return ", ".join(f"session {number}" for number in self.sessions)
        return f"{self.kind} {self.number}"


@dataclass(frozen=True)
class Trace:
    """The answer and how it came about."""

    items: tuple[Item, ...]
    is_complete: bool

    @property
    def missing(self) -> tuple[Item, ...]:
        """Conditions that are not met."""
        return tuple(item for item in self.items if not item.is_met)

    @property
    def required(self) -> int:
        """How many steps (lessons, quizzes and other activities) are needed; attendance is no step."""
        return sum(item.kind != ATTENDANCE for item in self.items)

    @property
    def done_required(self) -> int:
        """How many of the needed steps are done."""
        return sum(item.is_met for item in self.items if item.kind != ATTENDANCE)

    @property
    def percent(self) -> int:
        """Whole per cent of the needed steps, rounded down; 100 only when the course is complete."""
        if self.is_complete:
            return 100
        return min(99, 100 * self.done_required // self.required) if self.required else 0

    def in_words(self) -> str:
        """ "complete", or "missing: session 7; quiz 2 best 62 < 70"."""
        if self.is_complete:
            return "complete"
        return "missing: " + "; ".join(item.in_words() for item in self.missing)

    def to_json(self) -> dict[str, Any]:
        """For CourseCompletion.trace."""
        return {
            "is_complete": self.is_complete,
            "items": [
                {
                    "kind": item.kind,
                    "key": item.key,
                    "number": item.number,
                    "is_met": item.is_met,
                    **({"have": str(item.have)} if item.have is not None else {}),
                    **({"need": str(item.need)} if item.need is not None else {}),
                }
                for item in self.items
            ],
        }


def requirements_of(lessons: Iterable[Any], min_attendance_percent: int | None) -> Requirements:
    """Collect the needs from an outline's lessons (objects with key, is_required and activities with key, kind,
    is_required, config), in their order."""
    needs: list[Need] = []
    counts: dict[str, int] = {}

    def add(kind: str, key: str, lesson_key: str, pass_mark: Any = None) -> None:
        counts[kind] = counts.get(kind, 0) + 1
        mark = None if pass_mark is None else Decimal(str(pass_mark))
        needs.append(Need(kind, str(key), counts[kind], mark, str(lesson_key)))

    for lesson in lessons:
        if lesson.is_required:
            add(LESSON, lesson.key, lesson.key)
        for activity in lesson.activities:
            if activity.is_required:
                add(activity.kind, activity.key, lesson.key, _mark(activity.config))
    return Requirements(tuple(needs), min_attendance_percent)


def _mark(config: Mapping[str, Any]) -> Any:
    """What an activity asks for in per cent, under the name that its kind has for it."""
    names = ("pass_mark", "pass_percent", "watch_percent")
    return next((config[name] for name in names if name in config), None)


def evaluate(requirements: Requirements, records: Records) -> Trace:
    """Answer every condition. A course that asks for nothing that one can do is never complete."""
    items = [_answer(need, records) for need in requirements.needs]
    if requirements.min_attendance_percent is not None:
        items.append(_attendance(requirements.min_attendance_percent, records.meetings))
    asks_for_something = bool(requirements.needs) or (len(items) > 0 and records.meetings.planned > 0)
    return Trace(tuple(items), asks_for_something and all(item.is_met for item in items))


def _answer(need: Need, records: Records) -> Item:
    """Done stays done, also where a later edition asks for more; else a quiz's best result counts."""
    best = records.best.get(need.key)
    is_met = need.key in records.done or (
        need.pass_mark is not None and best is not None and best >= need.pass_mark
    )
    return Item(need.kind, need.key, need.number, is_met, best, need.pass_mark, need.lesson_key)


def _attendance(minimum: int, meetings: Meetings) -> Item:
    """Whole numbers are compared, so 70 per cent of ten is exactly seven. A group without sessions meets the rule
    (docs/content-format.md)."""
    is_met = meetings.attended * 100 >= minimum * meetings.planned
    have = Decimal(meetings.attended * 100 // meetings.planned) if meetings.planned else Decimal(100)
    return Item(
        ATTENDANCE, "", 1, is_met, have, Decimal(minimum), sessions=() if is_met else meetings.missing
    )
