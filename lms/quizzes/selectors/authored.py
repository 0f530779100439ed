"""Quizzes as their authors have them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from wagtail.models import ReferenceIndex

from lms.courses.models import CoursePage, LessonPage, course_of
from lms.quizzes.models import QuestionVersion, Quiz


def newest_versions(quiz: Quiz) -> list[QuestionVersion]:
    """The newest version of each question that is asked, in order. One query."""
    return newest_versions_of([quiz.pk])[quiz.pk]


def newest_versions_of(quiz_ids: Iterable[int], *, is_retired: bool = False) -> dict[int, list[QuestionVersion]]:
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


@dataclass(frozen=True)
class Use:
    """A lesson that a quiz stands in. `activity_key` is the key of its records."""

    course: CoursePage
    lesson: LessonPage
    activity_key: uuid.UUID


def uses_of(quiz: Quiz) -> list[Use]:
    """Lessons, in their source language, whose content holds this quiz."""
    references = ReferenceIndex.get_references_to(quiz).values_list("object_id", flat=True)
    lessons = LessonPage.objects.filter(pk__in=[int(pk) for pk in references if str(pk).isdigit()])
    found: list[Use] = []
    seen: set[uuid.UUID] = set()
    for lesson in lessons.select_related("locale").order_by("locale_id", "path"):
        course = course_of(lesson)
        for block in _quiz_blocks(lesson, quiz):
            key = uuid.uuid5(lesson.translation_key, str(block.id))
            if course is not None and key not in seen:
                seen.add(key)
                found.append(Use(course, lesson, key))
    return found


def _quiz_blocks(lesson: LessonPage, quiz: Quiz) -> list[Any]:
    return [
        block
        for block in lesson.body
        if block.block_type == "quiz" and block.value.get("quiz") is not None and block.value["quiz"].pk == quiz.pk
    ]


def quizzes_of_blocks(values: Iterable[Mapping[str, Any]]) -> dict[int, Quiz]:
    """The quizzes that raw block values name, by id. One query."""
    return Quiz.objects.in_bulk({int(value["quiz"]) for value in values if value.get("quiz")})
