"""A list of people: read, checked without writing, then written whole or not at all."""

import io
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from accounts.models import Role, User
from core.models import AuditEntry
from lms.enrolments.exceptions import ListNotClean
from lms.enrolments.models import Enrolment, Membership, PeopleAddition
from lms.enrolments.rules.people_list import ListedPerson, read_people
from lms.enrolments.selectors.people_list import check_people
from lms.enrolments.services import joining
from lms.enrolments.services.listing import add_listed_people
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory, TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cohort):
    """Forty places."""
    cohort.capacity = 40
    cohort.save()
    return cohort


@pytest.fixture
def trainer(client, cohort):
    user = UserFactory(username="egitici")
    give_role(user, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    return sign_in_fresh(client, user)


def people(text):
    return read_people([[cell.strip() for cell in line.split(";")] for line in text.strip().splitlines()])


def checked(cohort, text):
    return check_people(cohort, people(text))


def states(cohort, text):
    return [(row.state, row.column, row.problem) for row in checked(cohort, text).rows]


def add(cohort, text, by, key=None):
    return add_listed_people(
        cohort=cohort, people=people(text), language="ar", key=key or uuid.uuid4(), by=by
    )


def post(client, cohort, act, text, **more):
    fields = {"act": act, "list-text": text, "list-language": "tr", **more}
    return client.post(f"/teach/groups/{cohort.uuid}/people/add/", fields)


def written():
    return User.objects.count(), Membership.objects.count(), AuditEntry.objects.count()


class TestReading:
    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([["Adı", "Soyadı", "Telefon"], ["Işıl", "Öz", "0532"]], ("Işıl", "Öz", "0532", "", "")),
            ([["E-posta", "SOYAD", "AD"], ["a@b.c", "Öz", "Işıl"]], ("Işıl", "Öz", "", "a@b.c", "")),
            ([["Ad Soyad"], ["Işıl Nur Öz"]], ("Işıl Nur", "Öz", "", "", "")),
            ([["Full name", "User name"], ["Işıl Öz", "isil"]], ("Işıl", "Öz", "", "", "isil")),
            ([["First name", "Surname", "City"], ["Işıl", "Öz", "İzmir"]], ("Işıl", "Öz", "", "", "")),
            (
                [["الاسم الأول", "اسم العائلة", "الهاتف"], ["نور", "حسن", "0532"]],
                ("نور", "حسن", "0532", "", ""),
            ),
            (
                [["Işıl", "Öz", "0532 123 45 67", "a@b.c", "isil"]],
                ("Işıl", "Öz", "0532 123 45 67", "a@b.c", "isil"),
            ),
            ([["Işıl", "Öz", "a@b.c"]], ("Işıl", "Öz", "", "a@b.c", "")),
            ([["Işıl Öz", "0532 123 45 67"]], ("Işıl", "Öz", "0532 123 45 67", "", "")),
            ([["Işıl Nur Öz"]], ("Işıl Nur", "Öz", "", "", "")),
            ([["Işıl"]], ("Işıl", "", "", "", "")),
        ],
    )
    def test_columns_by_head_or_by_place(self, rows, expected):
        assert tuple(read_people(rows)[0].cells()) == expected

    def test_nothing_gives_nobody(self):
        assert read_people([]) == []


