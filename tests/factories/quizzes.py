"""Quizzes for tests: written and published through the services."""

import uuid
from typing import Any

from lms.courses.models import CoursePage, LessonPage
from lms.courses.selectors.reading import outline_for
from lms.courses.services.editions import publish_edition
from lms.quizzes.models import Quiz
from lms.quizzes.services.authoring import add_question, create_quiz
from tests.factories.courses import make_course

SECRETS = ("GİZLİ-GERİ-BİLDİRİM", "gizli-kabul")
"""Texts that no response may hold before an attempt is handed in."""


def add_single(quiz: Quiz, *, right: str = "b", stem: str = "Etiket yırtıksa ne yaparsınız?", **fields: Any):
    """One right answer of three."""
    texts = {
        "tr": {
            "stem": stem,
            "choices": {
                "a": {"text": "Yine de okutmayı denerim", "feedback": f"{SECRETS[0]} a"},
                "b": {"text": "Yeni etiket isterim", "feedback": f"{SECRETS[0]} b"},
                "c": {"text": "Kasayı gönderirim", "feedback": f"{SECRETS[0]} c"},
            },
            "feedback": f"{SECRETS[0]} genel",
        }
    }
    return add_question(
        quiz=quiz,
        kind="single",
        texts=texts,
        choices=["a", "b", "c"],
        right=[right],
        by=quiz.created_by,
        **fields,
    )


def add_multiple(quiz: Quiz):
    """Two right answers of three."""
    texts = {
        "tr": {
            "stem": "Hangileri ISO’dur?",
            "choices": {key: {"text": f"Seçenek {key}", "feedback": ""} for key in "abc"},
        },
        "en": {
            "stem": "Which are ISO?",
            "choices": {key: {"text": f"Choice {key}", "feedback": ""} for key in "abc"},
        },
    }
    return add_question(
        quiz=quiz, kind="multiple", texts=texts, choices=["a", "b", "c"], right=["a", "c"], by=quiz.created_by
    )


def add_short(quiz: Quiz):
    """A written answer."""
    texts = {"tr": {"stem": "Etiket ne renktir?", "choices": {}, "feedback_wrong": f"{SECRETS[0]} kırmızı"}}
    return add_question(
        quiz=quiz,
        kind="short_text",
        texts=texts,
        accepted={"tr": ["Kırmızı", SECRETS[1]], "en": ["red"]},
        by=quiz.created_by,
    )


def make_quiz(*, questions: int = 1, by: Any = None, **settings: Any) -> Quiz:
    """A quiz with `questions` single-choice questions (right: b)."""
    quiz = create_quiz(titles={"tr": "Bölüm sınavı"}, by=by, **settings)
    for number in range(1, questions + 1):
        add_single(quiz, stem=f"Soru metni {number}")
    return quiz


def publish_quiz(quiz: Quiz, *, course: CoursePage | None = None) -> Any:
    """Put the quiz at the end of the course's first lesson and publish; returns the edition, with `quiz_activity`: the
    activity as trainees' pages have it."""
    course = course or make_course()
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    block = {
        "type": "quiz",
        "value": {"quiz": quiz.pk, "is_required": True, "weight": 1},
        "id": str(uuid.uuid4()),
    }
    lesson.body = [*lesson.body.get_prep_value(), block]
    lesson.save()
    edition = publish_edition(course=course, by=None)
    edition.quiz_activity = outline_for(edition, "tr").activities[-1]
    return edition
