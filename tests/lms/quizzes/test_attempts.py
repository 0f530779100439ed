"""Starting, saving, handing in: once each, by the server's clock."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.enrolments.models import EnrolmentState
from lms.quizzes.exceptions import (
    AnswerUnreadable,
    AttemptClosed,
    EnrolmentNotActive,
    NoAttemptsLeft,
    QuestionNotInAttempt,
)
from lms.quizzes.models import Attempt, LateAnswer, Response
from lms.quizzes.rules.clock import GRACE
from lms.quizzes.services.attempts import (
    GivenAnswer,
    end_overdue,
    save_answer,
    save_answers,
    start_attempt,
    submit_attempt,
)
from lms.quizzes.services.authoring import change_question, retire_question
from lms.quizzes.signals import attempt_submitted
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment
from tests.factories.quizzes import make_quiz, publish_quiz

NOON = timezone.datetime(2026, 3, 2, 12, 0, tzinfo=timezone.get_default_timezone())


def start(taking, **kwargs):
    return start_attempt(enrolment=taking.enrolment, activity=taking.activity, **kwargs)


def answer(attempt, place, value, sequence=1):
    return save_answer(
        attempt=attempt, question_version_id=attempt.question_versions[place], answer=value, sequence=sequence
    )


def answer_all(attempt, answers):
    for place, value in enumerate(answers):
        answer(attempt, place, value)


def test_a_start_freezes_questions_and_deadline(taking):
    attempt = start(taking)
    assert attempt.question_versions == list(taking.activity.config["versions"])
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=20)
    assert attempt.number == 1


def test_starting_twice_is_one_attempt(taking):
    assert start(taking, number=1) == start(taking, number=1) == start(taking)
    assert Attempt.objects.count() == 1


def test_an_old_start_button_does_not_use_up_an_attempt(taking):
    first = start(taking, number=1)
    submit_attempt(attempt=first)
    assert start(taking, number=1) == first
    assert Attempt.objects.count() == 1
    assert start(taking, number=2).number == 2


def test_no_more_attempts_than_allowed(taking):
    for number in (1, 2):
        submit_attempt(attempt=start(taking, number=number))
    with pytest.raises(NoAttemptsLeft):
        start(taking, number=3)


def test_who_left_the_course_starts_nothing(taking):
    taking.enrolment.state = EnrolmentState.WITHDRAWN
    taking.enrolment.save()
    with pytest.raises(EnrolmentNotActive):
        start(taking)


def test_two_open_attempts_are_impossible_in_the_database(taking):
    attempt = start(taking)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            enrolment=attempt.enrolment,
            activity_key=attempt.activity_key,
            edition=attempt.edition,
            number=2,
            question_versions=[],
        )


def test_right_answers_pass(taking, right_answers):
    attempt = start(taking)
    answer_all(attempt, right_answers)
    done = submit_attempt(attempt=attempt)
    assert (done.score, done.max_score, done.percent, done.passed, done.submitted_by_clock) == (
        3,
        3,
        100,
        True,
        False,
    )
    assert list(done.responses.values_list("points", flat=True)) == [1, 1, 1]


def test_handing_in_twice_gives_the_first_result_and_one_signal(taking, right_answers):
    heard = []

    def hear(attempt, **_kwargs):
        heard.append(attempt.pk)

    attempt_submitted.connect(hear)
    try:
        attempt = start(taking)
        answer_all(attempt, right_answers)
        first = submit_attempt(attempt=attempt)
        second = submit_attempt(attempt=attempt)
    finally:
        attempt_submitted.disconnect(hear)
    assert (first.submitted_at, first.score) == (second.submitted_at, second.score)
    assert heard == [attempt.pk]


def test_a_handed_in_attempt_never_changes(taking):
    attempt = submit_attempt(attempt=start(taking))
    with pytest.raises(AttemptClosed):
        answer(attempt, 0, {"choices": ["b"]})
    assert not Response.objects.exists() and not LateAnswer.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(score=3)


def test_the_newer_answer_stands_whatever_arrives_last(taking):
    attempt = start(taking)
    assert answer(attempt, 0, {"choices": ["a"]}, 5).state == "saved"
    older = answer(attempt, 0, {"choices": ["c"]}, 3)
    assert (older.state, older.answer, older.sequence) == ("older", {"choices": ["a"]}, 5)
    assert answer(attempt, 0, {"choices": ["a"]}, 5).state == "saved"
    assert answer(attempt, 0, {"choices": ["c"]}, 5).state == "older"
    assert answer(attempt, 0, {"choices": ["b"]}, 6).state == "saved"
    assert Response.objects.get().answer == {"choices": ["b"]}


def test_an_answer_can_be_taken_back(taking):
    attempt = start(taking)
    answer(attempt, 1, {"choices": ["a", "c"]}, 1)
    answer(attempt, 1, {"choices": []}, 2)
    assert Response.objects.get().answer == {"choices": []}
    assert submit_attempt(attempt=attempt).score == 0


def test_a_bad_answer_does_not_hold_up_the_others(taking):
    attempt = start(taking)
    ids = attempt.question_versions
    results = save_answers(
        attempt=attempt,
        answers=[
            GivenAnswer(ids[0], {"choices": ["zzz"]}, 1),
            GivenAnswer(ids[1], {"choices": ["a"]}, 2),
            GivenAnswer(999_999, {"choices": ["a"]}, 3),
        ],
    )
    assert [one.state for one in results] == ["refused", "saved", "refused"]
    with pytest.raises(AnswerUnreadable):
        answer(attempt, 0, {"choices": ["a", "b"]})


def test_a_question_of_another_quiz_is_refused(taking):
    other = publish_quiz(make_quiz(), course=make_course(title="Başka eğitim"))
    attempt = start(taking)
    with pytest.raises(QuestionNotInAttempt):
        save_answer(
            attempt=attempt,
            question_version_id=other.quiz_activity.config["versions"][0],
            answer={"choices": ["a"]},
            sequence=1,
        )


def test_a_changed_or_retired_question_stays_as_it_was_in_the_attempt(taking, right_answers):
    attempt = start(taking)
    first = taking.quiz.questions.order_by("sort_order").first()
    newest = first.versions.get()
    change_question(
        question=first, kind="single", texts=newest.texts, choices=newest.choices, right=["c"], by=None
    )
    retire_question(question=first, by=None)
    answer_all(attempt, right_answers)
    assert submit_attempt(attempt=attempt).passed


class TestClock:
    def test_an_answer_within_the_grace_counts(self, taking):
        with time_machine.travel(NOON, tick=False) as clock:
            attempt = start(taking)
            clock.move_to(attempt.deadline_at + GRACE)
            assert answer(attempt, 0, {"choices": ["b"]}).state == "saved"
            assert submit_attempt(attempt=attempt).submitted_by_clock is False

    def test_an_answer_after_the_grace_is_evidence_only(self, taking):
        with time_machine.travel(NOON, tick=False) as clock:
            attempt = start(taking)
            answer(attempt, 0, {"choices": ["a"]})
            clock.move_to(attempt.deadline_at + GRACE + timedelta(seconds=1))
            for _retry in range(2):
                assert answer(attempt, 0, {"choices": ["b"]}, 2).state == "late"
            done = submit_attempt(attempt=attempt)
        assert done.score == 0
        assert done.submitted_by_clock and done.submitted_at == done.deadline_at
        assert LateAnswer.objects.get().answer == {"choices": ["b"]}
        assert answer(done, 2, {"text": "kırmızı"}).state == "late"
        assert Attempt.objects.get().score == 0

    def test_late_answers_are_bounded(self, taking):
        with time_machine.travel(NOON, tick=False) as clock:
            attempt = start(taking)
            clock.shift(timedelta(hours=3))
            for number in range(30):
                answer(attempt, 2, {"text": f"metin {number}"}, number)
        assert LateAnswer.objects.count() == 20

    def test_the_job_ends_what_is_over_and_nothing_else(self, taking):
        with time_machine.travel(NOON, tick=False) as clock:
            attempt = start(taking)
            clock.move_to(attempt.deadline_at + GRACE)
            assert end_overdue() == 0
            clock.shift(timedelta(days=2))
            assert end_overdue() == 1
            assert end_overdue() == 0
        attempt.refresh_from_db()
        assert attempt.submitted_at == attempt.deadline_at

    def test_a_start_after_the_end_ends_the_old_attempt_first(self, taking):
        with time_machine.travel(NOON, tick=False) as clock:
            first = start(taking)
            clock.shift(timedelta(hours=1))
            second = start(taking, number=2)
        first.refresh_from_db()
        assert first.submitted_by_clock and second.number == 2

    def test_by_clock_before_the_end_does_nothing(self, taking):
        attempt = start(taking)
        assert submit_attempt(attempt=attempt, by_clock=True).submitted_at is None

    def test_without_a_limit_nothing_is_ever_over(self, db):
        edition = publish_quiz(make_quiz())
        enrolment = make_enrolment(edition=edition)
        with time_machine.travel(NOON, tick=False) as clock:
            attempt = start_attempt(enrolment=enrolment, activity=edition.quiz_activity)
            clock.shift(timedelta(days=400))
            assert attempt.deadline_at is None and end_overdue() == 0
            assert answer(attempt, 0, {"choices": ["b"]}).state == "saved"


def test_saving_and_grading_many_answers_takes_as_many_queries_as_few(db):
    counts = []
    for questions in (2, 30):
        edition = publish_quiz(make_quiz(questions=questions))
        attempt = start_attempt(enrolment=make_enrolment(edition=edition), activity=edition.quiz_activity)
        given = [GivenAnswer(pk, {"choices": ["a"]}, 1) for pk in attempt.question_versions]
        with CaptureQueriesContext(connection) as saving:
            save_answers(attempt=attempt, answers=given)
        with CaptureQueriesContext(connection) as grading:
            submit_attempt(attempt=attempt)
        counts.append((len(saving), len(grading)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 8
