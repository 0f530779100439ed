"""Dashboard, course and lesson: what they show, to whom, and at what cost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.urls import reverse

from accounts.models import Role
from lms.enrolments.models import Enrolment
from lms.enrolments.services import withdraw
from lms.progress.models import ActivityCompletion, CourseCompletion
from lms.progress.services import complete_activity
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course
from tests.lms.progress.conftest import hand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainee(client, learning):
    client.force_login(learning.user)
    return client


def course_url(learning) -> str:
    return f"/learn/{learning.key}/"


def lesson_url(learning, index: int) -> str:
    return f"/learn/{learning.key}/{learning.lessons[index]}/"


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


class TestJourney:
    def test_continue_read_done_next(self, trainee, learning):
        """Comfort T1: dashboard, lesson, "Done, next lesson"."""
        page = text_of(trainee.get("/dashboard/"))
        assert f'href="{lesson_url(learning, 0)}"' in page
        assert "Metin 1" in text_of(trainee.get(lesson_url(learning, 0)))
        answer = trainee.post(reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]]))
        assert answer.url == lesson_url(learning, 1)
        assert f'href="{lesson_url(learning, 1)}"' in text_of(trainee.get("/dashboard/"))
        answer = trainee.post(reverse("lms:lesson-done", args=[learning.key, learning.lessons[1]]))
        assert answer.url == course_url(learning)
        quiz = reverse("lms:quiz-detail", args=[learning.key, learning.quiz])
        assert f'href="{quiz}"' in text_of(trainee.get("/dashboard/"))

    def test_done_twice_is_once(self, trainee, learning):
        address = reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]])
        assert trainee.post(address).url == trainee.post(address).url
        assert ActivityCompletion.objects.count() == 1

    def test_completing_ends_at_the_course_with_its_banner(self, trainee, learning):
        hand_in(learning.enrolment, learning.quiz, percent=90)
        complete_activity(enrolment=learning.enrolment, activity_key=learning.lessons[0], source="self")
        answer = trainee.post("/en" + reverse("lms:lesson-done", args=[learning.key, learning.lessons[1]]))
        assert answer.url == f"/en/learn/{learning.key}/"
        page = text_of(trainee.get(answer.url))
        assert "You have completed this course" in page
        assert "being prepared" in page
        assert "Why is it not complete yet?" not in page

    def test_why_not_complete(self, trainee, learning):
        hand_in(learning.enrolment, learning.quiz, percent=62)
        page = text_of(trainee.get("/en" + course_url(learning)))
        assert "Why is it not complete yet?" in page
        assert "Lessons: 0 of 2 read" in page
        assert "best 62, needed 70" in page
        assert reverse("lms:quiz-detail", args=[learning.key, learning.quiz]) in page

    def test_language_is_chosen_while_reading(self, trainee, learning):
        page = text_of(trainee.get("/en" + lesson_url(learning, 0)))
        assert "This lesson is not translated yet" in page
        assert f'href="{lesson_url(learning, 0)}"' in page
        assert f'href="/ar{lesson_url(learning, 0)}"' in page
        assert 'class="lesson-body" lang="tr" dir="ltr"' in page
        assert "This lesson is not translated yet" not in text_of(trainee.get(lesson_url(learning, 0)))

    def test_empty_dashboard_offers_a_code(self, client):
        client.force_login(UserFactory(first_name="Nûrân"))
        page = text_of(client.get("/en/dashboard/"))
        assert "Welcome, Nûrân" in page
        assert 'action="/en/join/"' in page

    def test_due_and_late(self, trainee, learning):
        Enrolment.objects.filter(pk=learning.enrolment.pk).update(due_on=date.today() - timedelta(days=2))
        page = text_of(trainee.get("/en/dashboard/"))
        assert "is-late" in page
        assert "was due" in page

    def test_a_course_that_the_group_starts_later(self, trainee, learning):
        learning.cohort.cohort_courses.update(starts_on=date.today() + timedelta(days=9))
        page = text_of(trainee.get("/en" + course_url(learning)))
        assert "Your group starts this course on" in page
        assert lesson_url(learning, 0) not in page.partition('id="outline"')[2]
        assert trainee.get(lesson_url(learning, 0)).url == course_url(learning)
        trainee.post(reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]]))
        assert not ActivityCompletion.objects.exists()


class TestDoors:
    """Statements 5, 10 and 18."""

    def test_a_visitor_signs_in_and_comes_back(self, client, learning):
        for address in ("/dashboard/", course_url(learning), lesson_url(learning, 0)):
            answer = client.get(address)
            assert answer.status_code == 302
            assert answer.url == f"{reverse('account_login')}?next={address}"

    def test_without_enrolment_the_way_leads_to_the_public_page(self, client, learning):
        client.force_login(UserFactory())
        for address in (course_url(learning), lesson_url(learning, 0)):
            answer = client.get(address)
            assert answer.status_code == 302
            assert "/learn/" not in answer.url
        assert (
            client.post(reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]])).status_code
            == 404
        )
        assert not ActivityCompletion.objects.exists()

    def test_a_trainer_does_not_enter_as_a_trainee(self, client, learning):
        trainer = UserFactory()
        give_role(trainer, Role.TRAINER, kind="cohort", identifier=learning.cohort.pk)
        client.force_login(trainer)
        assert (
            client.post(reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]])).status_code
            == 404
        )

    def test_after_leaving(self, trainee, learning):
        withdraw(enrolment=learning.enrolment, by=learning.user)
        assert trainee.get(lesson_url(learning, 0)).status_code == 302
        assert (
            trainee.post(reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]])).status_code
            == 404
        )

    def test_completion_cannot_be_posted(self, trainee, learning):
        quiz_as_lesson = reverse("lms:lesson-done", args=[learning.key, learning.quiz])
        assert trainee.post(quiz_as_lesson, {"source": "server", "evidence": "attempt:1"}).status_code == 404
        unknown = reverse("lms:lesson-done", args=[learning.key, uuid4()])
        assert trainee.post(unknown).status_code == 404
        own = reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]])
        trainee.post(own, {"source": "server", "enrolment": 99, "completed": "1"})
        assert ActivityCompletion.objects.get().source == "self"
        assert not CourseCompletion.objects.exists()

    def test_a_lesson_of_another_course_under_her_course(self, trainee, learning):
        """Statement 2."""
        other = make_edition_row(make_course(title="Başka"))
        key = other.outline["modules"][0]["lessons"][0]["key"]
        assert trainee.get(reverse("lms:lesson-detail", args=[learning.key, key])).status_code == 404
        assert trainee.post(reverse("lms:lesson-done", args=[learning.key, key])).status_code == 404

    def test_done_is_a_post(self, trainee, learning):
        assert (
            trainee.get(reverse("lms:lesson-done", args=[learning.key, learning.lessons[0]])).status_code
            == 405
        )

    def test_no_such_course(self, trainee):
        assert trainee.get(f"/learn/{uuid4()}/").status_code == 404
        assert trainee.get(f"/learn/{uuid4()}/{uuid4()}/").status_code == 404
        assert trainee.get("/learn/nonsense/").status_code == 404


def crowd(learning, size: int) -> None:
    """Other people's records behind the same course and group."""
    missing = size - Enrolment.objects.filter(course=learning.course).count()
    users = type(learning.user).objects.bulk_create(
        type(learning.user)(
            username=f"u{uuid4().hex[:20]}", username_key=uuid4().hex, first_name="A", last_name="B"
        )
        for _index in range(missing)
    )
    from lms.enrolments.models import Membership

    members = Membership.objects.bulk_create(Membership(cohort=learning.cohort, user=user) for user in users)
    rows = Enrolment.objects.bulk_create(
        Enrolment(
            user=member.user,
            course=learning.course,
            course_key=learning.key,
            edition=learning.edition,
            membership=member,
        )
        for member in members
    )
    ActivityCompletion.objects.bulk_create(
        ActivityCompletion(enrolment=row, activity_key=key, source="self")
        for row in rows
        for key in learning.lessons
    )


