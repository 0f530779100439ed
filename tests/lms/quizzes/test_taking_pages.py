"""The trainee's way through a quiz without script, what it never tells, and who is kept out."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from lms.quizzes.models import Attempt, LateAnswer, Response
from lms.quizzes.services.attempts import start_attempt, submit_attempt
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.quizzes import SECRETS, add_single, make_quiz, publish_quiz


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


def quiz_url(taking, name="quiz-detail"):
    return reverse(f"lms:{name}", args=[taking.course_key, taking.activity.key])


def begin(taking):
    attempt = start_attempt(enrolment=taking.enrolment, activity=taking.activity)
    return attempt, reverse("lms:attempt-detail", args=[attempt.uuid])


def form_with(attempt, *values, **extra):
    fields = {
        f"q{pk}": value
        for pk, value in zip(attempt.question_versions, values, strict=False)
        if value is not None
    }
    return {"sequence": "0", **fields, **extra}


def autosave(client, attempt, rows):
    return client.post(
        reverse("lms:attempt-answer", args=[attempt.uuid]),
        json.dumps({"answers": rows}),
        content_type="application/json",
    )


def test_the_whole_way_without_script(taking):
    client = sign_in(taking.user)
    page = client.get(quiz_url(taking))
    assert page.status_code == 200
    answer = client.post(quiz_url(taking, "attempt-start"), {"number": "1"})
    assert answer.status_code == 303
    attempt = Attempt.objects.get()
    page = client.get(answer.url)
    assert page.content.decode().count("<fieldset") == 3
    submit = reverse("lms:attempt-submit", args=[attempt.uuid])
    saved = client.post(submit, form_with(attempt, "a", act="save"))
    assert saved.status_code == 303
    asked = client.post(submit, form_with(attempt, "b", ["a", "c"], sequence="1", act="submit"))
    assert asked.status_code == 200 and 'name="sure"' in asked.content.decode()
    assert Attempt.objects.get().submitted_at is None
    done = client.post(submit, form_with(attempt, "b", ["a", "c"], "kirmizi", sequence="2", act="submit"))
    assert done.status_code == 303
    result = client.get(done.url).content.decode()
    assert Attempt.objects.get().passed
    assert SECRETS[0] in result


def test_handing_in_with_open_questions_after_one_question(taking):
    attempt, _url = begin(taking)
    client = sign_in(taking.user)
    client.post(reverse("lms:attempt-submit", args=[attempt.uuid]), form_with(attempt, "b", sure="1"))
    attempt.refresh_from_db()
    assert attempt.submitted_at is not None and attempt.score == 1


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_nothing_right_is_told_before_handing_in(taking, language):
    """Security statement 13: every page and answer of an open attempt."""
    client = sign_in(taking.user)
    attempt, url = begin(taking)
    ids = attempt.question_versions
    rows = [
        {"question": ids[0], "answer": {"choices": ["a"]}, "sequence": 1},
        {"question": ids[2], "answer": {"text": "mavi"}, "sequence": 2},
    ]
    submit = reverse("lms:attempt-submit", args=[attempt.uuid])
    pages = [
        client.get(language + quiz_url(taking)),
        client.get(language + url),
        autosave(client, attempt, rows),
        client.post(submit, form_with(attempt, "a", sequence="3", act="submit")),
        client.get(reverse("lms:dashboard"), follow=True),
        client.get(reverse("lms:course-learn", args=[taking.course_key]), follow=True),
    ]
    lesson = taking.activity.lesson_key
    pages.append(client.get(reverse("lms:lesson-detail", args=[taking.course_key, lesson]), follow=True))
    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        assert not any(secret in text for secret in SECRETS)
        assert '"right"' not in text and "accepted" not in text and "grading" not in text


def test_right_answers_wait_while_another_attempt_may_follow(taking):
    client = sign_in(taking.user)
    url = reverse("lms:attempt-submit", args=[begin(taking)[0].uuid])
    attempt = Attempt.objects.get()
    page = client.post(
        url, form_with(attempt, "a", ["a"], "mavi", act="submit"), follow=True
    ).content.decode()
    assert f"{SECRETS[0]} a" in page
    assert f"{SECRETS[0]} b" not in page and "Yeni etiket isterim" not in page
    assert "Kırmızı" not in page and "kırmızı" not in page
    second, _url = begin(taking)
    page = client.post(
        reverse("lms:attempt-submit", args=[second.uuid]),
        form_with(second, "a", ["a"], "mavi", act="submit"),
        follow=True,
    ).content.decode()
    assert f"{SECRETS[0]} b" in page and "Kırmızı" in page


class TestAutosave:
    def test_answers_and_time_left(self, taking):
        client = sign_in(taking.user)
        attempt, _url = begin(taking)
        row = {"question": attempt.question_versions[0], "answer": {"choices": ["b"]}, "sequence": 7}
        for _retry in range(2):
            data = autosave(client, attempt, [row]).json()
            assert data["answers"][0]["state"] == "saved" and not data["closed"]
            assert 1190 <= data["seconds_left"] <= 1200
        assert Response.objects.get().sequence == 7

    def test_an_empty_list_asks_for_the_time(self, taking):
        attempt, _url = begin(taking)
        assert autosave(sign_in(taking.user), attempt, []).json()["answers"] == []

    def test_who_was_signed_out_is_told_where_to_sign_in(self, taking):
        attempt, url = begin(taking)
        answer = autosave(Client(), attempt, [])
        assert answer.status_code == 401
        assert answer.json()["url"].endswith(f"next={url}")

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "[]",
            "null",
            '{"answers": 5}',
            '{"answers": [5]}',
            '{"answers": [{"question": "1", "sequence": 1}]}',
            '{"answers": [{"question": 1, "sequence": -1}]}',
            '{"answers": [{"question": 1, "sequence": 1.5}]}',
            '{"answers": [{"question": true, "sequence": 1}]}',
            '{"answers": [{"question": 1, "sequence": 99999999999999999999}]}',
            json.dumps({"answers": [{"question": 1, "sequence": 1}] * 201}),
            "[" * 100_000,
        ],
    )
    def test_what_the_page_never_sends_is_refused(self, taking, body):
        attempt, _url = begin(taking)
        url = reverse("lms:attempt-answer", args=[attempt.uuid])
        assert sign_in(taking.user).post(url, body, content_type="application/json").status_code == 400

    def test_after_handing_in_it_is_closed(self, taking):
        attempt, _url = begin(taking)
        submit_attempt(attempt=attempt)
        row = {"question": attempt.question_versions[0], "answer": {"choices": ["b"]}, "sequence": 1}
        answer = autosave(sign_in(taking.user), attempt, [row])
        assert answer.status_code == 409 and answer.json()["closed"]
        assert not Response.objects.exists()

    def test_after_the_end_it_is_evidence_and_the_page_leads_to_the_result(self, taking):
        attempt, url = begin(taking)
        client = sign_in(taking.user)
        with time_machine.travel(timezone.now() + timedelta(minutes=21)):
            row = {"question": attempt.question_versions[0], "answer": {"choices": ["b"]}, "sequence": 1}
            data = autosave(client, attempt, [row]).json()
            assert (data["answers"][0]["state"], data["closed"], data["seconds_left"]) == ("late", True, 0)
            assert LateAnswer.objects.count() == 1
            page = client.get(url).content.decode()
        assert "data-quiz-done" in page
        assert Attempt.objects.get().submitted_by_clock


def test_an_edited_start_time_or_score_changes_nothing(taking):
    client = sign_in(taking.user)
    attempt, _url = begin(taking)
    client.post(
        reverse("lms:attempt-submit", args=[attempt.uuid]),
        form_with(
            attempt, "a", started_at="2030-01-01", deadline_at="2030-01-01", score="3", passed="1", sure="1"
        ),
    )
    done = Attempt.objects.get()
    assert (done.score, done.passed, done.deadline_at) == (0, False, attempt.deadline_at)


def test_a_stale_tab_does_not_overwrite_newer_answers(taking):
    client = sign_in(taking.user)
    attempt, _url = begin(taking)
    autosave(
        client,
        attempt,
        [{"question": attempt.question_versions[0], "answer": {"choices": ["b"]}, "sequence": 5}],
    )
    client.post(reverse("lms:attempt-submit", args=[attempt.uuid]), form_with(attempt, "a", act="save"))
    assert Response.objects.get().answer == {"choices": ["b"]}


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5000, "٣"])
def test_a_strange_number_starts_the_next_attempt(taking, number):
    answer = sign_in(taking.user).post(quiz_url(taking, "attempt-start"), {"number": number})
    assert answer.status_code == 303 and Attempt.objects.get().number == 1


def test_without_attempts_left_the_start_says_so(taking):
    for number in (1, 2):
        attempt = start_attempt(enrolment=taking.enrolment, activity=taking.activity, number=number)
        submit_attempt(attempt=attempt)
    answer = sign_in(taking.user).post(quiz_url(taking, "attempt-start"), {"number": "3"})
    assert answer.status_code == 302
    assert Attempt.objects.count() == 2


class TestOtherPeople:
    """Security statements 1, 2, 5, 6."""

    @pytest.fixture
    def attempt(self, taking):
        return begin(taking)[0]

    def test_another_trainee_of_the_same_course_sees_and_changes_nothing(self, taking, attempt):
        client = sign_in(make_enrolment(edition=taking.edition).user)
        for done in (False, True):
            if done:
                submit_attempt(attempt=attempt)
            assert client.get(reverse("lms:attempt-detail", args=[attempt.uuid])).status_code == 404
            assert autosave(client, attempt, []).status_code == 404
            assert (
                client.post(reverse("lms:attempt-submit", args=[attempt.uuid]), {"sure": "1"}).status_code
                == 404
            )
        assert not Response.objects.exists()

    def test_who_is_not_enrolled_finds_no_quiz(self, taking):
        client = sign_in(UserFactory())
        assert client.get(quiz_url(taking)).status_code == 404
        assert client.post(quiz_url(taking, "attempt-start")).status_code == 404

    def test_visitors_are_asked_to_sign_in(self, taking, attempt):
        for url in (quiz_url(taking), reverse("lms:attempt-detail", args=[attempt.uuid])):
            assert Client().get(url).status_code == 302

    def test_an_activity_of_another_course_is_not_found(self, taking):
        other = publish_quiz(make_quiz(), course=make_course(title="Başka eğitim"))
        url = reverse("lms:quiz-detail", args=[taking.course_key, other.quiz_activity.key])
        assert sign_in(taking.user).get(url).status_code == 404

    def test_a_trainer_reads_results_of_her_group_but_answers_for_nobody(self, db):
        edition = publish_quiz(make_quiz())
        cohort = CohortFactory()
        add_course(cohort, edition.course)
        membership = make_membership(cohort)
        enrolment = make_enrolment(edition=edition, membership=membership)
        attempt = start_attempt(enrolment=enrolment, activity=edition.quiz_activity)
        trainer, stranger = UserFactory(), UserFactory()
        give_role(trainer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        give_role(stranger, Role.TRAINER, kind="cohort", identifier=CohortFactory().pk)
        url = reverse("lms:attempt-detail", args=[attempt.uuid])
        assert sign_in(trainer).get(url).status_code == 404
        assert autosave(sign_in(trainer), attempt, []).status_code == 404
        submit_attempt(attempt=attempt)
        page = sign_in(trainer).get(url)
        assert page.status_code == 200 and membership.user.get_full_name() in page.content.decode()
        assert sign_in(stranger).get(url).status_code == 404


def test_a_long_quiz_costs_as_many_queries_as_a_short_one_and_few_nodes(db):
    counts, nodes = [], []
    for questions in (3, 20):
        edition = publish_quiz(make_quiz(questions=questions))
        enrolment = make_enrolment(edition=edition)
        client = sign_in(enrolment.user)
        attempt = start_attempt(enrolment=enrolment, activity=edition.quiz_activity)
        url = reverse("lms:attempt-detail", args=[attempt.uuid])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url)
        counts.append(len(own_queries(queries)))
        nodes.append(len(re.findall(r"<[a-z]", page.content.decode())))
    assert counts[0] == counts[1] and counts[0] <= 4
    assert nodes[1] <= 500


def test_the_start_page_costs_few_queries(taking):
    client = sign_in(taking.user)
    client.get(quiz_url(taking))
    with CaptureQueriesContext(connection) as queries:
        client.get(quiz_url(taking))
    assert len(own_queries(queries)) <= 3


def own_queries(queries):
    """Those of our tables; session, person and menus are every page's."""
    return [one["sql"] for one in queries if '"lms_' in one["sql"]]


def test_a_question_is_shown_in_the_language_asked_for_or_its_own(taking):
    client = sign_in(taking.user)
    _attempt, url = begin(taking)
    english = client.get(f"/en{url}").content.decode()
    assert "Which are ISO?" in english and "Choice a" in english
    assert "Soru metni 1" in english
    arabic = client.get(f"/ar{url}").content.decode()
    assert "Hangileri ISO" in arabic and 'lang="tr" dir="ltr"' in arabic


def test_html_in_a_question_is_shown_as_text(db):
    quiz = make_quiz(questions=0)
    add_single(quiz, stem="<script>alert(1)</script> **kalın**")
    edition = publish_quiz(quiz)
    enrolment = make_enrolment(edition=edition)
    attempt = start_attempt(enrolment=enrolment, activity=edition.quiz_activity)
    page = sign_in(enrolment.user).get(reverse("lms:attempt-detail", args=[attempt.uuid])).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "<strong>kalın</strong>" in page
