"""Taking a quiz: start, save an answer, hand in. The server's clock alone decides, and a retry changes nothing twice.

Every act locks the row it decides on (the enrolment for a start, the attempt for the rest), so that two tabs, two
devices or a retry after a lost answer see each other's result. The database's own constraints stand behind the locks:
one open attempt, a number once, a handed-in attempt never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment, EnrolmentState
from lms.quizzes.exceptions import (
    AnswerUnreadable,
    AttemptClosed,
    EnrolmentNotActive,
    NoAttemptsLeft,
    NotAQuiz,
    QuestionNotInAttempt,
    QuizError,
)
from lms.quizzes.models import Attempt, LateAnswer, QuestionVersion, Response
from lms.quizzes.rules import clock
from lms.quizzes.rules.answer_shape import BadAnswer, clean_answer, is_empty
from lms.quizzes.rules.grading import AnswerKey, grade
from lms.quizzes.selectors.keys import answer_key
from lms.quizzes.signals import attempt_submitted

LATE_KEPT = 20
"""Late answers kept for one question of one attempt: evidence, not a place to store things."""


@dataclass(frozen=True)
class GivenAnswer:
    """An answer as it came in. `sequence`: the client's count; the higher one wins."""

    question_version_id: int
    answer: Any
    sequence: int


@dataclass(frozen=True)
class SavedAnswer:
    """What became of an answer.

    state: "saved"; "older": a newer one stands, given in `answer`; "late": kept as evidence, does not count; "refused":
    not of this attempt, or not of the shape its question asks for (`error` says which).
    """

    question_version_id: int
    state: str
    sequence: int
    answer: dict[str, Any]
    error: QuizError | None = None