@pytest.mark.django_db(transaction=True)
class TestCost:
    """Budgets: course 8, lesson 8, dashboard 12 queries, session and person included, at 10 and 1,000 records.

    Without a surrounding transaction, so that what all pages share (menus, footer) comes from memory as it does live.
    """

    @pytest.mark.parametrize("size", [10, 1000])
    def test_queries(self, trainee, learning, django_assert_max_num_queries, size):
        crowd(learning, size)
        addresses = {course_url(learning): 8, lesson_url(learning, 0): 8, "/dashboard/": 12}
        for address in addresses:
            trainee.get(address)
        for address, budget in addresses.items():
            with django_assert_max_num_queries(budget):
                text_of(trainee.get(address))

    @pytest.mark.parametrize("courses", [1, 12])
    def test_dashboard_of_many_courses(self, client, django_assert_max_num_queries, courses):
        user = UserFactory()
        cohort = CohortFactory()
        membership = make_membership(cohort, user=user)
        for number in range(courses):
            course = make_course(title=f"Kurs {number}", min_attendance_percent=80)
            edition = make_edition_row(course, quizzes=1)
            add_course(cohort, course, sort_order=number)
            enrolment = make_enrolment(edition=edition, membership=membership)
            complete_activity(
                enrolment=enrolment,
                activity_key=edition.outline["modules"][0]["lessons"][0]["key"],
                source="self",
            )
        client.force_login(user)
        client.get("/dashboard/")
        with django_assert_max_num_queries(12):
            page = text_of(client.get("/dashboard/"))
        assert page.count("<li") < 120
        assert page.count("<") < 1000  # about 500 elements

    def test_a_cold_process_reads_the_edition_once(self, trainee, learning, django_assert_max_num_queries):
        trainee.get(lesson_url(learning, 0))
        caches["immutable"].clear()
        # Outline and text of the edition, and what all pages share (menus, footer), besides the five of every lesson.
        with django_assert_max_num_queries(11):
            text_of(trainee.get(lesson_url(learning, 0)))

    def test_the_course_page_is_small(self, trainee, learning):
        assert len(text_of(trainee.get(course_url(learning))).encode()) < 40_000
