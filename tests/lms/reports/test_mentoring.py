"""A mentor's page: her firm's and group's trainees, how far they are, and nothing else (security statement 5)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.organisations import FirmFactory
from tests.factories.programmes import CohortFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return FirmFactory(name="Bizim firma")


@pytest.fixture
def mentor(client, firm):
    user = UserFactory()
    give_role(user, Role.MENTOR, kind="firm", identifier=firm.pk)
    client.force_login(user)
    return user


def test_her_firms_and_groups_trainees_only(client, mentor, firm):
    course = make_course(title="İş güvenliği")
    make_edition_row(course)
    at_firm = make_membership(CohortFactory(), UserFactory(last_name="Firmadaki"), firm=firm)
    make_enrolment(course=course, membership=at_firm)
    group = CohortFactory()
    give_role(mentor, Role.MENTOR, kind="cohort", identifier=group.pk)
    make_membership(group, UserFactory(last_name="Gruptaki"))
    make_membership(CohortFactory(), UserFactory(last_name="Yabancı"), firm=FirmFactory())
    make_membership(CohortFactory(), UserFactory(last_name="Firmasız"))
    make_membership(CohortFactory(), UserFactory(last_name="Ayrılan"), firm=firm, state="withdrawn")
    html = client.get("/mentor/").content.decode()
    for shown in ("Firmadaki", "Gruptaki", "İş güvenliği", "Bizim firma"):
        assert shown in html
    for hidden in ("Yabancı", "Firmasız", "Ayrılan"):
        assert hidden not in html
    assert '<form method="post" action="/mentor' not in html


def test_she_begins_there_and_finds_it_in_her_menu(client, mentor):
    assert client.get("/accounts/home/")["Location"] == "/mentor/"
    assert 'href="/mentor/"' in client.get("/accounts/profile/").content.decode()
    assert "Trainees appear here" in client.get("/en/mentor/").content.decode()


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.FIRM_CONTACT, Role.EDITOR])
def test_nobody_else(client, role):
    user = UserFactory()
    if role:
        give_role(user, role)
    client.force_login(user)
    assert client.get("/mentor/").status_code == 403


def test_queries_do_not_grow(client, mentor, firm):
    course = make_course()
    make_edition_row(course)
    counts, made = [], 0
    for size in (2, 15):
        while made < size:
            make_enrolment(course=course, membership=make_membership(CohortFactory(), firm=firm))
            made += 1
        client.get("/mentor/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/mentor/")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 16
