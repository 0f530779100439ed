"""Courses to finish first: told to whoever looks, asked for where the course says so."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lms.courses.models import CoursePage, LessonPage
from lms.courses.registry import CourseAnswer
from lms.courses.services.editions import publish_edition
from lms.enrolments.exceptions import PrerequisitesMissing
from lms.enrolments.models import Enrolment
from lms.enrolments.rules.prerequisites import still_missing
from lms.enrolments.services import enrol, withdraw
from lms.progress.handlers import answers_of
from lms.progress.models import CourseCompletion, Source
from lms.progress.services import complete_activity
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory, add_course

DONE, HALF = CourseAnswer(True, 8, 8), CourseAnswer(False, 3, 8)


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ["a", "b"]),
        ({"a": DONE}, ["b"]),
        ({"a": DONE, "b": HALF}, ["b"]),
        ({"a": DONE, "b": DONE}, []),
        ({"c": DONE}, ["a", "b"]),
    ],
)
def test_only_a_completed_course_is_done(answers, missing):
    assert still_missing(["a", "b"], answers) == missing


def test_who_is_asked_for_nothing_misses_nothing():
    assert still_missing([], {"a": HALF}) == []


@pytest.fixture
def first(db):
    course = make_course(title="İş güvenliği", lessons=3, is_open=True)
    publish_edition(course=course, by=UserFactory())
    return course


def after(first, *, is_needed, title="CNC'ye giriş", **fields):
    course = make_course(title=title, is_open=True, needs_prerequisites=is_needed, **fields)
    course.prerequisite_courses = [first]
    course.save()
    publish_edition(course=course, by=UserFactory())
    return course


def read(user, course, lessons):
    enrolment = enrol(user=user, course=course)
    for lesson in LessonPage.objects.descendant_of(course).order_by("path")[:lessons]:
        complete_activity(enrolment=enrolment, activity_key=lesson.translation_key, source=Source.SELF)
    return enrolment


def page_for(user, course):
    client = Client()
    client.force_login(user)
    return client.get(course.url).content.decode()


def enrol_address(course):
    return reverse("lms:course-enrol", args=[course.key])


@pytest.mark.django_db
class TestEnrolling:
    def test_what_is_recommended_holds_nobody_back(self, first):
        assert enrol(user=UserFactory(), course=after(first, is_needed=False))

    def test_what_is_needed_comes_first(self, first):
        user, course = UserFactory(), after(first, is_needed=True)
        with pytest.raises(PrerequisitesMissing) as refused:
            enrol(user=user, course=course)
        assert refused.value.missing == [first.key]
        read(user, first, 2)
        with pytest.raises(PrerequisitesMissing):
            enrol(user=user, course=course)
        assert not Enrolment.objects.filter(course=course).exists()
        read(user, first, 3)
        assert CourseCompletion.objects.filter(enrolment__user=user).exists()
        assert enrol(user=user, course=course).course == course

    def test_what_she_completed_counts_after_she_left(self, first):
        user, course = UserFactory(), after(first, is_needed=True)
        withdraw(enrolment=read(user, first, 3), by=user)
        assert enrol(user=user, course=course)

    def test_somebody_elses_completion_does_not(self, first):
        course = after(first, is_needed=True)
        read(UserFactory(), first, 3)
        with pytest.raises(PrerequisitesMissing):
            enrol(user=UserFactory(), course=course)

    def test_a_course_that_is_gone_is_asked_of_nobody(self, first):
        course = after(first, is_needed=True)
        CoursePage.objects.filter(pk=first.pk).update(archived_at="2026-01-01T00:00Z")
        assert enrol(user=UserFactory(), course=course)

    def test_people_of_a_group_come_in_with_their_group(self, first):
        course = after(first, is_needed=True)
        cohort = CohortFactory()
        add_course(cohort, course)
        membership = make_membership(cohort)
        assert enrol(user=membership.user, course=course, membership=membership)

    def test_who_is_in_stays_in(self, first):
        user, course = UserFactory(), after(first, is_needed=False)
        enrolment = enrol(user=user, course=course)
        course.needs_prerequisites = True
        course.save()
        assert enrol(user=user, course=course) == enrolment


@pytest.mark.django_db
class TestTheCoursePage:
    def test_says_how_far_she_is_and_offers_nothing_too_early(self, first):
        user, course = UserFactory(), after(first, is_needed=True)
        html = page_for(user, course)
        assert f'href="{first.url}"' in html and enrol_address(course) not in html
        read(user, first, 2)
        html = page_for(user, course)
        with translation.override("tr"):
            said = translation.gettext("You have %(done)s of %(required)s steps")
        assert said % {"done": 2, "required": 3} in html
        assert enrol_address(course) not in html
        read(user, first, 3)
        assert enrol_address(course) in page_for(user, course)

    def test_only_recommended_it_still_says_so_and_offers_to_enrol(self, first):
        user, course = UserFactory(), after(first, is_needed=False)
        html = page_for(user, course)
        assert f'href="{first.url}"' in html and enrol_address(course) in html

    def test_pressing_all_the_same_leads_back_with_the_reason(self, first):
        user, course = UserFactory(), after(first, is_needed=True)
        client = Client()
        client.force_login(user)
        response = client.post(enrol_address(course))
        assert response.status_code == 302 and response["Location"].endswith(course.url)
        assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["error"]
        assert not Enrolment.objects.filter(course=course).exists()

    def test_a_visitors_page_says_nothing_of_anybody(self, first, client):
        course = after(first, is_needed=True)
        read(UserFactory(), first, 3)
        html = client.get(course.url).content.decode()
        assert f'href="{first.url}"' in html and "badge--primary" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 12])
def test_answers_cost_the_same_for_any_number_of_courses(django_assert_max_num_queries, size):
    user, courses = UserFactory(), []
    for number in range(size):
        course = make_course(title=f"Eğitim {number}", lessons=2, is_open=True)
        publish_edition(course=course, by=user)
        read(user, course, number % 3)
        courses.append(course)
    answers_of(user, [course.key for course in courses])
    with django_assert_max_num_queries(8):
        answers = answers_of(user, [course.key for course in courses])
    assert len(answers) == size
    for number, course in enumerate(courses):
        assert answers[course.key] == CourseAnswer(number % 3 == 2, number % 3, 2)
