"""Members of a group in the hands of the office: adding, firm, moving, withdrawing."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from core.models import AuditEntry
from lms.enrolments.access import can_read_enrolment
from lms.enrolments.models import Enrolment, Membership
from lms.enrolments.services import join_cohort
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_membership
from tests.factories.organisations import FirmFactory
from tests.factories.programmes import CohortFactory, ProgrammeFactory, TrackFactory, add_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cohort):
    """Three places."""
    cohort.capacity = 3
    cohort.save()
    return cohort


@pytest.fixture
def officer(client, cohort):
    user = UserFactory(username="sorumlu")
    give_role(user, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
    return sign_in_fresh(client, user)


def reload(row):
    row.refresh_from_db()
    return row


class TestAdding:
    def test_somebody_with_an_account(self, client, officer, cohort):
        person, firm = UserFactory(username="gulsah"), FirmFactory()
        answer = client.post(
            f"/teach/groups/{cohort.uuid}/members/add/",
            {"act": "known", "known-identifier": "GÜLŞAH", "known-firm": firm.pk},
        )
        assert answer["Location"] == f"/teach/groups/{cohort.uuid}/members/"
        member = Membership.objects.get()
        assert (member.user, member.firm, member.state, member.source) == (person, firm, "active", "officer")
        assert Enrolment.objects.get().membership == member
        assert AuditEntry.objects.get(action="membership.added").actor == officer

    def test_somebody_new_without_email_gets_a_link_shown_once(self, client, officer, cohort):
        answer = client.post(
            f"/teach/groups/{cohort.uuid}/members/add/",
            {
                "act": "new",
                "new-first_name": "Işıl",
                "new-last_name": "Ağa",
                "new-identifier": "isil.aga",
                "new-language": "tr",
            },
        )
        assert re.search("/accounts/password/reset/key/", answer.content.decode())
        assert Membership.objects.get().user == User.objects.get(username="isil.aga")

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"act": "known", "known-identifier": "nobody"}, "known"),
            ({"act": "known", "known-identifier": "kapali"}, "known"),
            ({"act": "new", "new-identifier": "ÜÇ"}, "new"),
            ({"act": "new", "new-identifier": "KAPALI"}, "new"),
            ({"act": "new", "new-identifier": ""}, "new"),
        ],
    )
    def test_what_is_wrong_is_said_and_nobody_is_added(self, client, officer, cohort, fields, wrong):
        UserFactory(username="kapali", is_active=False)
        name = {"new-first_name": "Yazdığım", "new-last_name": "Ad", "new-language": "tr"}
        answer = client.post(f"/teach/groups/{cohort.uuid}/members/add/", {**name, **fields})
        assert answer.status_code == 422
        assert answer.context[wrong].errors
        assert not Membership.objects.exists()
        assert not User.objects.filter(first_name="Yazdığım").exists()

    def test_trying_identifiers_out_is_slowed_down(self, client, officer, cohort, settings):
        """An officer may add whom she knows, not find out who is registered."""
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "add_person": "2/h/user"}
        for address in (f"/teach/groups/{cohort.uuid}/members/add/", "/people/new/"):
            cache.clear()
            answers = [
                client.post(address, {"act": "known", "known-identifier": "x@y.test"}).status_code
                for _try in range(3)
            ]
            assert answers == [422, 422, 429]

    def test_a_full_group_takes_nobody_and_makes_no_account(self, client, officer, cohort):
        for _index in range(3):
            make_membership(cohort)
        fields = {
            "act": "new",
            "new-first_name": "Yazdığım",
            "new-last_name": "Ad",
            "new-identifier": "yeni.biri",
            "new-language": "tr",
        }
        assert client.post(f"/teach/groups/{cohort.uuid}/members/add/", fields).status_code == 422
        assert not User.objects.filter(username="yeni.biri").exists()


class TestMember:
    def test_withdrawn_with_a_reason_her_records_stay_and_the_next_comes_in(self, client, officer, cohort):
        joined = [join_cohort(user=UserFactory(), cohort=cohort, source="join_code") for _index in range(4)]
        assert joined[3].state == "waiting"
        address = f"/teach/memberships/{joined[0].uuid}/"
        assert client.post(address, {"act": "withdraw", "withdraw-reason": ""}).status_code == 422
        client.post(address, {"act": "withdraw", "withdraw-reason": "Taşındı"})
        assert reload(joined[0]).state == "withdrawn"
        assert reload(joined[3]).state == "active"
        assert Enrolment.objects.get(membership=joined[0]).state == "withdrawn"
        assert AuditEntry.objects.get(action="membership.withdrawn").reason == "Taşındı"
        assert (
            joined[0].user.get_full_name()
            in client.get(f"/teach/groups/{cohort.uuid}/members/").content.decode()
        )

    def test_her_firm_lets_its_mentor_read(self, client, officer, cohort):
        member = join_cohort(user=UserFactory(), cohort=cohort, source="officer")
        enrolment, firm, mentor = Enrolment.objects.get(), FirmFactory(), UserFactory()
        give_role(mentor, Role.MENTOR, kind="firm", identifier=firm.pk)
        assert not can_read_enrolment(mentor, enrolment)
        client.post(f"/teach/memberships/{member.uuid}/", {"act": "firm", "firm": firm.pk})
        assert can_read_enrolment(mentor, Enrolment.objects.get())
        client.post(f"/teach/memberships/{member.uuid}/", {"act": "firm", "firm": ""})
        assert not can_read_enrolment(mentor, Enrolment.objects.get())

    def test_moved_she_takes_the_courses_along_that_both_have(self, client, officer, cohort):
        shared = cohort.courses.get()
        only_here, only_there = make_course(title="Yalnız burada"), make_course(title="Yalnız orada")
        for course in (only_here, only_there):
            make_edition_row(course)
        add_course(cohort, only_here)
        other = CohortFactory(track=cohort.track, name="Öteki grup")
        add_course(other, shared)
        add_course(other, only_there)
        member = join_cohort(user=UserFactory(), cohort=cohort, source="officer")
        before = Enrolment.objects.get(course=shared)
        client.post(
            f"/teach/memberships/{member.uuid}/",
            {"act": "move", "move-to": other.pk, "move-reason": "Vardiya"},
        )
        new = Membership.objects.get(cohort=other)
        assert (reload(member).state, new.state) == ("withdrawn", "active")
        assert reload(before).membership == new, "the same enrolment, so all she did"
        states = dict(Enrolment.objects.values_list("course__title", "state"))
        assert states == {shared.title: "active", "Yalnız burada": "withdrawn", "Yalnız orada": "active"}
        assert AuditEntry.objects.get(action="membership.moved").reason == "Vardiya"

    def test_not_into_a_full_group_nor_another_programmes(self, client, officer, cohort):
        member = join_cohort(user=UserFactory(), cohort=cohort, source="officer")
        full = CohortFactory(track=cohort.track, capacity=1)
        make_membership(full)
        far = CohortFactory(track__programme=ProgrammeFactory())
        for to in (full, far, cohort):
            answer = client.post(
                f"/teach/memberships/{member.uuid}/", {"act": "move", "move-to": to.pk, "move-reason": "x"}
            )
            assert answer.status_code == 422
        assert reload(member).state == "active"

    def test_to_another_track_when_she_is_in_one_group_only(self, client, officer, cohort):
        """A-10: one track a programme."""
        member = join_cohort(user=UserFactory(), cohort=cohort, source="officer")
        elsewhere = CohortFactory(track=TrackFactory(programme=cohort.programme, code="elci"))
        second = join_cohort(user=member.user, cohort=CohortFactory(track=cohort.track), source="officer")
        fields = {"act": "move", "move-to": elsewhere.pk, "move-reason": "x"}
        assert client.post(f"/teach/memberships/{member.uuid}/", fields).status_code == 422
        second.delete()
        assert client.post(f"/teach/memberships/{member.uuid}/", fields).status_code == 302

    @pytest.mark.parametrize("role", [Role.TRAINER, Role.PROGRAMME_OFFICER, Role.MENTOR, None])
    def test_others_find_nothing(self, client, cohort, role):
        """A trainer of the group does not take people out; an officer of another programme sees none of it."""
        member = make_membership(cohort)
        user = UserFactory()
        scopes = {
            Role.TRAINER: ("cohort", cohort.pk), Role.MENTOR: ("cohort", cohort.pk),
            Role.PROGRAMME_OFFICER: ("programme", ProgrammeFactory().pk),
        }  # fmt: skip
        if role:
            give_role(user, role, kind=scopes[role][0], identifier=scopes[role][1])
        sign_in_fresh(client, user)
        for address in (f"/teach/memberships/{member.uuid}/", f"/teach/groups/{cohort.uuid}/members/"):
            assert client.get(address).status_code == 404
        client.post(f"/teach/memberships/{member.uuid}/", {"act": "withdraw", "withdraw-reason": "x"})
        assert reload(member).state == "active"


def test_queries_do_not_grow(client, officer, cohort):
    counts = []
    for size in (2, 20):
        while cohort.memberships.count() < size:
            make_membership(cohort, firm=FirmFactory())
        client.get(f"/teach/groups/{cohort.uuid}/members/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/teach/groups/{cohort.uuid}/members/")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 14
