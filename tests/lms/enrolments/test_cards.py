"""Cards for a group: who may give them to whom, the sheet as paper, and a reset on the spot."""

import io
import re
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from accounts.card_models import SignInCard
from accounts.card_sheet import card_address, card_sheet
from accounts.models import Role
from accounts.services import make_cards
from core.models import AuditEntry
from lms.enrolments.access import can_give_card, memberships_for_cards
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, ProgrammeFactory, TrackFactory, add_course
from tests.paper import codes_on

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{3}\b")


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def cohort():
    return CohortFactory(name="İzmir 3. grup", capacity=40)


@pytest.fixture
def trainer(client, cohort):
    user = UserFactory(username="egitici")
    give_role(user, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    return sign_in_fresh(client, user)


def sheet(client, cohort, members, **fields):
    values = {
        "members": [str(one.uuid) for one in members],
        "language": "own",
        "key": str(uuid.uuid4()),
        **fields,
    }
    return client.post(f"/teach/groups/{cohort.uuid}/cards/", values)


def pages(answer):
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]


class TestWhoGetsOne:
    def test_members_of_her_group(self, cohort, trainer):
        member = make_membership(cohort)
        assert can_give_card(trainer, member)

    @pytest.mark.parametrize("state", ["waiting", "withdrawn"])
    def test_only_who_is_in_it_now(self, cohort, trainer, state):
        assert not can_give_card(trainer, make_membership(cohort, state=state))

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.TRAINEE])
    def test_never_who_has_another_role(self, cohort, trainer, role):
        person = give_role(UserFactory(), role).user
        assert not can_give_card(trainer, make_membership(cohort, user=person))

    def test_nobody_who_is_in_a_group_that_is_not_hers_too(self, cohort, trainer):
        person = UserFactory()
        member = make_membership(cohort, user=person)
        elsewhere = make_membership(
            CohortFactory(track=TrackFactory(programme=ProgrammeFactory())), user=person
        )
        assert not can_give_card(trainer, member)
        elsewhere.state = "withdrawn"
        elsewhere.save()
        assert can_give_card(trainer, member)

    def test_a_phone_number_is_not_enough_to_take_an_account_over(self, cohort, trainer):
        used = make_membership(cohort, source="attached")
        unused = make_membership(cohort, source="attached", user=UserFactory(password="!never"))
        assert not can_give_card(trainer, used)
        assert can_give_card(trainer, unused)
        assert can_give_card(UserFactory(is_superuser=True), used)

    def test_nobody_of_another_group(self, trainer):
        assert not memberships_for_cards(trainer, make_membership(CohortFactory()).cohort).exists()

    def test_officers_of_the_programme_and_administrators(self, cohort):
        member, officer, far = make_membership(cohort), UserFactory(), UserFactory()
        give_role(officer, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
        give_role(far, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id + 1)
        assert can_give_card(officer, member)
        assert not can_give_card(far, member)
        assert can_give_card(UserFactory(is_superuser=True), member)


class TestSheet:
    def test_eight_a_page_with_what_she_needs(self, client, cohort, trainer):
        members = [
            make_membership(cohort, user=UserFactory(first_name="Gülşah", last_name=f"Iğdırlı{number}"))
            for number in range(9)
        ]
        answer = sheet(client, cohort, members)
        assert answer["Content-Type"] == "application/pdf"
        assert "no-store" in answer["Cache-Control"]
        text = pages(answer)
        assert [len(CODE.findall(page)) for page in text] == [8, 1]
        for member in members:
            assert member.user.get_full_name() in " ".join(text[0].split()) + " ".join(text[1].split())
            assert member.user.username in "".join(text)
        assert "testserver/card/" in text[0] or "/card/" in text[0]
        assert "İzmir 3. grup" in text[0]

    def test_the_square_holds_the_code_behind_the_hash(self, cohort, trainer):
        made = make_cards(users=[make_membership(cohort).user], by=trainer)
        paper = card_sheet(made, group="Grup", language="en")
        assert codes_on(paper) == [f"{card_address('en')}#{made[0].code}"]

    @pytest.mark.parametrize(
        ("language", "word"), [("tr", "Kullanıcı adı"), ("en", "User name"), ("ar", "/ar/card/")]
    )
    def test_in_three_languages(self, client, cohort, trainer, language, word):
        member = make_membership(cohort, user=UserFactory(language="tr"))
        assert word in pages(sheet(client, cohort, [member], language=language))[0]

    def test_each_in_her_own(self, client, cohort, trainer):
        members = [make_membership(cohort, user=UserFactory(language=code)) for code in ("tr", "en")]
        text = pages(sheet(client, cohort, members))[0]
        assert "Kullanıcı adı" in text
        assert "User name" in text

    def test_one_form_makes_one_sheet(self, client, cohort, trainer):
        member, key = make_membership(cohort), str(uuid.uuid4())
        assert sheet(client, cohort, [member], key=key).status_code == 200
        assert sheet(client, cohort, [member], key=key).status_code == 302
        assert SignInCard.objects.count() == 1

    def test_others_cannot_be_put_into_the_form(self, client, cohort, trainer):
        far, staff = (
            make_membership(CohortFactory()),
            make_membership(cohort, user=UserFactory(is_staff=True)),
        )
        for member in (far, staff):
            assert sheet(client, cohort, [make_membership(cohort), member]).status_code == 422
        assert not SignInCard.objects.exists()

    def test_nobody_chosen(self, client, cohort, trainer):
        make_membership(cohort)
        assert sheet(client, cohort, []).status_code == 422

    def test_as_many_queries_for_twenty_as_for_two(self, client, cohort, trainer):
        def queries(count):
            for _index in range(count):
                make_membership(cohort)
            with CaptureQueriesContext(connection) as captured:
                client.get(f"/teach/groups/{cohort.uuid}/cards/")
            return len(captured)

        queries(1)
        assert queries(2) == queries(18)

    def test_it_is_asked_who_she_is(self, client, cohort, trainer):
        client.force_login(trainer, backend="accounts.backends.IdentifierBackend")
        session = client.session
        session["account_authentication_methods"] = []
        session.save()
        assert "/reauthenticate/" in client.get(f"/teach/groups/{cohort.uuid}/cards/")["Location"]


class TestResetOnTheSpot:
    def test_shown_once_with_square_and_paper(self, client, cohort, trainer):
        member = make_membership(cohort)
        where = f"/teach/memberships/{member.uuid}/card/"
        assert client.get(where).status_code == 200
        assert not SignInCard.objects.exists()
        answer = client.post(where, {"act": "reset"})
        code = CODE.search(answer.content.decode()).group()
        assert "data:application/pdf;base64," in answer.content.decode()
        assert AuditEntry.objects.get(action="accounts.access_reset").object_id == str(member.user_id)
        assert code not in client.get(where).content.decode()
        assert Client().post("/card/", {"code": code}).status_code == 302

    def test_a_lost_card_is_stopped(self, client, cohort, trainer):
        member = make_membership(cohort)
        made = make_cards(users=[member.user], by=trainer)[0]
        client.post(f"/teach/memberships/{member.uuid}/card/", {"act": "revoke"})
        assert Client().post("/card/", {"code": made.code}).status_code == 422

    @pytest.mark.parametrize(
        "make",
        [
            lambda cohort: make_membership(CohortFactory()),
            lambda cohort: make_membership(cohort, user=UserFactory(is_superuser=True)),
            lambda cohort: make_membership(cohort, user=give_role(UserFactory(), Role.EDITOR).user),
            lambda cohort: make_membership(cohort, state="withdrawn"),
            lambda cohort: make_membership(cohort, source="attached"),
        ],
    )
    def test_others_are_not_there(self, client, cohort, trainer, make):
        member = make(cohort)
        password = member.user.password
        for act in ("reset", "revoke", ""):
            assert client.post(f"/teach/memberships/{member.uuid}/card/", {"act": act}).status_code == 404
        member.user.refresh_from_db()
        assert member.user.password == password


def test_the_card_leads_to_the_course_of_her_group(cohort):
    course = make_course(title="İş güvenliği")
    edition = make_edition_row(course)
    add_course(cohort, course)
    member = make_membership(cohort, user=UserFactory(password="!"))
    make_enrolment(edition=edition, membership=member)
    made, browser = make_cards(users=[member.user], by=None)[0], Client()
    browser.post("/card/", {"code": made.code})
    answer = browser.post("/card/password/", {"password1": "yeni güneşli tezgâh"})
    assert answer["Location"] == f"/learn/{course.key}/"
