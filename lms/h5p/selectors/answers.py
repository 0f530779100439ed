"""Answers to the questions inside packages, read from statements."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lms.enrolments.models import Enrolment
from lms.h5p.models import H5PAttempt
from lms.h5p.rules.answers import Answer, read_answer
from lms.xapi.models import Statement
from lms.xapi.rules.verbs import ADL

MOST_ROWS = 20_000
"""Statements that one page reads: a group of sixty, thirty questions, ten tries each."""


@dataclass(frozen=True)
class QuestionShare:
    """A question over many people, at everybody's first answer. given: the answers by number of people, most first."""

    number: int
    kind: str
    question: str
    asked: int
    right: int
    given: list[tuple[str, int]]

    @property
    def percent(self) -> int:
        """Share of right answers, rounded down."""
        return 100 * self.right // self.asked if self.asked else 0


@dataclass(frozen=True)
class Score:
    """One score that was reported of the whole package."""

    said_at: Any
    score: float | None
    max_score: float | None
    verb: str


def answers_of(attempt: H5PAttempt, language: str) -> list[Answer]:
    """The newest answer to each question of an attempt, in the order in which they were first answered. One query."""
    rows = _answered().filter(
        launch__registration=attempt.registration, launch__enrolment=attempt.enrolment_id
    )
    found: dict[str, Answer] = {}
    for document in rows.values_list("document", flat=True)[:MOST_ROWS]:
        answer = read_answer(document, language)
        if answer is not None:
            found[answer.activity_id] = answer
    return list(found.values())


def scores_of(attempt: H5PAttempt, main_activity: str) -> list[Score]:
    """The history of an attempt's score, oldest first. One query."""
    rows = Statement.objects.filter(
        launch__registration=attempt.registration, launch__enrolment=attempt.enrolment_id,
        activity_id=main_activity, score_raw__isnull=False,
    ).order_by("said_at", "pk")  # fmt: skip
    return [Score(*row) for row in rows.values_list("said_at", "score_raw", "score_max", "verb")]


def question_shares(
    enrolments: QuerySet[Enrolment], activity_key: UUID | str, language: str
) -> list[QuestionShare]:
    """For each question how many answered it rightly at their first go, and what they answered. One query.

    First answers only: a repeated one measures the feedback as well.
    """
    seen: set[tuple[int, str]] = set()
    asked: dict[str, list[Answer]] = {}
    for person, answer in _all_answers(enrolments, activity_key, language):
        if (person, answer.activity_id) not in seen:
            seen.add((person, answer.activity_id))
            asked.setdefault(answer.activity_id, []).append(answer)
    return [_share(number, answers) for number, answers in enumerate(asked.values(), start=1)]


def all_answers(enrolments: QuerySet[Enrolment], activity_key: UUID | str, language: str) -> Any:
    """(enrolment id, registration, when, answer) of every answer, oldest first: for a file. One query."""
    rows = _answered().filter(
        launch__enrolment__in=enrolments.values("pk"), launch__activity_key=activity_key
    )
    columns = ("launch__enrolment", "launch__registration", "said_at", "document")
    for person, registration, said_at, document in rows.values_list(*columns).iterator(chunk_size=500):
        answer = read_answer(document, language)
        if answer is not None:
            yield person, registration, said_at, answer


def _all_answers(enrolments: Any, activity_key: Any, language: str) -> Any:
    rows = _answered().filter(
        launch__enrolment__in=enrolments.values("pk"), launch__activity_key=activity_key
    )
    for person, document in rows.values_list("launch__enrolment", "document")[:MOST_ROWS]:
        answer = read_answer(document, language)
        if answer is not None:
            yield person, answer


def _answered() -> QuerySet[Statement]:
    return Statement.objects.filter(verb=f"{ADL}answered").order_by("said_at", "pk")


def _share(number: int, answers: list[Answer]) -> QuestionShare:
    texts = Counter(", ".join(one.given) for one in answers if one.given)
    return QuestionShare(
        number=number,
        kind=answers[-1].kind,
        question=answers[-1].question,
        asked=len(answers),
        right=sum(one.is_right is True for one in answers),
        given=texts.most_common(6),
    )
