"""Who has arrived, on the projected join link: live by htmx, by reload without script, for her own groups only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from tests.factories.accounts import UserFactory, give_role
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return CohortFactory(name="Iğdır grubu", capacity=30)


@pytest.fixture
def trainer(client, cohort):
    found = UserFactory()
    give_role(found, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    client.force_login(found)
    return found


def page_of(cohort):
    return f"/en/teach/groups/{cohort.uuid}/join-link/"


def ask(client, cohort, seen="", **more):
    return client.get(f"{page_of(cohort)}arrivals/?seen={seen}", headers={"HX-Request": "true"}, **more)


def arrive(cohort, first_name, **fields):
    return make_membership(
        cohort, UserFactory(first_name=first_name, last_name="Iğdırlı"), source="join_code", **fields
    )


def test_the_page_itself_says_who_is_there(client, trainer, cohort):
    assert "0 people of 30" in client.get(page_of(cohort)).content.decode()
    arrive(cohort, "Gülşah")
    html = client.get(page_of(cohort)).content.decode()
    assert "1 person of 30 is in the group" in html
    assert "Gülşah Iğdırlı" in html


def test_a_change_is_answered_and_nothing_else(client, trainer, cohort):
    here = client.get(page_of(cohort)).context["here"]
    assert ask(client, cohort, here.mark).status_code == 204
    arrive(cohort, "Gülşah")
    arrive(cohort, "Işıl")
    answer = ask(client, cohort, here.mark)
    html = answer.content.decode()
    assert html.index("Işıl") < html.index("Gülşah"), "the last who came stands first"
    assert "2 people of 30" in html
    assert ask(client, cohort, answer.context["here"].mark).status_code == 204


def test_who_waits_is_counted_but_not_named(client, trainer, cohort):
    arrive(cohort, "Gülşah", state="waiting")
    arrive(cohort, "Işıl", state="withdrawn")
    html = ask(client, cohort).content.decode()
    assert "1 person waits" in html
    assert "Gülşah" not in html
    assert "Işıl" not in html


def test_names_are_text(client, trainer, cohort):
    arrive(cohort, "<b>x</b>")
    assert "<b>x" not in ask(client, cohort).content.decode()


def test_a_closed_group_ends_the_asking(client, trainer, cohort):
    cohort.joining = "closed"
    cohort.save()
    assert ask(client, cohort).status_code == 286


def test_only_her_own_groups(client, trainer, cohort):
    far = CohortFactory(name="Uzak grup")
    arrive(far, "Gülşah")
    answer = ask(client, far)
    assert answer.status_code == 404
    assert "Gülşah" not in answer.content.decode()


def test_signed_out_the_page_goes_to_the_door(client, cohort):
    assert ask(client, cohort).headers["HX-Redirect"].startswith("/en/accounts/login/?next=")


@pytest.mark.parametrize("people", [2, 35])
def test_three_queries_beside_those_of_being_signed_in(client, trainer, cohort, people):
    for number in range(people):
        arrive(cohort, f"Ad{number}")
    with CaptureQueriesContext(connection) as captured:
        assert ask(client, cohort).status_code == 200
    signed_in = ("django_session", 'accounts_user" WHERE', "mfa_authenticator")
    own = [query["sql"] for query in captured if not any(mark in query["sql"] for mark in signed_in)]
    assert len(own) <= 3, own
