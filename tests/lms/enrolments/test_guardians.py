"""Nobody under 18 is enrolled or shown in public before her guardian has agreed."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.exceptions import GuardianWrong
from accounts.guardians import who_needs_consent
from accounts.models import BirthYear, GuardianConsent, Role
from accounts.services import (
    confirm_of_age,
    record_guardian_consent,
    tell_birth_year,
    withdraw_guardian_consent,
)
from core.models import AuditEntry
from lms.certificates.selectors import verify
from lms.enrolments.exceptions import BirthYearNeeded, GuardianNeeded, ListNotClean
from lms.enrolments.models import Enrolment, Membership
from lms.enrolments.rules.people_list import ListedPerson, read_people
from lms.enrolments.selectors.people_list import check_people
from lms.enrolments.services import approve_membership, enrol, enrol_members, join_cohort, leave_cohort
from lms.enrolments.services.listing import add_listed_people
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.courses import make_course, make_edition_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cohort):
    """Its programme takes people under 18."""
    cohort.programme.asks_birth_year = True
    cohort.programme.save()
    return cohort


@pytest.fixture
def officer(cohort):
    user = UserFactory(username="gorevli")
    give_role(user, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
    return user


def born(years_ago):
    return timezone.localdate().year - years_ago


def agree(person, officer, **more):
    values = {
        "guardian_name": "Hatice  Yılmaz",
        "way": "paper",
        "given_on": timezone.localdate(),
        "covers_name": False,
    }
    return record_guardian_consent(user=person, by=officer, **values | more)


class TestJoining:
    def test_the_year_is_asked_before_anything_else(self, client, cohort):
        person = sign_in_fresh(client, UserFactory())
        with pytest.raises(BirthYearNeeded):
            join_cohort(user=person, cohort=cohort, source="join_code")
        assert not Membership.objects.exists()
        address = join_address()
        assert 'name="year"' in client.get(address).content.decode()
        answer = client.post(address, {"year": "19"})
        assert answer.status_code == 422
        assert not BirthYear.objects.exists()
        client.post(address, {"year": str(born(25))})
        assert Membership.objects.get().state == "active"
        assert 'name="year"' not in client.get(address, follow=True).content.decode()

    def test_a_programme_that_does_not_ask_keeps_no_year(self, client, cohort):
        cohort.programme.asks_birth_year = False
        cohort.programme.save()
        sign_in_fresh(client, UserFactory())
        client.post(join_address(), {"year": str(born(15))})
        assert not BirthYear.objects.exists()
        assert Membership.objects.get().state == "active"

    def test_under_18_she_waits_and_comes_in_with_the_consent(self, client, cohort, officer):
        person = sign_in_fresh(client, UserFactory())
        client.post(join_address(), {"year": str(born(16))})
        member = Membership.objects.get()
        assert (member.state, Enrolment.objects.count()) == ("waiting", 0)
        assert client.get(join_address()).context["needs_guardian"]
        with pytest.raises(GuardianNeeded):
            approve_membership(membership=member, by=officer)
        join_cohort(user=person, cohort=cohort, source="join_code")
        agree(person, officer)
        member.refresh_from_db()
        assert (member.state, Enrolment.objects.get().membership) == ("active", member)

    def test_who_is_of_age_does_not_wait_behind_her(self, cohort, officer):
        cohort.capacity = 1
        cohort.save()
        full, young, other = UserFactory(), UserFactory(), UserFactory()
        for person, age in ((full, 30), (young, 16), (other, 30)):
            tell_birth_year(user=person, year=born(age), by=officer)
            join_cohort(user=person, cohort=cohort, source="join_code")
        first = Membership.objects.get(user=full)
        leave_cohort(membership=first, by=officer)
        assert Membership.objects.get(user=young).state == "waiting"
        assert Membership.objects.get(user=other).state == "active"

    def test_an_officer_cannot_put_her_in_either(self, cohort, officer):
        person = UserFactory()
        with pytest.raises(BirthYearNeeded):
            join_cohort(user=person, cohort=cohort, source="officer", by=officer)
        tell_birth_year(user=person, year=born(17), by=officer)
        assert join_cohort(user=person, cohort=cohort, source="officer", by=officer).state == "waiting"
        assert not Enrolment.objects.exists()


def join_address():
    return reverse("lms:cohort-join", args=["YIR7KT"])


class TestCourses:
    def test_an_open_course_waits_for_the_consent(self, officer):
        person = UserFactory()
        course = make_course(title="Açık ders", is_open=True)
        make_edition_row(course)
        tell_birth_year(user=person, year=born(16), by=officer)
        with pytest.raises(GuardianNeeded):
            enrol(user=person, course=course)
        agree(person, officer)
        assert enrol(user=person, course=course).state == "active"

    def test_a_new_course_of_the_group_is_not_for_her(self, cohort, officer):
        person = UserFactory()
        tell_birth_year(user=person, year=born(16), by=officer)
        member = Membership.objects.create(cohort=cohort, user=person)
        assert enrol_members(cohort=cohort, memberships=[member]) == 0

    def test_a_consent_that_is_taken_back_counts_at_once(self, cohort, officer):
        person = UserFactory()
        tell_birth_year(user=person, year=born(16), by=officer)
        agree(person, officer)
        member = join_cohort(user=person, cohort=cohort, source="officer", by=officer)
        assert member.state == "active"
        withdraw_guardian_consent(user=person, by=officer, reason="Vazgeçti")
        member.refresh_from_db()
        assert member.state == "waiting"
        assert [one.state for one in Enrolment.objects.all()] == ["withdrawn"]
        agree(person, officer)
        approve_membership(membership=member, by=officer)
        assert [one.state for one in Enrolment.objects.all()] == ["active"]

    def test_a_year_that_is_told_later_counts_too(self, cohort, officer):
        person = UserFactory()
        cohort.programme.asks_birth_year = False
        cohort.programme.save()
        member = join_cohort(user=person, cohort=cohort, source="officer", by=officer)
        tell_birth_year(user=person, year=born(16), by=officer)
        member.refresh_from_db()
        assert member.state == "waiting"
        confirm_of_age(user=person, by=officer)
        approve_membership(membership=member, by=officer)


class TestWhatIsKept:
    def test_she_cannot_grow_older_by_herself(self, officer):
        person = UserFactory()
        tell_birth_year(user=person, year=born(16), by=person)
        with pytest.raises(GuardianWrong):
            tell_birth_year(user=person, year=born(30), by=person)
        tell_birth_year(user=person, year=born(19), by=officer)
        assert BirthYear.objects.get().year == born(19)

    def test_one_consent_is_in_force_and_the_log_has_no_guardians_name(self, officer):
        person = UserFactory()
        tell_birth_year(user=person, year=born(16), by=officer)
        agree(person, officer)
        second = agree(person, officer, guardian_name="Ali Kaya")
        assert GuardianConsent.objects.get(withdrawn_at=None) == second
        assert GuardianConsent.objects.count() == 2
        entries = AuditEntry.objects.filter(action="accounts.guardian_agreed")
        assert entries.count() == 2 and "Hatice" not in str([entry.data for entry in entries])

    def test_a_consent_of_tomorrow_is_refused(self, officer):
        day = timezone.localdate() + timedelta(days=1)
        with pytest.raises(GuardianWrong):
            agree(UserFactory(), officer, given_on=day)

    def test_as_many_queries_for_fifty_as_for_one(self, officer):
        people = [UserFactory() for _one in range(50)]
        for person in people:
            tell_birth_year(user=person, year=born(16), by=officer)
        for some in (people[:1], people):
            with CaptureQueriesContext(connection) as queries:
                assert len(who_needs_consent([one.pk for one in some])) == len(some)
            assert len(queries) == 1


class TestLists:
    def test_columns_with_and_without_heads(self):
        by_head = read_people([["Ad", "Soyad", "Doğum yılı"], ["Ayşe", "Kaya", "2010"]])
        by_place = read_people([["Ayşe", "Kaya", "0532 111 22 33", "2010"]])
        assert by_head[0].birth_year == by_place[0].birth_year == "2010"
        assert by_place[0].phone == "0532 111 22 33" and by_place[0].username == ""

    def test_the_year_is_needed_and_under_18_she_waits(self, cohort, officer):
        people = [ListedPerson(1, "Ayşe", "Kaya", birth_year=str(born(16))), ListedPerson(2, "Elif", "Demir")]
        problems = [(row.state, row.column, row.problem) for row in check_people(cohort, people).rows]
        assert problems == [("new", "", ""), ("wrong", "birth_year", "year_missing")]
        with pytest.raises(ListNotClean):
            add_listed_people(cohort=cohort, people=people, language="tr", key=uuid.uuid4(), by=officer)
        whole = [people[0], ListedPerson(2, "Elif", "Demir", birth_year=str(born(30)))]
        add_listed_people(cohort=cohort, people=whole, language="tr", key=uuid.uuid4(), by=officer)
        states = dict(Membership.objects.values_list("user__first_name", "state"))
        assert states == {"Ayşe": "waiting", "Elif": "active"}

    def test_a_programme_that_does_not_ask_forgets_the_column(self, cohort, officer):
        cohort.programme.asks_birth_year = False
        cohort.programme.save()
        people = [ListedPerson(1, "Ayşe", "Kaya", birth_year=str(born(16)))]
        add_listed_people(cohort=cohort, people=people, language="tr", key=uuid.uuid4(), by=officer)
        assert not BirthYear.objects.exists()


class TestTheOfficersPage:
    def test_she_notes_down_year_and_consent(self, client, cohort, officer):
        person = UserFactory()
        Membership.objects.create(cohort=cohort, user=person, state="waiting", source="join_code")
        sign_in_fresh(client, officer)
        page = f"/people/{person.uuid}/guardian/"
        client.post(page, {"act": "year", "year-year": str(born(16))})
        waiting = client.get(f"/teach/groups/{cohort.uuid}/waiting/").content.decode()
        assert page in waiting and 'value="approve"' not in waiting
        wrong = client.post(page, {"act": "consent", "consent-guardian_name": " "})
        assert wrong.status_code == 422
        sent = {
            "act": "consent",
            "consent-guardian_name": "Hatice Yılmaz",
            "consent-way": "in_person",
            "consent-given_on": timezone.localdate().isoformat(),
        }
        assert client.post(page, sent).status_code == 302
        consent = GuardianConsent.objects.get()
        assert (consent.user, consent.recorded_by, consent.covers_name) == (person, officer, False)
        assert "Hatice Yılmaz" in client.get(page).content.decode()
        assert (
            AuditEntry.objects.filter(action="accounts.guardian_seen", object_id=str(person.pk)).count() == 1
        )
        assert Membership.objects.get(user=person).state == "active"

    def test_a_trainer_has_no_such_page(self, client, cohort):
        trainer, person = UserFactory(), UserFactory()
        give_role(trainer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        Membership.objects.create(cohort=cohort, user=person)
        sign_in_fresh(client, trainer)
        assert client.get(f"/people/{person.uuid}/guardian/").status_code == 404

    def test_somebody_new_under_18(self, client, cohort, officer):
        sign_in_fresh(client, officer)
        new = {
            "act": "new",
            "new-first_name": "Ayşe",
            "new-last_name": "Kaya",
            "new-identifier": "ayse.kaya",
            "new-language": "tr",
        }
        address = f"/teach/groups/{cohort.uuid}/members/add/"
        assert client.post(address, new).status_code == 422
        client.post(address, new | {"new-birth_year": str(born(15))})
        assert Membership.objects.get().state == "waiting"


def test_her_name_is_not_on_the_public_page(officer):
    person = UserFactory(first_name="Ayşe")
    certificate = SimpleNamespace(
        holder_id=person.pk, holder_name="Ayşe Kaya", course_titles={"tr": "Ders"}, issued_at=None, details={}
    )
    assert verify(certificate).name == "Ayşe Kaya"
    tell_birth_year(user=person, year=born(16), by=officer)
    assert verify(certificate).name == ""
    agree(person, officer)
    assert verify(certificate).name == ""
    agree(person, officer, covers_name=True)
    assert verify(certificate).name == "Ayşe Kaya"
