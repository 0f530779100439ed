"""Quizzes as their authors have them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.db.models.functions import Cast

from core.languages import LANGUAGES
from lms.courses.models import SOURCE_LANGUAGE, CoursePage, LessonPage, course_of
from lms.quizzes.models import QuestionVersion, Quiz


def newest_versions(quiz: Quiz) -> list[QuestionVersion]:
    """The newest version of each question that is asked, in order. One query."""
    return newest_versions_of([quiz.pk])[quiz.pk]


def newest_versions_of(
    quiz_ids: Iterable[int], *, is_retired: bool = False
) -> dict[int, list[QuestionVersion]]:
    """The same for many quizzes; `is_retired`: of the questions that are not asked any more. One query."""
    ids = set(quiz_ids)
    newest = (
        QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number").values("number")[:1]
    )
    rows = (
        QuestionVersion.objects.filter(
            question__quiz__in=ids, question__retired_at__isnull=not is_retired, number=Subquery(newest)
        )
        .select_related("question")
        .order_by("question__sort_order", "question_id")
    )
    found: dict[int, list[QuestionVersion]] = {identifier: [] for identifier in ids}
    for row in rows:
        found[row.question.quiz_id].append(row)
    return found


def quiz_language(quiz: Quiz) -> str:
    """The language a quiz is written in: that of its first title."""
    return next((language for language in LANGUAGES if quiz.titles.get(language)), "tr")


@dataclass(frozen=True)
class Use:
    """A lesson that a quiz stands in. `activity_key` is the key of its records."""

    course: CoursePage
    lesson: LessonPage
    activity_key: uuid.UUID


def uses_of(quiz: Quiz, language: str = SOURCE_LANGUAGE) -> list[Use]:
    """Lessons that hold this quiz now or in their newest draft, each activity once: in `language`, else in the source's."""
    found: list[Use] = []
    seen: set[uuid.UUID] = set()
    for lesson in _lessons_that_may_hold(quiz, language):
        course = course_of(lesson)
        if course is None:
            continue
        for block in _quiz_blocks(lesson, quiz):
            key = uuid.uuid5(lesson.translation_key, str(block.id))
            if key not in seen:
                seen.add(key)
                found.append(Use(course, lesson, key))
    return found


def _lessons_that_may_hold(quiz: Quiz, language: str) -> QuerySet[LessonPage]:
    """Found by the raw text, which a draft's block is in before anything indexes it; _quiz_blocks looks closely."""
    live = Q(body_text__contains=f'"quiz": {quiz.pk}')
    draft = Q(draft_text__contains=f'\\"quiz\\": {quiz.pk}')
    return (
        LessonPage.objects.annotate(
            body_text=Cast("body", TextField()), draft_text=Cast("latest_revision__content", TextField())
        )
        .filter(live | draft)
        .select_related("locale", "latest_revision")
        .order_by(
            Case(
                When(locale__language_code=language, then=0),
                When(locale__language_code=SOURCE_LANGUAGE, then=1),
                default=2,
            ),
            "path",
        )
    )


def _quiz_blocks(lesson: LessonPage, quiz: Quiz) -> list[Any]:
    bodies = [lesson.body]
    if lesson.has_unpublished_changes and lesson.latest_revision is not None:
        bodies.append(lesson.latest_revision.as_object().body)
    return [
        block
        for body in bodies
        for block in body
        if block.block_type == "quiz"
        and block.value.get("quiz") is not None
        and block.value["quiz"].pk == quiz.pk
    ]


def quizzes_of_blocks(values: Iterable[Mapping[str, Any]]) -> dict[int, Quiz]:
    """The quizzes that raw block values name, by id. One query."""
    return Quiz.objects.in_bulk({int(value["quiz"]) for value in values if value.get("quiz")})
