"""What a trainee sees of a quiz before and while she takes it. Nothing here knows what is right (security statement 13):
the classes below have no field for it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from core.languages import RTL_LANGUAGES
from lms.enrolments.models import Enrolment
from lms.quizzes.models import Attempt, QuestionVersion
from lms.quizzes.rules import clock
from lms.quizzes.rules.answer_shape import is_empty
from lms.quizzes.rules.grading import shown_percent
from lms.quizzes.rules.inline_text import inline_html
from lms.quizzes.rules.question_shape import LANGUAGES


@dataclass(frozen=True)
class PastAttempt:
    """A handed-in attempt in a list."""

    uuid: uuid.UUID
    number: int
    submitted_at: datetime
    percent: int
    passed: bool


@dataclass(frozen=True)
class QuizOverview:
    """What to expect of a quiz, and how it went so far."""

    question_count: int
    minutes: int | None
    pass_mark: int
    max_attempts: int | None
    used: int
    open_attempt: Attempt | None
    past: list[PastAttempt]

    @property
    def left(self) -> int | None:
        """Attempts that may still be begun; None when there is no limit."""
        return None if self.max_attempts is None else max(0, self.max_attempts - self.used)

    @property
    def can_start(self) -> bool:
        """Whether a new attempt may be begun (an open one is continued instead)."""
        return self.open_attempt is None and self.left != 0 and self.question_count > 0

    @property
    def next_number(self) -> int:
        """The number of the attempt that Start begins."""
        return self.used + 1

    @property
    def best(self) -> PastAttempt | None:
        """The attempt that counts: the highest result."""
        return max(self.past, key=lambda one: (one.passed, one.percent), default=None)

    @property
    def has_passed(self) -> bool:
        """Whether any attempt reached the pass mark."""
        return any(one.passed for one in self.past)


def overview_of(enrolment: Enrolment | None, activity: Any) -> QuizOverview:
    """The quiz as this trainee finds it; without an enrolment, as anybody would. One query."""
    attempts: list[Attempt] = []
    if enrolment is not None:
        attempts = list(
            Attempt.objects.filter(enrolment=enrolment, activity_key=str(activity.key)).order_by("number")
        )
    config = activity.config
    return QuizOverview(
        question_count=len(config["versions"]),
        minutes=config.get("minutes"),
        pass_mark=config["pass_mark"],
        max_attempts=config.get("max_attempts"),
        used=len(attempts),
        open_attempt=next((one for one in attempts if one.submitted_at is None), None),
        past=[
            PastAttempt(one.uuid, one.number, one.submitted_at, shown_percent(one.percent), bool(one.passed))
            for one in attempts
            if one.submitted_at is not None
        ],
    )


@dataclass(frozen=True)
class ShownChoice:
    """A possible answer as it is offered."""

    key: str
    html: SafeString
    is_chosen: bool


@dataclass(frozen=True)
class ShownQuestion:
    """A question as it is asked, with the answer saved so far."""

    id: int
    number: int
    kind: str
    html: SafeString
    choices: list[ShownChoice]
    text: str
    is_answered: bool
    sequence: int
    language: str
    is_fallback: bool

    @property
    def direction(self) -> str:
        """Direction of its text."""
        return "rtl" if self.language in RTL_LANGUAGES else "ltr"


@dataclass(frozen=True)
class AttemptPage:
    """An open attempt."""

    attempt: Attempt
    questions: list[ShownQuestion]
    seconds_left: int | None
    ends_at: datetime | None

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(question.is_answered for question in self.questions)

    @property
    def sequence(self) -> int:
        """The highest count so far: the page goes on from here."""
        return max((question.sequence for question in self.questions), default=0)

    @property
    def has_fallback(self) -> bool:
        """Whether a question is not translated into the language asked for."""
        return any(question.is_fallback for question in self.questions)


def attempt_page(attempt: Attempt, language: str) -> AttemptPage:
    """An open attempt in a language; questions without that language come in the one they are written in. Two queries."""
    versions = QuestionVersion.objects.in_bulk(attempt.question_versions)
    responses = {row.question_version_id: row for row in attempt.responses.all()}
    questions = [
        _show(versions[identifier], number, language, responses.get(identifier))
        for number, identifier in enumerate(attempt.question_versions, start=1)
    ]
    return AttemptPage(
        attempt, questions, clock.seconds_left(attempt.deadline_at, timezone.now()), attempt.deadline_at
    )


def language_of(version: QuestionVersion, language: str) -> str:
    """The language a question is shown in: the one asked for when it is whole in it, else the one it is whole in."""
    return (
        language
        if _is_whole(version, language)
        else next((one for one in LANGUAGES if _is_whole(version, one)), next(iter(version.texts), "tr"))
    )


def html_of(text: str) -> SafeString:
    """A line of a question as safe HTML."""
    return mark_safe(inline_html(text))  # escaped by inline_html


def _is_whole(version: QuestionVersion, language: str) -> bool:
    """Whether stem and all choices are there: a question half in Arabic and half in Turkish helps nobody."""
    text = version.texts.get(language) or {}
    choices = text.get("choices", {})
    return bool(text.get("stem")) and all(choices.get(key, {}).get("text") for key in version.choices)


def _show(version: QuestionVersion, number: int, language: str, response: Any) -> ShownQuestion:
    shown_in = language_of(version, language)
    text = version.texts[shown_in]
    answer = response.answer if response else {}
    chosen = set(answer.get("choices", ()))
    return ShownQuestion(
        id=version.pk,
        number=number,
        kind=version.kind,
        html=html_of(text["stem"]),
        choices=[
            ShownChoice(key, html_of(text["choices"][key]["text"]), key in chosen) for key in version.choices
        ],
        text=answer.get("text", ""),
        is_answered=not is_empty(answer),
        sequence=response.sequence if response else 0,
        language=shown_in,
        is_fallback=shown_in != language,
    )
