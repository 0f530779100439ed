"""Two tabs, two devices, a double click: with real parallel transactions (security statement 16, fault 9)."""

import pytest
from django.db import connection

from lms.quizzes.models import Attempt, Response
from lms.quizzes.services.attempts import save_answer, start_attempt, submit_attempt
from lms.quizzes.signals import attempt_submitted
from tests.at_once import THREADS, at_once
from tests.factories.enrolments import make_enrolment
from tests.factories.quizzes import make_quiz, publish_quiz

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _needs_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("this run is on SQLite, which has one writer at a time; the run on PostgreSQL has it")


def make_taking(**settings):
    edition = publish_quiz(make_quiz(**settings))
    return make_enrolment(edition=edition), edition.quiz_activity


def test_start_pressed_everywhere_at_once_is_one_attempt():
    enrolment, activity = make_taking(max_attempts=1)
    results, errors = at_once(
        lambda _number: start_attempt(enrolment=enrolment, activity=activity, number=1).pk
    )
    assert not errors
    assert len(set(results)) == 1 and Attempt.objects.count() == 1


def test_handing_in_everywhere_at_once_is_one_result():
    enrolment, activity = make_taking()
    attempt = start_attempt(enrolment=enrolment, activity=activity)
    heard = []

    def hear(attempt, **_kwargs):
        heard.append(attempt.pk)

    attempt_submitted.connect(hear)
    try:
        results, errors = at_once(lambda _number: submit_attempt(attempt=attempt).submitted_at)
    finally:
        attempt_submitted.disconnect(hear)
    assert not errors
    assert len(set(results)) == 1 and len(heard) == 1


def test_answers_from_many_tabs_leave_the_newest():
    enrolment, activity = make_taking()
    attempt = start_attempt(enrolment=enrolment, activity=activity)
    question = attempt.question_versions[0]

    def save(number):
        return save_answer(
            attempt=attempt,
            question_version_id=question,
            answer={"choices": ["abc"[number % 3]]},
            sequence=number,
        )

    _results, errors = at_once(save)
    assert not errors
    assert Response.objects.get().sequence == THREADS - 1
    assert Response.objects.get().answer == {"choices": ["abc"[(THREADS - 1) % 3]]}
