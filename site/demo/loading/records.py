"""What the demo's trainees did: lessons marked as done and attempts, through the services, on their days."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from demo.clock import at
from demo.keys import key_uuid
from demo.reading.files import ContentError
from demo.reading.moments import moment
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment, Membership
from lms.progress.models import CourseCompletion, Source
from lms.progress.selectors import progress_of
from lms.progress.services import complete_activity
from lms.quizzes.models import QuestionVersion, Quiz
from lms.quizzes.services.attempts import save_answer, start_attempt, submit_attempt

_MISSING = {"lesson": "lessons", "quiz": "quiz", "attendance": "attendance"}


def load_progress(entry: dict[str, Any], memberships: dict[str, Membership], today: date, path: Path) -> None:
    """Make the records of a group's members. Raises ContentError where completion says other than the file expects."""
    for record in entry.get("progress", []):
        enrolment = Enrolment.objects.get(
            membership=memberships[record["person"]], course_key=key_uuid("course", record["course"])
        )
        if enrolment.activity_completions.exists() or enrolment.attempts.exists():
            continue
        for attempt in record["attempts"]:
            _attempt(enrolment, attempt, today)
        _lessons(enrolment, record, today)
        _compare(enrolment, record, path)


def _lessons(enrolment: Enrolment, record: dict[str, Any], today: date) -> None:
    outline = outline_for(enrolment.edition, "tr")
    wanted = (
        {str(key_uuid("course", record["course"], "lesson", key)) for key in record["lessons"]}
        if isinstance(record["lessons"], list)
        else None
    )
    if record["lessons"] == "none":
        return
    lessons = [lesson for lesson in outline.lessons if wanted is None or str(lesson.key) in wanted]
    day = moment({"day": -2, "time": "20:00"}, today) - timedelta(days=2 * len(lessons))
    for lesson in lessons:
        day += timedelta(days=2)
        with at(day):
            complete_activity(
                enrolment=enrolment, activity_key=lesson.key, source=Source.SELF, by=enrolment.user
            )


def _attempt(enrolment: Enrolment, entry: dict[str, Any], today: date) -> None:
    outline = outline_for(enrolment.edition, "tr")
    quiz = Quiz.objects.get(uuid=key_uuid("quiz", entry["quiz"]))
    versions = {version.pk: version for version in QuestionVersion.objects.filter(question__quiz=quiz)}
    activity = next(
        activity
        for lesson in outline.lessons
        for activity in lesson.activities
        if activity.kind == "quiz" and set(activity.config["versions"]) <= set(versions)
    )
    started_at = moment(entry["at"], today)
    with at(started_at):
        attempt = start_attempt(enrolment=enrolment, activity=activity)
    keys = {
        key_uuid("quiz", entry["quiz"], "question", f"q{number}"): f"q{number}" for number in range(1, 100)
    }
    for sequence, pk in enumerate(attempt.question_versions, start=1):
        version = versions[pk]
        name = keys[version.question.uuid]
        if entry.get("in_progress") and name not in entry["answered"]:
            continue
        with at(started_at + timedelta(seconds=30 * sequence)):
            save_answer(
                attempt=attempt,
                question_version_id=pk,
                answer=_answer(version, is_wrong=name in entry["wrong"]),
                sequence=sequence,
            )
    if not entry.get("in_progress"):
        with at(_handed_in(started_at, entry)):
            submit_attempt(attempt=attempt)


def _handed_in(started_at: datetime, entry: dict[str, Any]) -> datetime:
    return started_at + timedelta(minutes=entry["minutes"])


def _answer(version: QuestionVersion, *, is_wrong: bool) -> dict[str, Any]:
    if version.kind == "short_text":
        return {"text": "bilmiyorum" if is_wrong else next(iter(version.accepted.values()))[0]}
    if is_wrong:
        return {"choices": [next(key for key in version.choices if key not in version.right)]}
    return {"choices": list(version.right)}


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