@transaction.atomic
def start_attempt(*, enrolment: Enrolment, activity: Any, number: int | None = None) -> Attempt:
    """Begin a quiz, or come back to the open attempt. `activity`: of the edition the enrolment is pinned to.

    `number`: which attempt the trainee meant when she pressed Start (the page says it). A retry, a second tab or an old
    tab with the same number gets that attempt, whatever became of it, and never uses up another one.
    Raises NoAttemptsLeft, EnrolmentNotActive, NotAQuiz.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    config = getattr(activity, "config", None) or {}
    if activity.kind != "quiz" or not config.get("versions"):
        raise NotAQuiz
    activity_key = UUID(str(activity.key))
    attempts = list(Attempt.objects.filter(enrolment=enrolment, activity_key=activity_key).order_by("number"))
    meant = next((attempt for attempt in attempts if attempt.number == number), None)
    if meant is not None:
        return meant
    if attempts and attempts[-1].submitted_at is None:
        if not clock.is_over(attempts[-1].deadline_at, timezone.now()):
            return attempts[-1]
        submit_attempt(attempt=attempts[-1], by_clock=True)
    if enrolment.state != EnrolmentState.ACTIVE:
        raise EnrolmentNotActive
    limit = config.get("max_attempts")
    if limit is not None and len(attempts) >= limit:
        raise NoAttemptsLeft
    started_at = timezone.now()
    return Attempt.objects.create(
        enrolment=enrolment,
        activity_key=activity_key,
        edition_id=enrolment.edition_id,
        number=attempts[-1].number + 1 if attempts else 1,
        question_versions=list(config["versions"]),
        started_at=started_at,
        deadline_at=clock.deadline(started_at, config.get("minutes")),
    )


def save_answer(*, attempt: Attempt, question_version_id: int, answer: Any, sequence: int) -> SavedAnswer:
    """Keep the answer to one question; see save_answers.

    Raises QuestionNotInAttempt, AnswerUnreadable, AttemptClosed (handed in by herself).
    """
    saved = save_answers(attempt=attempt, answers=[GivenAnswer(question_version_id, answer, sequence)])[0]
    if saved.error is not None:
        raise saved.error
    return saved


@transaction.atomic
def save_answers(*, attempt: Attempt, answers: Sequence[GivenAnswer]) -> list[SavedAnswer]:
    """Keep answers in the order given; the same one again changes nothing. At most six queries, however many.

    After deadline and grace an answer is kept as a LateAnswer and does not count (security statement 15). A bad answer
    is refused alone: it must not hold up the others of a phone that was offline.
    Raises AttemptClosed when she has handed in herself.
    """
    locked = _lock(attempt)
    if locked.submitted_at is not None and not locked.submitted_by_clock:
        raise AttemptClosed
    asked = set(locked.question_versions)
    versions = QuestionVersion.objects.in_bulk({one.question_version_id for one in answers} & asked)
    is_late = locked.submitted_at is not None or clock.is_over(locked.deadline_at, timezone.now())
    keep = _LateAnswers(locked, versions) if is_late else _Answers(locked, versions)
    results = [keep.take(one) for one in answers]
    keep.write()
    return results


@transaction.atomic
def submit_attempt(*, attempt: Attempt, by_clock: bool = False) -> Attempt:
    """Hand in and grade. Handing in twice, or from two places, gives the same result.

    An attempt that is over counts as handed in by the clock at its deadline, whoever asks and however late.
    Sends `attempt_submitted` inside the transaction.
    """
    locked = _lock(attempt)
    if locked.submitted_at is not None:
        return locked
    now = timezone.now()
    is_over = clock.is_over(locked.deadline_at, now)
    if by_clock and not is_over:
        return locked
    keys = _answer_keys(locked.question_versions)
    responses = {response.question_version_id: response for response in locked.responses.all()}
    result = grade(
        keys,
        {identifier: response.answer for identifier, response in responses.items()},
        pass_mark=_pass_mark(locked),
    )
    for identifier, response in responses.items():
        response.points = result.points.get(identifier, 0)
    Response.objects.bulk_update(responses.values(), ["points"])
    locked.submitted_at = _ended_at(locked, now) if is_over else now
    locked.submitted_by_clock = is_over
    locked.score, locked.max_score = result.score, result.max_score
    locked.percent, locked.passed = result.percent, result.passed
    locked.save()
    attempt_submitted.send(sender=Attempt, attempt=locked)
    return locked


def end_overdue(*, limit: int = 500) -> int:
    """Hand in attempts whose time is over, each in a transaction of its own. Returns how many were ended here."""
    ended = 0
    overdue = Attempt.objects.filter(submitted_at=None, deadline_at__lt=timezone.now() - clock.GRACE)
    for attempt in overdue.order_by("deadline_at")[:limit]:
        ended += submit_attempt(attempt=attempt, by_clock=True).submitted_at is not None
    return ended


def _lock(attempt: Attempt) -> Attempt:
    return Attempt.objects.select_for_update().get(pk=attempt.pk)


def _ended_at(attempt: Attempt, now: datetime) -> datetime:
    return min(attempt.deadline_at or now, now)


def _pass_mark(attempt: Attempt) -> int:
    activity = outline_for(attempt.edition, "tr").find_activity(attempt.activity_key)
    if activity is None:
        raise NotAQuiz
    return int(activity.config["pass_mark"])


def _answer_keys(version_ids: list[int]) -> dict[int, AnswerKey]:
    found = QuestionVersion.objects.in_bulk(version_ids)
    return {identifier: answer_key(found[identifier]) for identifier in version_ids}


class _Answers:
    """Answers of an open attempt on their way into the database."""

    def __init__(self, attempt: Attempt, versions: dict[int, QuestionVersion]) -> None:
        self.attempt = attempt
        self.versions = versions
        rows = Response.objects.filter(attempt=attempt, question_version__in=versions)
        self.stored = {row.question_version_id: row for row in rows}
        self.touched: set[int] = set()

    def take(self, given: GivenAnswer) -> SavedAnswer:
        """Decide what becomes of one answer."""
        version = self.versions.get(given.question_version_id)
        if version is None:
            return _refused(given, QuestionNotInAttempt())
        try:
            clean = clean_answer(version.kind, version.choices, given.answer)
        except BadAnswer as error:
            return _refused(given, AnswerUnreadable(str(error)))
        return self.keep(given, version, clean)

    def keep(self, given: GivenAnswer, version: QuestionVersion, clean: dict[str, Any]) -> SavedAnswer:
        """Take it when it is newer than the stored one."""
        row = self.stored.get(version.pk)
        if row is not None and (given.sequence, clean) == (row.sequence, row.answer):
            return SavedAnswer(version.pk, "saved", row.sequence, row.answer)
        if row is not None and given.sequence <= row.sequence:
            return SavedAnswer(version.pk, "older", row.sequence, row.answer)
        if row is None and is_empty(clean):
            return SavedAnswer(version.pk, "saved", given.sequence, clean)
        if row is None:
            row = self.stored[version.pk] = Response(attempt=self.attempt, question_version=version)
        row.answer, row.sequence, row.saved_at = clean, given.sequence, timezone.now()
        self.touched.add(version.pk)
        return SavedAnswer(version.pk, "saved", row.sequence, row.answer)

    def write(self) -> None:
        """Two statements at most."""
        rows = [self.stored[pk] for pk in self.touched]
        Response.objects.bulk_create([row for row in rows if row.pk is None])
        Response.objects.bulk_update(
            [row for row in rows if row.pk is not None], ["answer", "sequence", "saved_at"]
        )


class _LateAnswers(_Answers):
    """Answers that came too late: evidence, once each, LATE_KEPT a question at most."""

    def __init__(self, attempt: Attempt, versions: dict[int, QuestionVersion]) -> None:
        super().__init__(attempt, versions)
        self.rows: list[LateAnswer] = []
        self.kept: dict[int, list[dict[str, Any]]] = {}
        for row in LateAnswer.objects.filter(attempt=attempt, question_version__in=versions):
            self.kept.setdefault(row.question_version_id, []).append(row.answer)

    def keep(self, given: GivenAnswer, version: QuestionVersion, clean: dict[str, Any]) -> SavedAnswer:
        """Keep it unless this very answer stands already: in time, or late."""
        kept = self.kept.setdefault(version.pk, [])
        stored = self.stored.get(version.pk)
        is_known = is_empty(clean) or clean in kept or (stored is not None and stored.answer == clean)
        if not is_known and len(kept) < LATE_KEPT:
            kept.append(clean)
            self.rows.append(LateAnswer(attempt=self.attempt, question_version=version, answer=clean))
        return SavedAnswer(version.pk, "late", given.sequence, clean)

    def write(self) -> None:
        """One statement."""
        LateAnswer.objects.bulk_create(self.rows)


def _refused(given: GivenAnswer, error: QuizError) -> SavedAnswer:
    return SavedAnswer(given.question_version_id, "refused", given.sequence, {}, error)
