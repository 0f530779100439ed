"""Joining by code and enrolling in an open course, as people meet them."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from lms.enrolments.models import Membership
from lms.enrolments.selectors import enrolment_for
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.mark.parametrize("typed", ["YIR7KT", "yır7kt", "yir7kt", " YIR-7KT ", "Yır 7kt"])
def test_a_code_is_found_however_it_is_typed(client, cohort, typed):
    answer = client.post("/join/", {"code": typed})
    assert answer.status_code == 302
    assert answer.url == "/join/YIR7KT/"


@pytest.mark.parametrize("typed", ["", "NOCODE", "?" * 20, "A" * 500, "\x00"])
def test_a_wrong_code_says_so_and_keeps_what_was_typed(client, cohort, typed):
    answer = client.post("/join/", {"code": typed})
    assert answer.status_code == 422
    assert b"error" in answer.content


def test_guessing_is_slowed_down(client, cohort):
    for number in range(21):
        answer = client.get(f"/en/join/WRONG{number}/")
        assert answer.status_code == 404
        assert "There is no group with this code" in answer.content.decode()
        assert f'value="WRONG{number}"' in answer.content.decode()
    assert client.get("/join/YIR7KT/").status_code == 429
    assert client.post("/join/", {"code": "YIR7KT"}).status_code == 429
    assert Client().get("/join/YIR7KT/").status_code == 200, "the others of her class get in"


def test_a_machine_without_cookies_is_stopped(cohort, settings):
    settings.ACCOUNT_RATE_LIMITS = {"join_failed": "20/10m/key,30/10m/ip"}
    browser = Client()
    for number in range(30):
        browser.cookies.clear()
        browser.get(f"/join/WRONG{number}/")
    browser.cookies.clear()
    assert browser.get("/join/YIR7KT/").status_code == 429


def test_a_visitor_sees_the_group_and_registers_there(client, cohort):
    page = client.get("/join/YIR7KT/").content.decode()
    assert "Iğdır grubu" in page
    assert "İş güvenliği" in page
    assert f'action="{reverse("account_signup")}"' in page
    assert '<input type="hidden" name="next" value="/join/YIR7KT/">' in page
    assert f"{reverse('account_login')}?next=%2Fjoin%2FYIR7KT%2F" in page
    assert client.post("/join/YIR7KT/").url.endswith("?next=/join/YIR7KT/")
    assert not Membership.objects.exists()


def test_looking_does_not_join_pressing_does(client, cohort):
    user = UserFactory()
    client.force_login(user)
    client.get("/join/YIR7KT/")
    assert not Membership.objects.exists()
    course = f"/learn/{cohort.courses.get().key}/"
    assert client.post("/join/YIR7KT/").url == course
    assert Membership.objects.get().user == user
    assert client.get("/join/YIR7KT/").url == course
    assert client.post("/join/YIR7KT/").url == course
    assert Membership.objects.count() == 1


def test_extra_fields_give_nothing(client, cohort):
    """Security statement 7."""
    cohort.joining = "approval"
    cohort.save()
    other = UserFactory()
    user = UserFactory()
    client.force_login(user)
    client.post(
        "/join/YIR7KT/", {"state": "active", "user": other.pk, "source": "officer", "role": "trainer"}
    )
    member = Membership.objects.get()
    assert (member.user, member.state, member.source) == (user, "waiting", "join_code")


def test_waiting_is_shown(client, cohort):
    cohort.joining = "approval"
    cohort.save()
    client.force_login(UserFactory())
    assert client.post("/join/YIR7KT/").url == "/join/YIR7KT/"
    with_notice = client.get("/en/join/YIR7KT/").content.decode()
    assert "You are on the list" in with_notice
    assert "Iğdır grubu" in client.get("/en/dashboard/").content.decode()


def test_a_closed_group_says_so(client, cohort):
    cohort.joining = "closed"
    cohort.save()
    client.force_login(UserFactory())
    assert "does not take new people" in client.get("/en/join/YIR7KT/").content.decode()
    client.post("/join/YIR7KT/")
    assert not Membership.objects.exists()


class TestOpenCourse:
    def test_enrol_by_post_only(self, client):
        course = make_course(is_open=True)
        make_edition_row(course)
        user = UserFactory()
        client.force_login(user)
        address = reverse("lms:course-enrol", args=[course.key])
        assert client.get(address).status_code == 405
        assert client.post(address).url == f"/learn/{course.key}/"
        assert enrolment_for(user, course.key)
        assert client.post(address).url == f"/learn/{course.key}/"

    def test_a_course_for_groups_asks_for_the_code(self, client):
        course = make_course()
        make_edition_row(course)
        user = UserFactory()
        client.force_login(user)
        assert client.post(reverse("lms:course-enrol", args=[course.key])).url == "/join/"
        assert enrolment_for(user, course.key) is None

    def test_a_visitor_signs_in_first(self, client):
        course = make_course(is_open=True)
        make_edition_row(course)
        answer = client.post(reverse("lms:course-enrol", args=[course.key]))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))

    def test_no_such_course(self, client):
        client.force_login(UserFactory())
        assert client.post("/learn/00000000-0000-0000-0000-000000000000/enrol/").status_code == 404


class TestWaitingList:
    @pytest.mark.parametrize(
        ("role", "kind", "status"),
        [
            (Role.TRAINER, "cohort", 200),
            (Role.PROGRAMME_OFFICER, "programme", 200),
            (Role.TRAINER, "other cohort", 404),
            (Role.PROGRAMME_OFFICER, "other programme", 404),
            (Role.FIRM_CONTACT, "", 404),
            (None, "", 404),
        ],
    )
    def test_who_sees_and_answers_it(self, client, cohort, role, kind, status):
        waiting = make_membership(cohort, state="waiting")
        other = CohortFactory()
        user = UserFactory()
        scopes = {
            "cohort": cohort.pk,
            "programme": cohort.programme_id,
            "other cohort": other.pk,
            "other programme": other.programme_id,
            "": None,
        }
        if role:
            give_role(user, role, kind=kind.removeprefix("other "), identifier=scopes[kind])
        client.force_login(user)
        assert client.get(reverse("lms:cohort-waiting", args=[cohort.uuid])).status_code == status
        answer = client.post(reverse("lms:membership-answer", args=[waiting.uuid]), {"answer": "approve"})
        waiting.refresh_from_db()
        assert (answer.status_code, waiting.state) == ((302, "active") if status == 200 else (404, "waiting"))

    def test_decline(self, client, cohort):
        waiting = make_membership(cohort, state="waiting")
        user = UserFactory()
        give_role(user, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        client.force_login(user)
        client.post(reverse("lms:membership-answer", args=[waiting.uuid]), {"answer": "decline"})
        waiting.refresh_from_db()
        assert waiting.state == "withdrawn"
