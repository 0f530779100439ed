"""The way in and a quiz while parts of an installation are down: what a person does succeeds, what follows comes later."""

import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from core import outbox
from core.models import OutboxMessage
from lms.enrolments.models import Enrolment, Membership
from lms.quizzes.models import Attempt, Response
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.enrolments import make_enrolment
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.quizzes import make_quiz, publish_quiz

pytestmark = pytest.mark.django_db
SIGN_UP = {"first_name": "Işıl", "last_name": "Yıldız", "password1": "üç kelime yan yana"}


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def redis_away(settings):
    """The cache as production has it, and no Redis at its address."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "core.shared_cache.SharedCache", "LOCATION": "redis://127.0.0.1:1/1"},
    }
    cache.clear()


@pytest.fixture
def quiz():
    """A group whose course has a quiz; its join code is YIR7KT."""
    edition = publish_quiz(make_quiz(questions=1))
    cohort = CohortFactory(join_code="YIR7KT")
    add_course(cohort, edition.course)
    return edition


def sign_in(browser, user):
    return browser.post("/accounts/login/", {"login": user.get_username(), "password": PASSWORD})


def take_quiz(browser, edition):
    """Start the quiz, save an answer, hand in."""
    begun = browser.post(f"/learn/{edition.course_key}/quiz/{edition.quiz_activity.key}/start/")
    answer = save(browser, Attempt.objects.get())
    assert answer.json()["answers"][0]["state"] == "saved"
    browser.post(f"{begun.url}submit/", {"sure": "1"})
    return begun.url


def save(browser, attempt):
    row = {"question": attempt.question_versions[0], "answer": {"choices": ["b"]}, "sequence": 1}
    return browser.post(
        reverse("lms:attempt-answer", args=[attempt.uuid]),
        json.dumps({"answers": [row]}),
        content_type="application/json",
    )


class TestRedisAway:
    def test_registering_joining_and_a_quiz_succeed(self, client, quiz, redis_away):
        answer = client.post("/accounts/signup/", {**SIGN_UP, "identifier": "isil", "next": "/join/YIR7KT/"})
        assert answer.url == f"/learn/{quiz.course_key}/"
        assert Membership.objects.get().state == "active"
        take_quiz(client, quiz)
        assert Attempt.objects.get().submitted_at
        assert outbox.deliver_all() == OutboxMessage.objects.count(), "what follows waits in the database"

    def test_limits_hold_in_each_process(self, client, redis_away):
        user = UserFactory()
        for _try in range(10):
            client.post("/accounts/login/", {"login": user.username, "password": "wrong-password-1"})
        sign_in(client, user)
        assert "_auth_user_id" not in client.session

    def test_every_call_of_the_cache_is_answered(self, redis_away):
        assert cache.add("a", 1)
        assert cache.incr("a") == 2
        cache.set_many({"b": 3, "c": 4})
        assert cache.get_many(["a", "b"]) == {"a": 2, "b": 3}
        assert cache.touch("a")
        cache.delete_many(["b"])
        assert "b" not in cache
        assert cache.delete("c")
        cache.clear()
        assert cache.get("a", "nothing") == "nothing"


def test_a_cache_that_was_emptied_signs_nobody_out_and_loses_no_answer(client, quiz):
    user = make_enrolment(user=UserFactory(), edition=quiz).user
    sign_in(client, user)
    client.post(f"/learn/{quiz.course_key}/quiz/{quiz.quiz_activity.key}/start/")
    attempt = Attempt.objects.get()
    save(client, attempt)
    cache.clear()
    assert client.get(f"/attempts/{attempt.uuid}/").status_code == 200
    assert Response.objects.get().answer == {"choices": ["b"]}


def test_a_session_that_ends_in_a_quiz_leads_back_into_the_same_attempt(client, quiz):
    user = make_enrolment(user=UserFactory(), edition=quiz).user
    sign_in(client, user)
    client.post(f"/learn/{quiz.course_key}/quiz/{quiz.quiz_activity.key}/start/")
    attempt = Attempt.objects.get()
    save(client, attempt)
    Session.objects.all().delete()
    refused = save(client, attempt)
    assert refused.status_code == 401
    door = refused.json()["url"]
    assert client.get(door).status_code == 200
    back = client.post(
        door.split("?")[0], {"login": user.username, "password": PASSWORD, "next": door.split("next=")[1]}
    )
    assert back.url == f"/attempts/{attempt.uuid}/"
    assert "checked" in client.get(back.url).content.decode()
    assert save(client, attempt).status_code == 200
    assert (Attempt.objects.count(), Response.objects.count()) == (1, 1)


class MailServer(EmailBackend):
    """Down, or up but refusing one address."""

    is_down = True
    refuses = ""

    def send_messages(self, messages):
        if self.is_down:
            raise ConnectionError("down")
        if any(self.refuses in message.to for message in messages):
            raise OSError("550 no such address")
        return super().send_messages(messages)


@pytest.fixture
def mail_server(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.lms.enrolments.test_faults.MailServer"
    monkeypatch.setattr(MailServer, "is_down", True)
    monkeypatch.setattr(MailServer, "refuses", "")
    return MailServer


def after_a_while():
    """Let the waiting time of what failed be over."""
    OutboxMessage.objects.filter(done_at=None).update(available_at="2020-01-01T00:00Z")
    outbox.deliver_all()


def test_without_a_mail_server_she_registers_joins_and_is_written_to_once_later(client, quiz, mail_server):
    client.post("/accounts/signup/", {**SIGN_UP, "identifier": "isil@ornek.test", "next": "/join/YIR7KT/"})
    outbox.deliver_all()
    entered = client.post(
        "/accounts/login/",
        {"login": "isil@ornek.test", "password": SIGN_UP["password1"], "next": "/join/YIR7KT/"},
    )
    assert entered.url == f"/learn/{quiz.course_key}/"
    assert Enrolment.objects.count() == 1
    assert mail.outbox == []
    mail_server.is_down = False
    for _turn in range(3):
        after_a_while()
    subjects = [message.subject for message in mail.outbox]
    assert len(subjects) == len(set(subjects)) == 2, "the confirmation and the course, each once"
    link = next(
        re.search(r"http\S+confirm-email\S+", one.body).group()
        for one in mail.outbox
        if "confirm-email" in one.body
    )
    assert Client().post(re.sub(r"^https?://[^/]+", "", link)).status_code == 302


def test_one_refused_address_holds_up_nobody_and_is_left_to_a_person(client, mail_server):
    mail_server.is_down, mail_server.refuses = False, "bad@ornek.test"
    for name in ("bad", "good"):
        client.post("/accounts/signup/", {**SIGN_UP, "identifier": f"{name}@ornek.test"})
    for _turn in range(outbox.MAX_TRIES + 1):
        after_a_while()
    assert [message.to for message in mail.outbox] == [["good@ornek.test"]]
    given_up = OutboxMessage.objects.exclude(given_up_at=None).get()
    assert "550 no such address" in given_up.last_error
