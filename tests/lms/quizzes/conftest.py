"""A course with a quiz, and somebody who takes it."""

from types import SimpleNamespace

import pytest

from tests.factories.enrolments import make_enrolment
from tests.factories.quizzes import add_multiple, add_short, make_quiz, publish_quiz


@pytest.fixture
def taking(db):
    """A trainee enrolled in a course whose quiz has three questions (single: b; multiple: a and c; text: kırmızı)."""
    quiz = make_quiz(questions=1, max_attempts=2, minutes=20)
    add_multiple(quiz)
    add_short(quiz)
    edition = publish_quiz(quiz)
    enrolment = make_enrolment(edition=edition)
    return SimpleNamespace(
        quiz=quiz,
        edition=edition,
        activity=edition.quiz_activity,
        enrolment=enrolment,
        user=enrolment.user,
        course_key=edition.course_key,
    )


RIGHT = ({"choices": ["b"]}, {"choices": ["a", "c"]}, {"text": "KIRMIZI"})


@pytest.fixture
def right_answers():
    """Right answers to `taking`'s questions, in order."""
    return RIGHT