class TestDryRun:
    def test_names_alone_are_enough(self, cohort):
        found = checked(cohort, "Gülşah;Iğdırlı\nIşıl;Öz")
        assert [(row.state, row.username) for row in found.rows] == [
            ("new", "gulsah.igdirli"),
            ("new", "isil.oz"),
        ]
        assert found.can_be_added

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            ("Işıl;;0532 123 45 67", ("wrong", "last_name", "name_missing")),
            (f"{'a' * 101};Öz", ("wrong", "first_name", "name_too_long")),
            ("Işıl;Öz;05321", ("wrong", "phone", "not_a_number")),
            ("Işıl;Öz;a@b", ("wrong", "email", "not_an_address")),
            ("Işıl;Öz;x y", ("wrong", "username", "characters")),
            ("Işıl;Öz;VAR", ("wrong", "username", "username_taken")),
            ("Işıl;Öz;var@ornek.test", ("known", "", "")),
            ("Işıl;Öz;VAR@ÖRNEK.test", ("new", "", "")),
            ("Işıl;Öz;0532 111 11 11", ("known", "", "")),
            ("Işıl;Öz;0532 111 11 11;baska@ornek.test", ("wrong", "email", "two_people")),
            ("Işıl;Öz;egitici@ornek.test", ("wrong", "email", "not_here")),
            ("Işıl;Öz;yonetici@ornek.test", ("wrong", "email", "not_here")),
            ("Işıl;Öz;kapali@ornek.test", ("wrong", "email", "not_here")),
            ("Işıl;Öz;yol@ornek.test", ("wrong", "email", "not_here")),
            ("Işıl;Öz;uye@ornek.test", ("member", "", "")),
            ("ŞÜKRAN;Çağlar", ("member", "", "")),
            ("Şükran;Çağlar;0532 999 99 99", ("new", "", "")),
        ],
    )
    def test_what_becomes_of_a_row(self, cohort, row, expected):
        UserFactory(username="var", email="var@ornek.test", phone="0532 111 11 11")
        UserFactory(email="baska@ornek.test")
        give_role(UserFactory(email="egitici@ornek.test"), Role.TRAINER, kind="cohort", identifier=1)
        UserFactory(email="yonetici@ornek.test", is_superuser=True)
        UserFactory(email="kapali@ornek.test", is_active=False)
        other = CohortFactory(track=TrackFactory(programme=cohort.programme, code="other"))
        make_membership(other, user=UserFactory(email="yol@ornek.test"))
        member = UserFactory(first_name="Şükran", last_name="Çağlar", email="uye@ornek.test")
        make_membership(cohort, user=member)
        before = written()
        assert states(cohort, row) == [expected]
        assert written() == before

    @pytest.mark.parametrize(
        ("first", "second", "problem"),
        [
            ("Işıl;Öz;0532 123 45 67", "Gül;Şen;+90 532 1234567", ("phone", "twice")),
            ("Işıl;Öz;İNFO@ornek.test", "Gül;Şen;info@ornek.test", ("email", "twice")),
            ("Işıl;Öz;gül", "Gül;Şen;GUL", ("username", "twice")),
            ("Işıl;Öz", "ISIL;ÖZ", ("first_name", "same_name")),
            ("Işıl;Öz;0532 111 11 11", "Gül;Şen;var@ornek.test", ("email", "twice")),
        ],
    )
    def test_doubles_in_the_list(self, cohort, first, second, problem):
        UserFactory(email="var@ornek.test", phone="0532 111 11 11")
        rows = checked(cohort, f"{first}\n{second}").rows
        assert rows[0].state != "wrong"
        assert (rows[1].column, rows[1].problem, rows[1].other) == (*problem, 1)

    def test_the_group_is_full(self, cohort):
        cohort.capacity = 1
        cohort.save()
        assert [row[2] for row in states(cohort, "Işıl;Öz\nGül;Şen")] == ["", "no_place"]

    def test_as_many_queries_for_thirty_as_for_three(self, cohort):
        def queries(count):
            for number in range(count):
                UserFactory(email=f"q{count}-{number}@ornek.test")
            rows = [ListedPerson(i, f"Ad{i}", "Öz", "", f"q{count}-{i}@ornek.test") for i in range(count)]
            rows += [ListedPerson(count + i, f"Yeni{i}", "Öz") for i in range(count)]
            with CaptureQueriesContext(connection) as captured:
                check_people(cohort, rows)
            return len(captured)

        assert queries(3) == queries(30) <= 8


class TestAdding:
    def test_accounts_memberships_enrolments_audit(self, cohort, trainer):
        known = UserFactory(first_name="Asıl", email="var@ornek.test", language="en")
        addition = add(cohort, "Gülşah;Iğdırlı\nIşıl;Öz;0532 123 45 67\nX;Y;var@ornek.test", trainer)
        assert (addition.new, addition.known) == (2, 1)
        new = User.objects.get(username="gulsah.igdirli")
        assert not new.has_usable_password()
        assert (new.language, new.email) == ("ar", None)
        known.refresh_from_db()
        assert (known.first_name, known.language) == ("Asıl", "en"), "nobody's own data are changed"
        sources = dict(Membership.objects.values_list("user", "source"))
        assert sources[known.pk] == "attached"
        assert sources[new.pk] == "list"
        assert Enrolment.objects.filter(membership__addition=addition).count() == 3
        assert AuditEntry.objects.get(action="cohort.people_added").actor == trainer

    def test_the_same_key_twice_is_once(self, cohort, trainer):
        key = uuid.uuid4()
        first, second = add(cohort, "Işıl;Öz", trainer, key), add(cohort, "Işıl;Öz", trainer, key)
        assert first == second
        assert Membership.objects.count() == 1

    def test_a_key_of_another_group_or_person_is_refused(self, cohort, trainer):
        key = add(cohort, "Işıl;Öz", trainer).key
        with pytest.raises(ValueError, match="another"):
            add(CohortFactory(), "Gül;Şen", trainer, key)
        with pytest.raises(ValueError, match="another"):
            add(cohort, "Gül;Şen", UserFactory(), key)

    @pytest.mark.parametrize("bad", ["Gül;", "Gül;Şen;1", "Gül;Şen;egitici@ornek.test"])
    def test_one_wrong_row_and_nothing_is_written(self, cohort, trainer, bad):
        User.objects.filter(pk=trainer.pk).update(email="egitici@ornek.test", email_key="egitici@ornek.test")
        before = written()
        with pytest.raises(ListNotClean):
            add(cohort, f"Işıl;Öz\n{bad}", trainer)
        assert written() == before

    def test_a_failure_in_the_middle_takes_everything_back(self, cohort, trainer, monkeypatch):
        calls = []

        def break_second(**kwargs):
            calls.append(kwargs)
            if len(calls) == 2:
                raise joining.CohortFull
            return joining.join_cohort(**kwargs)

        monkeypatch.setattr("lms.enrolments.services.listing.join_cohort", break_second)
        before = written()
        with pytest.raises(ListNotClean):
            add(cohort, "Işıl;Öz\nGül;Şen", trainer)
        assert written() == before
        assert not PeopleAddition.objects.exists()


