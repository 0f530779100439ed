"""A group's progress: who sees it, who lacks what, export, reminder, and its cost."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from core.audit import AuditEntry
from core.models import OutboxMessage
from lms.progress.models import Source
from lms.progress.services import complete_activity
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = make_course(lessons=2)
    make_edition_row(course)
    return course


@pytest.fixture
def cohort(course):
    cohort = CohortFactory()
    add_course(cohort, course)
    return cohort


@pytest.fixture
def trainer(cohort):
    """A trainer of the cohort; the second factor is the middleware's matter and tested there."""
    user = UserFactory()
    give_role(user, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    return user


@pytest.fixture
def as_trainer(trainer, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
    client = Client()
    client.force_login(trainer)
    return client


def enrol_people(cohort, course, names):
    edition = course.editions.get()
    people = []
    for first, last in names:
        membership = make_membership(cohort, UserFactory(first_name=first, last_name=last))
        people.append(make_enrolment(membership=membership, edition=edition))
    return people


def names_on(response):
    return [row.name for row, _progress in response.context["cells"]]


def test_people_stand_in_turkish_order(as_trainer, cohort, course):
    enrol_people(
        cohort, course, [("A", "Zengin"), ("A", "Şahin"), ("A", "Sarı"), ("A", "Iğdır"), ("A", "İnce")]
    )
    response = as_trainer.get(reverse("lms:cohort-progress", args=[cohort.uuid]))
    assert names_on(response) == ["A Iğdır", "A İnce", "A Sarı", "A Şahin", "A Zengin"]


def test_who_has_not_done_an_activity(as_trainer, cohort, course):
    done, _open = enrol_people(cohort, course, [("Bitiren", "A"), ("Eksik", "B")])
    lesson = done.edition.outline["modules"][0]["lessons"][0]
    complete_activity(enrolment=done, activity_key=lesson["key"], source=Source.SELF, by=done.user)
    url = reverse("lms:cohort-progress", args=[cohort.uuid])
    response = as_trainer.get(url, {"missing": lesson["key"]})
    assert names_on(response) == ["Eksik B"]
    assert {one.key: one.missing for one in response.context["activities"]}[lesson["key"]] == 1


def test_export_holds_the_rows_shown_and_neutralises_formulas(as_trainer, cohort, course):
    enrol_people(cohort, course, [("=HYPERLINK()", "A"), ("Gül", "B")])
    query = {"missing": "course"}
    csv = as_trainer.get(reverse("lms:cohort-export-csv", args=[cohort.uuid]), query)
    text = b"".join(csv.streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK()" in text and "Gül" in text
    book = as_trainer.get(reverse("lms:cohort-export-xlsx", args=[cohort.uuid]), query)
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=HYPERLINK()"] == "s", "a text, not a formula"


def test_reminder_goes_once_a_day_to_those_who_lack_it(as_trainer, cohort, course):
    enrol_people(cohort, course, [("A", "A"), ("B", "B")])
    url = reverse("lms:cohort-remind", args=[cohort.uuid])
    for _twice in range(2):
        assert as_trainer.post(url, {"missing": "course"}).status_code == 302
    told = OutboxMessage.objects.get(topic="core.notify", payload__kind="reminder")
    assert len(told.payload["users"]) == 2
    assert AuditEntry.objects.filter(action="cohort.reminded").count() == 2
    assert as_trainer.get(url).status_code == 405


def test_she_hears_who_cannot_be_reminded(as_trainer, cohort, course):
    """Many operators have no e-mail address."""
    for enrolment in enrol_people(cohort, course, [("A", "A"), ("B", "B")]):
        enrolment.user.email = None
        enrolment.user.save()
    answer = as_trainer.post(
        reverse("lms:cohort-remind", args=[cohort.uuid]), {"missing": "course"}, follow=True
    )
    said = answer.content.decode()
    assert "2 kişinin e-posta adresi yok" in said
    assert "hatırlatılacak" not in said


def test_per_cent_is_written_as_the_language_does(as_trainer, cohort, course):
    enrol_people(cohort, course, [("A", "A")])
    url = reverse("lms:cohort-progress", args=[cohort.uuid])
    assert ">%0</span>" in as_trainer.get(url).content.decode()
    assert ">0%</span>" in as_trainer.get(f"/ar{url}").content.decode()


@pytest.mark.parametrize(
    "name", ["cohort-detail", "cohort-progress", "cohort-export-csv", "cohort-export-xlsx"]
)
def test_others_get_404(name, settings, cohort, course):
    """Security statement 6: a trainer of another group, a member, a stranger."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "SecondFactor" not in one]
    member = enrol_people(cohort, course, [("A", "A")])[0].user
    other = UserFactory()
    give_role(other, Role.TRAINER, kind="cohort", identifier=CohortFactory().pk)
    for user in (member, other):
        client = Client()
        client.force_login(user)
        assert client.get(reverse(f"lms:{name}", args=[cohort.uuid])).status_code == 404
        assert (
            client.post(reverse("lms:cohort-remind", args=[cohort.uuid]), {"missing": "course"}).status_code
            == 404
        )


@pytest.mark.parametrize(
    "query", ["course=x", "missing=x", "course=00000000-0000-0000-0000-000000000000", "missing=%00"]
)
def test_strange_values_are_404(as_trainer, cohort, course, query):
    enrol_people(cohort, course, [("A", "A")])
    assert as_trainer.get(reverse("lms:cohort-progress", args=[cohort.uuid]) + f"?{query}").status_code == 404


def test_teaching_home_shows_only_ones_own(as_trainer, cohort):
    CohortFactory(name="Başka grup")
    response = as_trainer.get(reverse("lms:teach-home"))
    assert [one.pk for one in response.context["home"].cohorts] == [cohort.pk]
    trainee = Client()
    trainee.force_login(UserFactory())
    assert trainee.get(reverse("lms:teach-home")).status_code == 403


@pytest.mark.parametrize("name", ["lms:cohort-progress", "lms:cohort-detail", "lms:teach-home"])
def test_query_count_does_not_grow(as_trainer, cohort, course, name, django_assert_max_num_queries):
    url = reverse(name, args=[] if name == "lms:teach-home" else [cohort.uuid])
    enrol_people(cohort, course, [("A", str(number)) for number in range(3)])
    as_trainer.get(url)
    with django_assert_max_num_queries(30) as few:
        as_trainer.get(url)
    enrol_people(cohort, course, [("B", str(number)) for number in range(30)])
    with django_assert_max_num_queries(30) as many:
        as_trainer.get(url)
    assert len(many) == len(few)
