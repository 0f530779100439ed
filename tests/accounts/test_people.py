"""People as the office sees them: finding, adding, giving and taking roles, closing accounts."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, RoleAssignment, User
from core.models import AuditEntry
from tests.accounts.conftest import link_in
from tests.factories.accounts import PASSWORD, UserFactory, give_role, sign_in_fresh
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
NEW = {"first_name": "Işıl", "last_name": "Ağaoğlu", "language": "tr"}


@pytest.fixture
def cohort():
    return CohortFactory(name="İzmir grubu")


@pytest.fixture
def far_cohort():
    return CohortFactory(name="Uzak grup", track__programme=ProgrammeFactory(name_tr="Uzak program"))


@pytest.fixture
def administrator(client):
    return sign_in_fresh(client, UserFactory(is_superuser=True, first_name="Nûrân", last_name="Çağlar"))


@pytest.fixture
def officer(cohort):
    user = UserFactory(username="sorumlu")
    give_role(user, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
    return user


@pytest.fixture
def office(officer):
    browser = Client()
    sign_in_fresh(browser, officer)
    return browser


@pytest.fixture
def trainee(cohort):
    return make_membership(
        cohort, UserFactory(first_name="Gülşah", last_name="Iğdırlı", username="gulsah")
    ).user


@pytest.fixture
def stranger(far_cohort):
    return make_membership(far_cohort, UserFactory(first_name="Yabancı", last_name="Uzak")).user


class TestFinding:
    @pytest.mark.parametrize("role", [None, Role.TRAINER, Role.MENTOR, Role.EDITOR, Role.FIRM_CONTACT])
    def test_only_for_the_office(self, client, trainee, role):
        user = UserFactory()
        if role:
            give_role(user, role)
        client.force_login(user)
        assert client.get("/people/").status_code == 403
        assert client.get(f"/people/{trainee.uuid}/").status_code == 404

    def test_an_officer_sees_her_programmes_people_only(self, office, officer, trainee, stranger, cohort):
        trainer = UserFactory(last_name="Eğitici")
        give_role(trainer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        html = office.get("/people/").content.decode()
        assert "Gülşah Iğdırlı" in html
        assert "Eğitici" in html
        assert "Yabancı" not in html
        assert office.get(f"/people/{trainee.uuid}/").status_code == 200
        answer = office.get(f"/people/{stranger.uuid}/")
        assert answer.status_code == 404
        assert "Yabancı" not in answer.content.decode()

    @pytest.mark.parametrize("path", ["roles/give/", "account/", "invite/"])
    def test_nor_acts_on_others(self, office, stranger, path):
        assert office.post(f"/people/{stranger.uuid}/{path}", {"reason": "x"}).status_code == 404

    @pytest.mark.parametrize(
        "words",
        ["gülşah", "GULSAH", "ığdırlı gülşah", "IGDIR", "İğdır", "gulsah", "0532 123 45 67", "G@ornek.TEST"],
    )
    def test_by_name_or_identifier_however_typed(self, client, administrator, words):
        found = UserFactory(
            first_name="Gülşah",
            last_name="Iğdırlı",
            username="gulsah",
            email="g@ornek.test",
            phone="05321234567",
        )
        UserFactory(first_name="Başka", last_name="Biri", username="baska")
        page = client.get("/people/", {"q": words}).context["page_obj"]
        assert [person.pk for person in page] == [found.pk]

    @pytest.mark.parametrize("words", ["%", "_", "zzzz", "\x00", "' or 1=1", "?" * 300])
    def test_nobody_found_says_so(self, client, administrator, words):
        answer = client.get("/people/", {"q": words, "role": "king", "page": "x"})
        assert answer.status_code in {200, 400}

    def test_by_role(self, client, administrator):
        trainer = UserFactory()
        give_role(trainer, Role.TRAINER, kind="cohort", identifier=1)
        UserFactory()
        page = client.get("/people/", {"role": "trainer"}).context["page_obj"]
        assert [person.pk for person in page] == [trainer.pk]

    def test_queries_do_not_grow(self, office, cohort):
        counts = []
        for size in (3, 25):
            while cohort.memberships.count() < size:
                member = make_membership(cohort)
                give_role(member.user, Role.MENTOR, kind="cohort", identifier=cohort.pk)
            office.get("/people/")
            with CaptureQueriesContext(connection) as captured:
                office.get("/people/")
            counts.append(len(captured))
        assert counts[0] == counts[1]
        assert counts[0] <= 14


class TestPerson:
    def test_it_says_what_she_may_and_why(self, client, administrator, trainee, cohort):
        give_role(trainee, Role.MENTOR, kind="cohort", identifier=cohort.pk)
        RoleAssignment.objects.update(granted_by=administrator, reason="Fabrikada usta")
        html = client.get(f"/en/people/{trainee.uuid}/").content.decode()
        for text in (
            "Mentor",
            "İzmir grubu",
            "Fabrikada usta",
            administrator.get_full_name(),
            "Groups",
            "gulsah",
        ):
            assert text in html

    def test_an_officer_reads_nothing_of_other_programmes(self, office, trainee, far_cohort):
        give_role(trainee, Role.TRAINER, kind="cohort", identifier=far_cohort.pk)
        make_membership(far_cohort, trainee)
        html = office.get(f"/en/people/{trainee.uuid}/").content.decode()
        assert "Uzak" not in html
        assert "1 role in something that you do not run" in html


class TestAdding:
    def test_without_email_a_link_is_shown_once(self, office, officer, cohort):
        answer = office.post(
            "/people/new/",
            {
                **NEW,
                "username": "isil.a",
                "role": "trainer",
                "scope": f"cohort:{cohort.pk}",
                "reason": "Yeni",
            },
        )
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        person = User.objects.get(username="isil.a")
        assert (person.email, person.has_usable_password()) == (None, False)
        given = RoleAssignment.objects.of(person).get()
        assert (given.role, given.scope_id, given.granted_by) == ("trainer", cohort.pk, officer)
        path = re.search(r"https?://[^/]+(/accounts/password/reset/key/[^\s<\"]+)", answer.content.decode())[
            1
        ]
        secret = path.rstrip("/").rsplit("-", 1)[-1]
        assert not AuditEntry.objects.filter(data__icontains=secret).exists()
        her = Client()
        step = her.get(path)
        done = her.post(step["Location"], {"password1": PASSWORD})
        assert done.status_code == 302
        person.refresh_from_db()
        assert person.check_password(PASSWORD)
        assert Client().get(path, follow=True).context.get("token_fail"), "it works once"
        assert {"accounts.person_created", "accounts.invited", "accounts.role_given"} <= set(
            AuditEntry.objects.filter(actor=officer).values_list("action", flat=True)
        )

    def test_with_email_she_gets_a_mail_and_no_link_is_shown(self, client, administrator, mails):
        answer = client.post("/people/new/", {**NEW, "email": "ISIL@ornek.test", "role": "", "scope": ""})
        person = User.objects.get(email_key="isil@ornek.test")
        assert answer["Location"] == f"/people/{person.uuid}/"
        assert "reset/key" not in client.get(answer["Location"]).content.decode()
        mail = next(mail for mail in mails() if "reset/key" in " ".join(mail.links))
        her = Client()
        step = her.get(link_in(mail, "/password/reset/key/"))
        her.post(step["Location"], {"password1": PASSWORD})
        person.refresh_from_db()
        assert person.check_password(PASSWORD)
        assert person.email_verified_at, "whoever followed the link reads that mailbox"

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({}, "username"),
            ({"username": "1234567"}, "username"),
            ({"username": "İSİL"}, "username"),
            ({"email": "x"}, "email"),
            ({"phone": "12"}, "phone"),
            ({"first_name": "", "username": "yeni.biri"}, "first_name"),
            ({"username": "yeni.biri", "language": "xx"}, "language"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, client, administrator, fields, wrong):
        """The user name "İSİL" while "isil" exists was an error 500 once."""
        UserFactory(username="isil")
        answer = client.post("/people/new/", {**NEW, "last_name": "Yazdıklarım", **fields})
        assert answer.status_code == 422
        assert wrong in answer.context["form"].errors
        assert "Yazdıklarım" in answer.content.decode()
        assert not User.objects.filter(last_name="Yazdıklarım").exists()

    def test_an_officers_new_person_has_a_role_in_her_programme(self, office, far_cohort):
        """Security statement 7: neither a role above hers nor a strange scope nor extra fields."""
        for more in (
            {},
            {"role": "trainer"},
            {"role": "trainer", "scope": f"cohort:{far_cohort.pk}"},
            {"role": "administrator"},
            {"role": "programme_officer", "scope": f"programme:{far_cohort.programme_id}"},
        ):
            answer = office.post("/people/new/", {**NEW, "username": "yeni.biri", **more})
            assert answer.status_code == 422
        assert not User.objects.filter(username="yeni.biri").exists()

    def test_extra_fields_gain_nothing(self, office, cohort):
        office.post(
            "/people/new/",
            {
                **NEW, "username": "yeni.biri", "role": "mentor", "scope": f"cohort:{cohort.pk}",
                "is_superuser": "on", "is_staff": "on", "groups": "1", "password": "x", "uuid": "x",
            },
        )  # fmt: skip
        person = User.objects.get(username="yeni.biri")
        assert (person.is_superuser, person.is_staff, person.groups.count()) == (False, False, 0)

    def test_who_she_is_is_asked_again(self, client):
        client.force_login(UserFactory(is_superuser=True))
        answer = client.post("/people/new/", {**NEW, "username": "yeni.biri"})
        assert answer["Location"].startswith("/accounts/reauthenticate/")
        assert not User.objects.filter(username="yeni.biri").exists()


class TestRoles:
    def test_given_with_reason_and_in_force_at_once(self, office, officer, trainee, cohort):
        address = f"/people/{trainee.uuid}/roles/give/"
        assert office.post(address, {"role": "trainer", "scope": f"cohort:{cohort.pk}"}).status_code == 422
        office.post(address, {"role": "trainer", "scope": f"cohort:{cohort.pk}", "reason": "Usta oldu"})
        given = RoleAssignment.objects.of(trainee).get()
        assert (given.granted_by, given.reason) == (officer, "Usta oldu")

    @pytest.mark.parametrize("role", ["programme_officer", "editor", "administrator", "king", ""])
    def test_nothing_above_her_own(self, office, trainee, cohort, role):
        for scope in ("", f"programme:{cohort.programme_id}", f"cohort:{cohort.pk}"):
            answer = office.post(
                f"/people/{trainee.uuid}/roles/give/", {"role": role, "scope": scope, "reason": "x"}
            )
            assert answer.status_code == 422
        assert not RoleAssignment.objects.of(trainee).exists()

    def test_nothing_to_herself(self, office, officer, client, administrator):
        make = {"role": "trainer", "scope": "", "reason": "x"}
        assert office.post(f"/people/{officer.uuid}/roles/give/", make).status_code == 404
        assert client.post(f"/people/{administrator.uuid}/roles/give/", make).status_code == 404

    def test_taken_it_stops_with_the_next_request(self, office, trainee, cohort):
        """Security statement 9."""
        assignment = give_role(trainee, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        hers = Client()
        hers.force_login(trainee)
        assert hers.get(f"/teach/groups/{cohort.uuid}/").status_code == 200
        address = f"/people/{trainee.uuid}/roles/{assignment.pk}/take/"
        assert office.get(address).status_code == 200
        assert RoleAssignment.objects.of(trainee).exists(), "looking takes nothing away"
        assert office.post(address, {"reason": ""}).status_code == 422
        office.post(address, {"reason": "Ayrıldı"})
        assert AuditEntry.objects.get(action="accounts.role_taken").reason == "Ayrıldı"
        hers.force_login(User.objects.get(pk=trainee.pk))
        assert hers.get(f"/teach/groups/{cohort.uuid}/").status_code == 404

    def test_not_under_another_persons_address(self, office, trainee, cohort):
        """Security statement 2."""
        other = make_membership(cohort).user
        assignment = give_role(other, Role.MENTOR, kind="cohort", identifier=cohort.pk)
        address = f"/people/{trainee.uuid}/roles/{assignment.pk}/take/"
        assert office.post(address, {"reason": "x"}).status_code == 404

    def test_not_somebody_elses_to_take(self, office, trainee):
        assignment = give_role(trainee, Role.EDITOR)
        address = f"/people/{trainee.uuid}/roles/{assignment.pk}/take/"
        assert office.post(address, {"reason": "x"}).status_code == 404


class TestAccount:
    def test_closed_she_is_out_at_once_and_may_come_back(self, office, officer, trainee):
        hers = Client()
        hers.force_login(trainee)
        assert hers.get("/accounts/profile/").status_code == 200
        address = f"/people/{trainee.uuid}/account/"
        office.post(address, {"reason": "Telefonu çalındı"})
        assert hers.get("/accounts/profile/").status_code == 302
        assert AuditEntry.objects.get(action="accounts.closed").reason == "Telefonu çalındı"
        office.post(address, {"act": "reopen", "reason": "Bulundu"})
        trainee.refresh_from_db()
        assert trainee.is_active
        assert AuditEntry.objects.get(action="accounts.reopened").actor == officer

    def test_an_officer_closes_nobody_who_belongs_elsewhere_or_stands_above(
        self, office, trainee, cohort, far_cohort
    ):
        address = f"/people/{trainee.uuid}/account/"
        membership = make_membership(far_cohort, trainee)
        assert office.post(address, {"reason": "x"}).status_code == 404
        membership.delete()
        assert office.get(address).status_code == 200
        give_role(trainee, Role.EDITOR)
        assert office.post(address, {"reason": "x"}).status_code == 404

    def test_nobody_closes_herself(self, client, administrator):
        assert client.post(f"/people/{administrator.uuid}/account/", {"reason": "x"}).status_code == 404

    def test_a_way_in_again_only_for_who_was_never_in(self, office, trainee):
        address = f"/people/{trainee.uuid}/invite/"
        assert office.post(address).status_code == 404, "it would be a way to take her account over"
        User.objects.filter(pk=trainee.pk).update(password="!unusable", email=None, email_key=None)
        assert "/password/reset/key/" in office.post(address).content.decode()
        assert office.get(address).status_code == 405