class TestScreens:
    def test_check_then_add_then_cards(self, client, cohort, trainer):
        answer = post(client, cohort, "check", "Işıl\tÖz\nGül\tŞen")
        assert answer.status_code == 200
        assert not Membership.objects.exists()
        assert "isil.oz" in answer.content.decode()
        key = str(answer.context["key"])
        answer = post(client, cohort, "add", "Işıl\tÖz\nGül\tŞen", key=key)
        assert answer["Location"] == f"/teach/groups/{cohort.uuid}/cards/?added={key}"
        again = post(client, cohort, "add", "Işıl\tÖz\nGül\tŞen", key=key)
        assert again["Location"] == answer["Location"]
        assert Membership.objects.count() == 2

    def test_what_was_typed_survives(self, client, cohort, trainer):
        answer = post(client, cohort, "check", "Işıl;Öz\nGül;Şen;12345", **{"list-language": "ar"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Gül;Şen;12345" in page
        assert answer.context["listing"]["language"].value() == "ar"
        assert "Telefon: Bu bir telefon numarası değil" in page

    def test_a_file_comes_into_the_field(self, client, cohort, trainer):
        book, file = Workbook(), io.BytesIO()
        for row in (["Adı", "Soyadı", "Telefon"], ["Işıl", "Öz", 5321234567]):
            book.active.append(row)
        book.save(file)
        file.seek(0)
        file.name = "liste.xlsx"
        answer = post(client, cohort, "check", "", **{"list-file": file})
        assert answer.status_code == 200
        assert "Işıl\tÖz\t5321234567" in answer.content.decode()

    @pytest.mark.parametrize(
        ("text", "said"), [("", "yapıştırın"), ("Ad;Soyad", "yapıştırın"), ("a b\n" * 502, "en çok 500")]
    )
    def test_lists_that_are_none(self, client, cohort, trainer, text, said):
        answer = post(client, cohort, "check", text)
        assert answer.status_code == 422
        assert said in answer.content.decode()

    def test_nothing_of_somebody_with_an_account_is_shown(self, client, cohort, trainer):
        UserFactory(
            first_name="Gizli",
            last_name="Saklıoğlu",
            username="gizli",
            email="var@ornek.test",
            phone="0532 111 11 11",
        )
        page = post(client, cohort, "check", "Işıl;Öz;var@ornek.test").content.decode()
        assert "Hesabı var" in page
        for hidden in ("Gizli", "Saklıoğlu", "gizli", "0532 111", "905321111111"):
            assert hidden not in page

    def test_names_are_text(self, client, cohort, trainer):
        page = post(client, cohort, "check", "<script>x;</textarea><b>y").content.decode()
        assert "<script>x" not in page
        assert "</textarea><b>" not in page

    def test_one_by_one(self, client, cohort, trainer):
        fields = {"act": "one", "one-first_name": "Işıl", "one-last_name": "Öz", "one-language": "tr"}
        where = f"/teach/groups/{cohort.uuid}/people/add/"
        fields["one-key"] = str(uuid.uuid4())
        for _press in range(2):
            assert client.post(where, fields)["Location"] == where
        assert Membership.objects.get().user.username == "isil.oz"
        answer = client.post(where, {**fields, "one-key": str(uuid.uuid4()), "one-phone": "12345"})
        assert answer.status_code == 422
        assert answer.context["one"].errors["phone"]
        assert 'value="12345"' in answer.content.decode()

    @pytest.mark.parametrize("act", ["check", "add", "one"])
    @pytest.mark.parametrize("role", [None, Role.TRAINER, Role.MENTOR, Role.EDITOR, Role.PROGRAMME_OFFICER])
    def test_others_find_nothing_here(self, client, cohort, role, act):
        user = UserFactory()
        kinds = {Role.PROGRAMME_OFFICER: "programme", Role.TRAINER: "cohort", Role.MENTOR: "cohort"}
        if role:
            identifier = cohort.pk if role == Role.MENTOR else 10**6 if role in kinds else None
            give_role(user, role, kind=kinds.get(role, ""), identifier=identifier)
        sign_in_fresh(client, user)
        assert post(client, cohort, act, "Işıl;Öz", key=str(uuid.uuid4())).status_code == 404
        assert not Membership.objects.exists()

    def test_addresses_are_not_looked_up_without_end(self, client, cohort, trainer, settings):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "people_list": "2/h/user"}
        assert [post(client, cohort, "check", "Işıl;Öz").status_code for _turn in range(3)] == [200, 200, 429]
