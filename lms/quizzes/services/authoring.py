"""Writing quizzes. A question is never overwritten: a change is a new version, so attempts keep what they asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.audit import record
from lms.quizzes.exceptions import QuestionNotWhole, QuizSettingsWrong
from lms.quizzes.models import Question, QuestionVersion, Quiz
from lms.quizzes.rules.question_shape import LANGUAGES, find_faults

MAX_TITLE = 200
_RANGES = {"pass_mark": (0, 100), "max_attempts": (1, 100), "minutes": (1, 600)}


@transaction.atomic
def create_quiz(*, titles: Mapping[str, str], by: Any, **settings: int | None) -> Quiz:
    """Make a quiz without questions. `titles` by language; `settings`: pass_mark, max_attempts, minutes.

    Raises QuizSettingsWrong for a missing title or a setting outside its range.
    """
    quiz = Quiz(titles=_clean_titles(titles), created_by=by)
    _apply(quiz, settings)
    quiz.save()
    record(action="quiz.created", actor=by, about=quiz)
    return quiz


@transaction.atomic
def change_quiz(
    *, quiz: Quiz, by: Any, titles: Mapping[str, str] | None = None, **settings: int | None
) -> Quiz:
    """Change titles and settings. Trainees see them after the next publication of the course.

    Raises QuizSettingsWrong as create_quiz does.
    """
    if titles is not None:
        quiz.titles = _clean_titles(titles)
    _apply(quiz, settings)
    quiz.save()
    record(action="quiz.changed", actor=by, about=quiz, data=dict(settings))
    return quiz


@transaction.atomic
def add_question(
    *,
    quiz: Quiz,
    kind: str,
    texts: Mapping[str, Any],
    choices: Sequence[str] = (),
    right: Sequence[str] = (),
    accepted: Mapping[str, Sequence[str]] | None = None,
    by: Any,
    points: int = 1,
    objective: str = "",
) -> Question:
    """Put a question at the end of a quiz. Raises QuestionNotWhole with everything that is missing."""
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    last = quiz.questions.aggregate(last=Max("sort_order"))["last"]
    question = Question(quiz=quiz, sort_order=0 if last is None else last + 1)
    version = _new_version(question, 1, kind, texts, choices, right, accepted or {}, points, objective, by)
    question.save()
    version.question = question
    version.save()
    return question


@transaction.atomic
def change_question(
    *,
    question: Question,
    kind: str,
    texts: Mapping[str, Any],
    choices: Sequence[str] = (),
    right: Sequence[str] = (),
    accepted: Mapping[str, Sequence[str]] | None = None,
    by: Any,
    points: int = 1,
    objective: str = "",
) -> QuestionVersion:
    """Write a new version; the same content again writes none and returns the newest. Raises QuestionNotWhole."""
    Question.objects.select_for_update().get(pk=question.pk)
    newest = question.versions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    version = _new_version(
        question, number, kind, texts, choices, right, accepted or {}, points, objective, by
    )
    if newest and _content(newest) == _content(version):
        return newest
    version.save()
    return version


@transaction.atomic
def retire_question(*, question: Question, by: Any) -> Question:
    """Ask it no longer. Attempts that have it keep it."""
    if question.retired_at is None:
        question.retired_at = timezone.now()
        question.save(update_fields=["retired_at"])
        record(action="question.retired", actor=by, about=question)
    return question


@transaction.atomic
def restore_question(*, question: Question, by: Any) -> Question:
    """Ask a retired question again."""
    if question.retired_at is not None:
        question.retired_at = None
        question.save(update_fields=["retired_at"])
        record(action="question.restored", actor=by, about=question)
    return question


@transaction.atomic
def move_question(*, question: Question, places: int) -> None:
    """Move a question up (-1) or down (1) among the ones that are asked; at the ends nothing happens."""
    Quiz.objects.select_for_update().get(pk=question.quiz_id)
    order = list(Question.objects.filter(quiz_id=question.quiz_id, retired_at=None))
    ids = [one.pk for one in order]
    if question.pk not in ids:
        return
    here = ids.index(question.pk)
    there = min(max(here + places, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    for place, one in enumerate(order):
        if one.sort_order != place:
            one.sort_order = place
            one.save(update_fields=["sort_order"])


def _new_version(
    question: Question,
    number: int,
    kind: str,
    texts: Mapping[str, Any],
    choices: Sequence[str],
    right: Sequence[str],
    accepted: Mapping[str, Sequence[str]],
    points: int,
    objective: str,
    by: Any,
) -> QuestionVersion:
    faults = find_faults(
        kind=kind, texts=texts, choices=choices, right=right, accepted=accepted, points=points
    )
    if faults:
        raise QuestionNotWhole(faults)
    return QuestionVersion(
        question=question,
        number=number,
        kind=kind,
        texts={language: dict(text) for language, text in texts.items()},
        choices=list(choices),
        right=[choice for choice in choices if choice in right],
        accepted={
            language: [one.strip() for one in row if one.strip()] for language, row in accepted.items()
        },
        points=points,
        objective=objective[:200],
        created_by=by,
    )


def _content(version: QuestionVersion) -> tuple[Any, ...]:
    return (
        version.kind,
        version.texts,
        version.choices,
        version.right,
        version.accepted,
        version.points,
        version.objective,
    )


def _clean_titles(titles: Mapping[str, str]) -> dict[str, str]:
    clean = {language: " ".join(text.split()) for language, text in titles.items() if text and text.strip()}
    if not clean or not set(clean) <= set(LANGUAGES) or any(len(text) > MAX_TITLE for text in clean.values()):
        raise QuizSettingsWrong("titles")
    return clean


def _apply(quiz: Quiz, settings: Mapping[str, int | None]) -> None:
    for name, value in settings.items():
        if name not in _RANGES:
            raise QuizSettingsWrong(name)
        low, high = _RANGES[name]
        if (value is None and name == "pass_mark") or (value is not None and not low <= value <= high):
            raise QuizSettingsWrong(name)
        setattr(quiz, name, value)
