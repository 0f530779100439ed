"""What the course builder does with its quick question."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.courses.models import LessonPage
from lms.courses.registry import ActivityKind, ActivityTool
from lms.quizzes.forms import QuickQuestionForm
from lms.quizzes.forms.quick_question import quick_question
from lms.quizzes.services.freezing import MATERIAL_KEYS, freeze_quizzes, problems_of_quizzes
from lms.quizzes.services.quick import (
    add_question_to_block,
    create_quiz_in_lesson,
    language_of_block,
    source_language,
    summarise_quizzes,
)


def create_from_form(*, lesson: LessonPage, data: Mapping[str, Any], by: Any) -> dict[str, Any]:
    """A new quiz with the form's question, in the lesson's language."""
    question = quick_question(dict(data), source_language(lesson))
    return create_quiz_in_lesson(lesson=lesson, question=question, by=by)


def extend_from_form(*, value: Mapping[str, Any], data: Mapping[str, Any], by: Any) -> None:
    """The form's question at the end of the block's quiz."""
    add_question_to_block(value=value, question=quick_question(dict(data), language_of_block(value)), by=by)


QUIZ_KIND = ActivityKind(
    kind="quiz",
    block_name="quiz",
    freeze=freeze_quizzes,
    problems=problems_of_quizzes,
    url_name="lms:quiz-detail",
    material_keys=MATERIAL_KEYS,
    results_url_name="lms:quiz-results",
)
QUIZ_TOOL = ActivityTool(
    kind="quiz",
    label=_("Quiz"),
    extend_label=_("One more question"),
    submit_label=_("Add the question"),
    icon="circle-question-mark",
    form_class=QuickQuestionForm,
    fields_template="lms/quizzes/_quick_question_fields.html",
    create=create_from_form,
    extend=extend_from_form,
    summarise=summarise_quizzes,
)
