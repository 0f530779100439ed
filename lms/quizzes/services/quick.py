"""The course builder's tool: a quiz grows question by question inside the lesson's outline."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.languages import active_language, in_language
from lms.courses.models import LessonPage
from lms.courses.registry import ToolSummary
from lms.quizzes.enums import Kind
from lms.quizzes.models import QuestionVersion, Quiz
from lms.quizzes.rules.inline_text import plain_text
from lms.quizzes.rules.question_shape import LANGUAGES
from lms.quizzes.selectors.authored import newest_versions_of, quiz_language, quizzes_of_blocks
from lms.quizzes.selectors.taking import language_of
from lms.quizzes.services.authoring import add_question, create_quiz


@transaction.atomic
def create_quiz_in_lesson(*, lesson: LessonPage, question: Mapping[str, Any], by: Any) -> dict[str, Any]:
    """Make a quiz named after the lesson with its first question; returns the block's raw value."""
    language = source_language(lesson)
    with translation.override(language):
        title = _("Quiz: %(title)s") % {"title": lesson.title}
    quiz = create_quiz(titles={language: title[:200]}, by=by)
    add_question(quiz=quiz, by=by, **question)
    return {"quiz": quiz.pk, "is_required": True, "weight": 1}


@transaction.atomic
def add_question_to_block(*, value: Mapping[str, Any], question: Mapping[str, Any], by: Any) -> None:
    """Put a further question into the quiz of a block."""
    add_question(quiz=Quiz.objects.get(pk=value["quiz"]), by=by, **question)


def source_language(lesson: LessonPage) -> str:
    """The language a lesson is written in."""
    language = lesson.locale.language_code[:2]
    return language if language in LANGUAGES else "tr"


def language_of_block(value: Mapping[str, Any]) -> str:
    """The language that a block's quiz is written in."""
    return quiz_language(Quiz.objects.get(pk=value["quiz"]))


def summarise_quizzes(values: Sequence[Mapping[str, Any]]) -> list[ToolSummary]:
    """What the builder shows of quiz blocks: title and questions. Two queries, however many blocks."""
    quizzes = quizzes_of_blocks(values)
    versions = newest_versions_of(quizzes)
    found = []
    for value in values:
        quiz = quizzes.get(int(value.get("quiz") or 0))
        if quiz is None:
            found.append(ToolSummary(title=_("No quiz chosen")))
            continue
        found.append(
            ToolSummary(
                title=in_language(quiz.titles),
                lines=[_line(version) for version in versions[quiz.pk]],
                url=reverse("lms:quiz-edit", args=[quiz.uuid]),
            )
        )
    return found


def _line(version: QuestionVersion) -> str:
    stem = plain_text(version.texts[language_of(version, active_language())]["stem"])
    if version.kind == Kind.SHORT_TEXT:
        return stem
    number = len(version.choices)
    answers = ngettext("%(number)s answer", "%(number)s answers", number) % {"number": number}
    return _("%(question)s · %(answers)s") % {"question": stem, "answers": answers}
