"""What is shown of an attempt after it was handed in: what was right, why, and what to read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from core.languages import RTL_LANGUAGES
from lms.courses.models import Edition, EditionLesson
from lms.quizzes.models import Attempt, QuestionVersion
from lms.quizzes.rules.answer_shape import is_empty
from lms.quizzes.rules.grading import is_right
from lms.quizzes.selectors.keys import answer_key
from lms.quizzes.selectors.taking import html_of, language_of


@dataclass(frozen=True)
class ReviewedChoice:
    """A possible answer; `is_right` is None while it is not told yet."""

    key: str
    html: SafeString
    is_chosen: bool
    is_right: bool | None
    feedback: SafeString


@dataclass(frozen=True)
class ReviewedQuestion:
    """A question, what was answered and what is told about it."""

    number: int
    kind: str
    html: SafeString
    choices: list[ReviewedChoice]
    text: str
    is_right: bool
    is_answered: bool
    feedback: SafeString
    model_answer: str
    objective: str
    language: str

    @property
    def direction(self) -> str:
        """Direction of its text."""
        return "rtl" if self.language in RTL_LANGUAGES else "ltr"


def review_of(attempt: Attempt, language: str, *, reveals: bool) -> list[ReviewedQuestion]:
    """The questions of a handed-in attempt. Two queries.

    `reveals`: also tells the right answers of wrongly answered questions. While another attempt may follow, only her
    own answers are marked and explained: else the next attempt would test the reading of this page.
    Raises ValueError for an open attempt (security statement 13).
    """
    if attempt.submitted_at is None:
        raise ValueError("the attempt is not handed in")
    versions = QuestionVersion.objects.in_bulk(attempt.question_versions)
    answers = dict(attempt.responses.values_list("question_version_id", "answer"))
    return [
        _review(versions[identifier], number, language, answers.get(identifier) or {}, reveals)
        for number, identifier in enumerate(attempt.question_versions, start=1)
    ]


def _review(
    version: QuestionVersion, number: int, language: str, answer: Mapping[str, Any], reveals: bool
) -> ReviewedQuestion:
    shown_in = language_of(version, language)
    text = version.texts[shown_in]
    is_good = is_right(answer_key(version), answer)
    chosen = set(answer.get("choices", ()))
    tells = reveals or is_good
    own = text.get("feedback_right" if is_good else "feedback_wrong") or ""
    # What explains a short text names the answer, so it waits like the answer itself.
    explains = tells or version.kind != "short_text"
    return ReviewedQuestion(
        number=number,
        kind=version.kind,
        html=html_of(text["stem"]),
        choices=[
            ReviewedChoice(
                key=key,
                html=html_of(text["choices"][key]["text"]),
                is_chosen=key in chosen,
                is_right=(key in version.right) if tells else None,
                feedback=html_of(text["choices"][key].get("feedback", ""))
                if key in chosen or tells
                else html_of(""),
            )
            for key in version.choices
        ],
        text=str(answer.get("text", "")),
        is_right=is_good,
        is_answered=not is_empty(dict(answer)),
        feedback=html_of((own or text.get("feedback", "")) if explains else ""),
        model_answer=_model_answer(version, shown_in) if tells and not is_good else "",
        objective=version.objective,
        language=shown_in,
    )


def _model_answer(version: QuestionVersion, language: str) -> str:
    """The first accepted answer in the language, else in any."""
    rows = [version.accepted.get(language, []), *version.accepted.values()]
    return next((row[0] for row in rows if row), "")


@dataclass(frozen=True)
class ReadAgain:
    """An objective that was missed, and the lesson that teaches it ("" when none names it)."""

    objective: str
    lesson_key: str


def read_again(
    edition: Edition, questions: list[ReviewedQuestion], language: str, own_lesson_key: str
) -> list[ReadAgain]:
    """What to read again: each missed objective once. At most one query.

    An objective is looked up among the lessons' objectives in any language and shown in the one asked for; where no
    lesson names it, the lesson that holds the quiz is the place to start.
    """
    missed = list(dict.fromkeys(question.objective for question in questions if not question.is_right))
    named = [objective for objective in missed if objective]
    if not missed:
        return []
    places: dict[str, tuple[str, int]] = {}
    shown: dict[tuple[str, int], str] = {}
    if named:
        rows = EditionLesson.objects.filter(edition=edition).values_list(
            "lesson_key", "language", "objectives"
        )
        for lesson_key, lesson_language, objectives in rows:
            for place, objective in enumerate(objectives):
                places.setdefault(_plain(objective), (str(lesson_key), place))
                if lesson_language == language:
                    shown[str(lesson_key), place] = _plain(objective)
    found = [
        ReadAgain(shown.get(places[objective], objective), places[objective][0])
        if objective in places
        else ReadAgain(objective, own_lesson_key)
        for objective in named
    ]
    return found or [ReadAgain("", own_lesson_key)]


def _plain(objective: Any) -> str:
    """An objective of a lesson, cut as QuestionVersion.objective is."""
    text = objective if isinstance(objective, str) else str(objective.get("text", ""))
    return text[:200]
