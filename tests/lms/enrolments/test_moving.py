"""A trainer moves her group to a new edition: who sees it, what it shows, what it does, and what the trainee reads."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from core.models import AuditEntry
from lms.courses.models import LessonPage, ModulePage
from lms.courses.services.archive import archive_page
from lms.courses.services.editions import publish_edition
from lms.enrolments.access import can_move_people
from lms.enrolments.exceptions import EditionNotNewest
from lms.enrolments.models import Enrolment, EnrolmentMove
from lms.enrolments.selectors.moving import people_behind_in_course, waiting_in_cohort
from lms.enrolments.services import move_people, withdraw
from lms.progress.models import ActivityCompletion, CourseCompletion, Source
from lms.progress.selectors import progress_of
from lms.progress.services import complete_activity
from lms.quizzes.services.attempts import start_attempt, submit_attempt
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.quizzes import make_quiz, publish_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]


@pytest.fixture
def writer():
    user = UserFactory()
    give_role(user, Role.EDITOR)
    return user


@pytest.fixture
def course(writer):
    course = make_course(lessons=2)
    publish_edition(course=course, by=writer)
    return course


@pytest.fixture
def cohort(course):
    cohort = CohortFactory(name="Bursa 1. grup")
    add_course(cohort, course)
    return cohort


@pytest.fixture
def trainer(cohort):
    user = UserFactory()
    give_role(user, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    return user


def as_user(user):
    client = Client()
    client.force_login(user)
    return client


def enrol_people(cohort, course, number):
    """`number` people on the course's newest edition."""
    edition = course.editions.order_by("-number").first()
    return [make_enrolment(edition=edition, membership=make_membership(cohort)) for _one in range(number)]


def lessons_of(course):
    return list(LessonPage.objects.descendant_of(course).filter(archived_at=None).order_by("path"))


def read(enrolment, *lessons):
    for lesson in lessons:
        complete_activity(enrolment=enrolment, activity_key=lesson.translation_key, source=Source.SELF)


def publish_with_new_lesson(course, by, title="Güvenlik", note=""):
    """A new line: a lesson that must be read."""
    module = ModulePage.objects.child_of(course).first()
    module.add_child(instance=LessonPage(title=title, body=lessons_of(course)[0].body))
    return publish_edition(course=course, by=by, note=note)


def address(cohort, course):
    return reverse("lms:cohort-move-people", args=[cohort.uuid, course.key])


