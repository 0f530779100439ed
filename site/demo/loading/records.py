"""What the demo's trainees did: lessons marked as done and attempts, through the services, on their days.

A record says how far somebody is, never which of the course's lessons: courses grow, and a group stays believable.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from demo.clock import at
from demo.keys import key_uuid
from demo.loading.attempts import load_attempt
from demo.reading.files import ContentError
from demo.reading.moments import moment
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment, Membership
from lms.progress.models import CourseCompletion, Source
from lms.progress.selectors import progress_of
from lms.progress.services import complete_activity

_MISSING = {"lesson": "lessons", "quiz": "quiz", "attendance": "attendance"}
# What a passed quiz looks like when the file says nothing of it.
_USUAL_SCORE = 90


@dataclass(frozen=True)
class Done:
    """A lesson that was finished, when, and the quiz at its end."""

    lesson: Any
    finished_at: datetime
    quiz: Any


def load_progress(entry: dict[str, Any], memberships: dict[str, Membership], today: date, path: Path) -> None:
    """Make the records of a group's members. Raises ContentError where completion says other than the file expects."""
    for record in entry.get("progress", []):
        enrolment = Enrolment.objects.get(
            membership=memberships[record["person"]], course_key=key_uuid("course", record["course"])
        )
        if enrolment.activity_completions.exists() or enrolment.attempts.exists():
            continue
        _load(enrolment, record, moment(entry["starts"], today), today, path)
        _compare(enrolment, record, path)


def _load(enrolment: Enrolment, record: dict[str, Any], starts_at: datetime, today: date, path: Path) -> None:
    lessons = list(outline_for(enrolment.edition, "tr").lessons)
    quizzes = [activity for lesson in lessons for activity in lesson.activities if activity.kind == "quiz"]
    done = _done(lessons, record, starts_at, today, path)
    named = set()
    for attempt in record.get("attempts", []):
        activity = _named_quiz(quizzes, attempt["quiz"], path)
        named.add(activity.key)
        load_attempt(enrolment, activity, attempt, moment(attempt["at"], today))
    for step in done:
        if step.quiz is not None and step.quiz.key not in named and record.get("quizzes") != "none":
            usual = {"score": _USUAL_SCORE, "minutes": 10}
            load_attempt(enrolment, step.quiz, usual, step.finished_at + timedelta(minutes=5))
        with at(step.finished_at):
            complete_activity(
                enrolment=enrolment, activity_key=step.lesson.key, source=Source.SELF, by=enrolment.user
            )


def how_many(value: Any, total: int) -> int:
    """How many of `total` lessons a word or a number of people.yaml means."""
    words = {"none": 0, "half": total // 2, "almost": total - 1, "all": total}
    return min(total, words[value] if isinstance(value, str) else int(value))


def _done(
    lessons: list[Any], record: dict[str, Any], starts_at: datetime, today: date, path: Path
) -> list[Done]:
    """The finished lessons, spread evenly from the second day of the group to the day before yesterday."""
    value = record["lessons"]
    if isinstance(value, str) and value not in ("none", "half", "almost", "all"):
        raise ContentError(path, 0, f"{record['person']}: lessons are none, half, almost, all or a number")
    chosen = lessons[: how_many(value, len(lessons))]
    last = moment({"day": -2, "time": "20:00"}, today)
    first = min(starts_at + timedelta(days=1, hours=20), last - timedelta(days=1))
    gap = (last - first) / max(1, len(chosen) - 1)
    return [
        Done(
            lesson,
            last if lesson is chosen[-1] else first + gap * index,
            next((activity for activity in lesson.activities if activity.kind == "quiz"), None),
        )
        for index, lesson in enumerate(chosen)
    ]


def _named_quiz(quizzes: list[Any], name: Any, path: Path) -> Any:
    """The quiz at a place of the outline: a number from 1, or "last"."""
    place = len(quizzes) if name == "last" else name
    if not isinstance(place, int) or not 1 <= place <= len(quizzes):
        raise ContentError(path, 0, f"quiz: {name!r} is no place from 1 to {len(quizzes)}, and not last")
    return quizzes[place - 1]


def _compare(enrolment: Enrolment, record: dict[str, Any], path: Path) -> None:
    expected = record.get("expect")
    if not expected:
        return
    is_complete = CourseCompletion.objects.filter(enrolment=enrolment).exists()
    missing = set() if is_complete else {_MISSING[item.kind] for item in progress_of(enrolment).missing}
    if is_complete != (expected["state"] == "complete") or missing != set(expected.get("missing", [])):
        raise ContentError(
            path,
            0,
            f"{record['person']} should be {expected}, but is complete={is_complete}, missing={sorted(missing)}",
        )
