"""One chain from a group's join link into the group: by registering, by signing in, by confirming elsewhere."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import PendingErrand, Role, User
from core import outbox
from core.mailbox.messages import newest_messages
from lms.enrolments.models import Enrolment, Membership
from lms.enrolments.views.coming import JOIN_ERRAND
from tests.factories.accounts import PASSWORD, UserFactory, give_role
from tests.factories.enrolments import make_enrolment
from tests.factories.quizzes import make_quiz, publish_quiz

pytestmark = pytest.mark.django_db
LINK = "/join/YIR7KT/"
NEW = {"first_name": "Işıl", "last_name": "Yıldız", "password1": "üç kelime yan yana", "next": LINK}


@pytest.fixture(autouse=True)
def _fresh(settings):
    cache.clear()
    settings.EMAIL_BACKEND = "core.mailbox.backend.FolderBackend"
    for file in settings.MAILBOX_DIR.glob("*.eml") if settings.MAILBOX_DIR.is_dir() else []:
        file.unlink()


def register(browser, identifier, **more):
    return browser.post("/accounts/signup/", {**NEW, "identifier": identifier, **more})


def sign_in(browser, identifier, password=NEW["password1"], **more):
    return browser.post("/accounts/login/", {"login": identifier, "password": password, **more})


def course_of(cohort):
    return f"/learn/{cohort.courses.get().key}/"


def test_registering_with_a_user_name_is_all(client, cohort):
    assert register(client, "isil").url == course_of(cohort)
    assert (Membership.objects.get().state, Membership.objects.get().source) == ("active", "join_code")
    assert Enrolment.objects.get().user.username == "isil"
    assert client.get(course_of(cohort)).status_code == 200


@pytest.mark.parametrize("identifier", ["isil@ornek.test", "0532 765 43 21"])
def test_an_address_or_number_signs_in_and_is_in(client, cohort, identifier):
    door = register(client, identifier).url
    assert not Membership.objects.exists()
    page = client.get(door).content.decode()
    assert "Iğdır grubu" in page, "she reads what signing in does"
    assert f'name="next" value="{LINK}"' in page
    assert sign_in(client, identifier, next=LINK).url == course_of(cohort)
    assert not PendingErrand.objects.exists()


def test_who_has_an_account_signs_in_and_is_in(client, cohort):
    user = UserFactory()
    assert sign_in(client, user.username, PASSWORD, next=LINK).url == course_of(cohort)
    assert sign_in(Client(), user.username, PASSWORD, next=LINK).url == course_of(cohort)
    assert Membership.objects.count() == 1


def test_the_mail_opens_in_another_browser(client, cohort):
    register(client, "isil@ornek.test")
    outbox.deliver_all()
    link = re.sub(
        r"^https?://[^/]+", "", next(one for one in newest_messages()[0].links if "confirm-email" in one)
    )
    elsewhere = Client()
    door = elsewhere.post(link).url
    assert Membership.objects.get().user.email == "isil@ornek.test"
    assert door.startswith("/accounts/login/?next=%2Flearn%2F")
    assert sign_in(elsewhere, "isil@ornek.test", next=course_of(cohort)).url == course_of(cohort)


def test_she_signs_in_elsewhere_before_the_mail(client, cohort):
    register(client, "isil@ornek.test")
    assert sign_in(Client(), "isil@ornek.test").url == course_of(cohort)
    assert not PendingErrand.objects.exists()


def test_what_she_registered_for_is_not_kept_for_ever(client, cohort, time_machine):
    register(client, "isil@ornek.test")
    time_machine.move_to("2030-01-01")
    sign_in(Client(), "isil@ornek.test")
    assert not Membership.objects.exists()


def test_nobody_learns_who_is_registered_and_nobody_is_put_into_a_group_by_others(cohort):
    known = UserFactory(email="gulsah@ornek.test")
    answers = [register(Client(), email) for email in ("gulsah@ornek.test", "new@ornek.test")]
    assert {(one.status_code, one.url) for one in answers} == {
        (302, f"/accounts/login/?next={LINK.replace('/', '%2F')}")
    }
    assert not PendingErrand.objects.filter(user=known).exists()
    sign_in(Client(), known.username, PASSWORD)
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"capacity": 0}, "waiting"),
        ({"joining": "approval"}, "waiting"),
        ({"joining": "closed"}, None),
        ({"joining_closes_on": "2020-01-01"}, None),
    ],
)
def test_the_groups_rules_hold(client, cohort, fields, state):
    for name, value in fields.items():
        setattr(cohort, name, value)
    cohort.save()
    assert register(client, "isil").url == LINK
    assert [one.state for one in Membership.objects.all()] == ([state] if state else [])
    assert client.get(LINK).status_code == 200


def test_who_teaches_the_group_only_looks(client, cohort):
    trainer = UserFactory()
    give_role(trainer, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
    client.force_login(trainer)
    assert JOIN_ERRAND.run(client.get(LINK).wsgi_request, trainer, LINK) is None
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    "path", ["/dashboard/", "/join/", "/join/NOBODY/", "//evil.example/join/YIR7KT/", "/en/join/\x00/"]
)
def test_other_addresses_are_plain_pages(client, cohort, path):
    user = UserFactory()
    sign_in(client, user.username, PASSWORD, next=path)
    assert not Membership.objects.exists()


@pytest.mark.parametrize("prefix", ["/en", "/ar"])
def test_in_every_language(client, cohort, prefix):
    answer = client.post(
        f"{prefix}/accounts/signup/", {**NEW, "identifier": "isil", "next": f"{prefix}{LINK}"}
    )
    assert answer.url == f"{prefix}{course_of(cohort)}"


class TestConfirmingBeforeAQuiz:
    @pytest.fixture
    def quiz(self):
        edition = publish_quiz(make_quiz(questions=1))
        return f"/en/learn/{edition.course_key}/quiz/{edition.quiz_activity.key}/", edition

    def take(self, client, quiz, **who):
        address, edition = quiz
        user = UserFactory(**who)
        make_enrolment(user=user, edition=edition)
        client.force_login(user)
        return user, address

    def test_reading_is_open_the_quiz_waits(self, client, quiz):
        user, address = self.take(client, quiz, username=None, email="isil@ornek.test")
        user.emailaddress_set.create(email=user.email, primary=True)
        page = client.get(address).content.decode()
        assert "Confirm your e-mail address first" in page
        assert "data-quiz-start" not in page
        assert client.post(f"{address}start/").url == address
        again = client.post("/en/accounts/confirm-email/again/", {"next": address})
        assert again.url == address
        outbox.deliver_all()
        assert newest_messages()[0].to == "isil@ornek.test"
        client.post("/en/accounts/confirm-email/again/", {"next": address})
        assert "Wait a minute" in client.get(address).content.decode()
        assert (
            client.post("/en/accounts/confirm-email/again/", {"next": "//evil.example/"}).url
            == "/en/accounts/profile/"
        )

    @pytest.mark.parametrize(
        "who", [{"email": None}, {"username": None, "email": None, "phone": "0532 123 45 67"}, {}]
    )
    def test_without_an_address_to_confirm_nothing_waits(self, client, quiz, who):
        _user, address = self.take(client, quiz, **who)
        assert "data-quiz-start" in client.get(address).content.decode()
        assert "/attempts/" in client.post(f"{address}start/").url

    def test_once_confirmed_it_begins(self, client, quiz):
        user, address = self.take(client, quiz, username=None, email="isil@ornek.test")
        User.objects.filter(pk=user.pk).update(email_verified_at="2026-01-01T00:00Z")
        assert "/attempts/" in client.post(f"{address}start/").url