class TestMoving:
    def test_the_group_moves_and_it_is_written_down(self, course, cohort, trainer, writer):
        people = enrol_people(cohort, course, 3)
        elsewhere = enrol_people(CohortFactory(), course, 1)[0]
        alone = make_enrolment(edition=people[0].edition)
        withdraw(enrolment=people[2], by=trainer)
        read(people[0], *lessons_of(course))
        older, newer = people[0].edition, publish_with_new_lesson(course, writer)
        moved = move_people(course=course, cohort=cohort, edition=newer, by=trainer, reason="Yeni kural")
        assert moved == 1
        on = {row.pk: row.edition for row in Enrolment.objects.select_related("edition")}
        assert on[people[1].pk] == newer
        assert on[people[0].pk] == older, "who completed the course stays on the edition she completed"
        assert on[people[2].pk] == on[elsewhere.pk] == on[alone.pk] == older
        move = EnrolmentMove.objects.get(enrolment=people[1])
        assert (move.from_edition, move.to_edition, move.moved_by, move.reason) == (
            older,
            newer,
            trainer,
            "Yeni kural",
        )
        entry = AuditEntry.objects.get(action="enrolments.moved")
        assert (entry.actor, entry.object_id, entry.reason) == (trainer, str(cohort.pk), "Yeni kural")
        assert entry.data == {"course": str(course.key), "edition": 2, "people": 1}

    def test_twice_is_once(self, course, cohort, trainer, writer):
        enrol_people(cohort, course, 2)
        newer = publish_with_new_lesson(course, writer)
        arguments = {"course": course, "cohort": cohort, "edition": newer, "by": trainer}
        assert [move_people(**arguments), move_people(**arguments)] == [2, 0]
        assert EnrolmentMove.objects.count() == 2
        assert AuditEntry.objects.filter(action="enrolments.moved").count() == 1

    def test_only_to_the_newest_edition(self, course, cohort, trainer, writer):
        enrol_people(cohort, course, 1)
        second = publish_with_new_lesson(course, writer)
        publish_with_new_lesson(course, writer, "Acil durum")
        with pytest.raises(EditionNotNewest):
            move_people(course=course, cohort=cohort, edition=second, by=trainer)
        assert not EnrolmentMove.objects.exists()

    def test_people_without_a_group_move_by_themselves(self, course, cohort, writer):
        inside = enrol_people(cohort, course, 1)[0]
        alone = make_enrolment(edition=inside.edition)
        newer = publish_with_new_lesson(course, writer)
        assert move_people(course=course, cohort=None, edition=newer, by=writer) == 1
        alone.refresh_from_db()
        inside.refresh_from_db()
        assert (alone.edition, inside.edition == newer) == (newer, False)

    def test_nobody_loses_what_she_has_done(self, course, cohort, trainer, writer):
        one = enrol_people(cohort, course, 1)[0]
        first, second = lessons_of(course)
        read(one, first)
        archive_page(page=first, by=writer)
        newer = publish_with_new_lesson(course, writer)
        move_people(course=course, cohort=cohort, edition=newer, by=trainer)
        one = Enrolment.objects.get(pk=one.pk)
        assert ActivityCompletion.objects.get(enrolment=one).activity_key == first.translation_key
        assert [item.title for item in progress_of(one).missing] == [second.title, "Güvenlik"]

    def test_who_has_all_that_the_new_edition_asks_for_completes_at_once(
        self, course, cohort, trainer, writer
    ):
        one = enrol_people(cohort, course, 1)[0]
        first, second = lessons_of(course)
        read(one, first)
        archive_page(page=second, by=writer)
        newer = publish_edition(course=course, by=writer)
        assert not CourseCompletion.objects.exists()
        move_people(course=course, cohort=cohort, edition=newer, by=trainer)
        assert CourseCompletion.objects.get(enrolment=one).edition == newer

    def test_a_quiz_under_way_is_handed_in_after_the_move(self, cohort, trainer, writer):
        edition = publish_quiz(make_quiz(by=writer))
        one = make_enrolment(edition=edition, membership=make_membership(cohort))
        attempt = start_attempt(enrolment=one, activity=edition.quiz_activity)
        archive_page(page=lessons_of(edition.course)[0], by=writer)
        newer = publish_with_new_lesson(edition.course, writer)
        move_people(course=edition.course, cohort=cohort, edition=newer, by=trainer)
        handed_in = submit_attempt(attempt=attempt)
        assert (handed_in.submitted_at is not None, handed_in.edition) == (True, edition)

    def test_moving_many_takes_as_many_queries_as_moving_few(self, course, cohort, trainer, writer):
        counts = []
        for size, title in ((3, "Bir"), (30, "İki")):
            enrol_people(cohort, course, size - Enrolment.objects.count())
            newer = publish_with_new_lesson(course, writer, title)
            with CaptureQueriesContext(connection) as queries:
                assert move_people(course=course, cohort=cohort, edition=newer, by=trainer) == size
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 25


class TestWhoMoves:
    def people(self, course, cohort):
        """By name: who may move the group's people, and people without a group."""
        people = {name: UserFactory() for name in EXPECTED}
        give_role(people["trainer of the group"], Role.TRAINER, kind="cohort", identifier=cohort.pk)
        other = CohortFactory()
        give_role(people["trainer of another group"], Role.TRAINER, kind="cohort", identifier=other.pk)
        give_role(people["trainer of the course"], Role.TRAINER, kind="course", identifier=course.pk)
        give_role(
            people["officer of the programme"],
            Role.PROGRAMME_OFFICER,
            kind="programme",
            identifier=cohort.programme_id,
        )
        give_role(
            people["officer of another"],
            Role.PROGRAMME_OFFICER,
            kind="programme",
            identifier=other.programme_id,
        )
        give_role(people["editor"], Role.EDITOR)
        give_role(people["administrator"], Role.ADMINISTRATOR)
        make_membership(cohort, people["member"])
        return people

    def test_rule_list_and_address_agree(self, course, cohort, writer):
        enrol_people(cohort, course, 1)
        make_enrolment(edition=course.editions.get())
        publish_with_new_lesson(course, writer)
        for name, user in self.people(course, cohort).items():
            client = as_user(user)
            addresses = address(cohort, course), reverse("lms:course-move-people", args=[course.key])
            assert (
                can_move_people(user, course, cohort),
                can_move_people(user, course, None),
            ) == EXPECTED[name], name
            listed = people_behind_in_course(user, course)
            assert (any(row.group for row in listed), any(not row.group for row in listed)) == EXPECTED[name]
            for method in (client.get, client.post):
                answers = tuple(method(one).status_code != 404 for one in addresses)
                assert answers == EXPECTED[name], name
        assert not EnrolmentMove.objects.exists()

    def test_a_visitor_signs_in_first(self, client, course, cohort):
        assert client.get(address(cohort, course)).status_code == 302
        assert not can_move_people(None, course, cohort)

    def test_a_group_that_does_not_take_the_course_has_no_such_page(self, course, writer):
        other = CohortFactory()
        user = UserFactory()
        give_role(user, Role.TRAINER, kind="cohort", identifier=other.pk)
        assert as_user(user).get(address(other, course)).status_code == 404
        nothing = make_course(title="Daha yayımlanmadı")
        assert as_user(user).get(address(other, nothing)).status_code == 404


EXPECTED = {
    "trainer of the group": (True, False),
    "trainer of another group": (False, False),
    "trainer of the course": (False, True),
    "officer of the programme": (True, True),
    "officer of another": (False, True),
    "editor": (False, True),
    "administrator": (True, True),
    "member": (False, False),
    "stranger": (False, False),
}
"""(people of the group, people without a group)"""


class TestScreens:
    def test_from_the_groups_page_to_the_move(self, course, cohort, trainer, writer):
        people = enrol_people(cohort, course, 3)
        read(people[2], *lessons_of(course))
        archive_page(page=lessons_of(course)[1], by=writer)
        publish_with_new_lesson(course, writer, note="Yeni yönetmelik")
        client = as_user(trainer)
        for name in ("cohort-detail", "cohort-progress"):
            html = client.get(reverse(f"lms:{name}", args=[cohort.uuid])).content.decode()
            assert address(cohort, course) in html
        assert address(cohort, course) in client.get(reverse("lms:teach-home")).content.decode()
        html = client.get(address(cohort, course)).content.decode()
        for text in ("Güvenlik", "Ders 1.2", people[0].user.get_full_name(), "Yeni yönetmelik"):
            assert text in html
        context = client.get(address(cohort, course)).context
        plan = context["plan"]
        assert (plan.count, plan.completed, len(plan.steps)) == (2, 1, 1)
        assert [(change.kind, change.is_material) for change in plan.steps[0].changes] == [
            ("added", True),
            ("removed", True),
        ]
        answer = client.post(
            address(cohort, course), {"edition": 2, "reason": "Yeni yönetmelik"}, follow=True
        )
        assert answer.redirect_chain == [(reverse("lms:cohort-detail", args=[cohort.uuid]), 302)]
        assert address(cohort, course) not in answer.content.decode()
        assert EnrolmentMove.objects.filter(reason="Yeni yönetmelik").count() == 2
        again = client.post(address(cohort, course), {"edition": 2}, follow=True)
        assert EnrolmentMove.objects.count() == 2
        assert again.status_code == 200
        assert "<form" not in client.get(address(cohort, course)).content.decode().split("<main")[1]

    def test_after_publishing_the_writer_sees_who_waits(self, course, cohort, writer):
        enrol_people(cohort, course, 2)
        give_role(writer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        client = as_user(type(writer).objects.get(pk=writer.pk))
        module = ModulePage.objects.child_of(course).first()
        module.add_child(instance=LessonPage(title="Güvenlik", body=lessons_of(course)[0].body))
        publish = reverse("lms:course-publish", args=[course.key])
        builder = client.post(publish, {"note": ""}, follow=True)
        for html in (builder.content.decode(), client.get(publish).content.decode()):
            assert address(cohort, course) in html and cohort.name in html
        client.post(address(cohort, course), {"edition": 2})
        assert address(cohort, course) not in client.get(publish).content.decode()

    def test_text_changes_make_nobody_wait(self, course, cohort, trainer, writer):
        enrol_people(cohort, course, 2)
        lesson = lessons_of(course)[0]
        lesson.title = "Yeni ad"
        lesson.save_revision()
        publish_edition(course=course, by=writer)
        assert waiting_in_cohort(cohort) == []
        assert people_behind_in_course(trainer, course) == []

    def test_an_edition_that_came_out_meanwhile_is_shown_first(self, course, cohort, trainer, writer):
        enrol_people(cohort, course, 1)
        publish_with_new_lesson(course, writer)
        client = as_user(trainer)
        client.get(address(cohort, course))
        publish_with_new_lesson(course, writer, "Acil durum")
        answer = client.post(address(cohort, course), {"edition": 2, "reason": "Neden böyle"})
        assert answer.status_code == 409
        html = answer.content.decode()
        assert "Acil durum" in html and "Neden böyle" in html
        assert re.search(r'name="edition"[^>]*value="3"|value="3"[^>]*name="edition"', html)
        assert not EnrolmentMove.objects.exists()

    @pytest.mark.parametrize(
        "data", [{}, {"edition": "x"}, {"edition": 2, "reason": "ç" * 301}, {"edition": "9" * 30}]
    )
    def test_bad_input_moves_nobody(self, course, cohort, trainer, writer, data):
        enrol_people(cohort, course, 1)
        publish_with_new_lesson(course, writer)
        assert as_user(trainer).post(address(cohort, course), data).status_code == 422
        assert not EnrolmentMove.objects.exists()

    @pytest.mark.parametrize("name", ["move", "cohort-detail", "teach-home", "builder"])
    def test_query_count_does_not_grow(self, course, cohort, trainer, writer, name):
        give_role(trainer, Role.TRAINER, kind="course", identifier=course.pk)
        url = {
            "move": address(cohort, course),
            "cohort-detail": reverse("lms:cohort-detail", args=[cohort.uuid]),
            "teach-home": reverse("lms:teach-home"),
            "builder": reverse("lms:course-builder", args=[course.key]),
        }[name]
        client = as_user(trainer)
        enrol_people(cohort, course, 33)
        last = list(Enrolment.objects.order_by("pk"))[3:]
        Enrolment.objects.filter(pk__in=[one.pk for one in last]).update(state="withdrawn")
        publish_with_new_lesson(course, writer)
        client.get(url)
        counts = []
        for state in ("withdrawn", "active"):
            Enrolment.objects.filter(pk__in=[one.pk for one in last]).update(state=state)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 30


class TestTheTraineesNote:
    @pytest.fixture
    def moved(self, course, cohort, trainer, writer):
        enrolment = enrol_people(cohort, course, 1)[0]
        lesson = lessons_of(course)[0]
        draft = lesson.get_latest_revision_as_object()
        draft.minutes = 9
        draft.save_revision()
        newer = publish_with_new_lesson(course, writer)
        move_people(course=course, cohort=cohort, edition=newer, by=trainer, reason="Yeni yönetmelik")
        return enrolment

    def page(self, moved):
        return reverse("lms:course-learn", args=[moved.course_key])

    def seen(self, moved):
        return reverse("lms:course-update-seen", args=[moved.course_key])

    def test_what_changed_is_said_until_she_has_read_it(self, moved):
        client = as_user(moved.user)
        for _visit in range(2):
            answer = client.get(self.page(moved))
            assert [change.title for change in answer.context["update_changes"]] == ["Güvenlik"]
            assert "Yeni yönetmelik" in answer.content.decode()
        assert client.get(self.seen(moved)).status_code == 405
        answer = client.post(self.seen(moved), {"edition": 2})
        assert (answer.status_code, answer["Location"]) == (302, self.page(moved))
        assert client.get(self.page(moved)).context["update"] is None

    def test_the_next_move_is_said_again(self, moved, course, cohort, trainer, writer):
        client = as_user(moved.user)
        third = publish_with_new_lesson(course, writer, "Acil durum")
        move_people(course=course, cohort=cohort, edition=third, by=trainer)
        client.post(self.seen(moved), {"edition": 2})
        answer = client.get(self.page(moved))
        assert [change.title for change in answer.context["update_changes"]] == ["Acil durum"], "an older tab"
        client.post(self.seen(moved), {"edition": 3})
        client.post(self.seen(moved), {"edition": 2})
        assert client.get(self.page(moved)).context["update"] is None

    @pytest.mark.parametrize("edition", ["", "1", "x", "99999999", "-1", "²"])
    def test_strange_values_are_404(self, moved, edition):
        assert as_user(moved.user).post(self.seen(moved), {"edition": edition}).status_code == 404

    def test_nobody_else_reads_it_for_her(self, moved):
        assert as_user(UserFactory()).post(self.seen(moved), {"edition": 2}).status_code == 404
        assert Enrolment.objects.get(pk=moved.pk).seen_move is None

    def test_it_costs_one_query(self, moved):
        client = as_user(moved.user)
        client.get(self.page(moved))
        with CaptureQueriesContext(connection) as queries:
            client.get(self.page(moved))
        client.post(self.seen(moved), {"edition": 2})
        with CaptureQueriesContext(connection) as without:
            client.get(self.page(moved))
        assert len(queries) == len(without) <= 10
