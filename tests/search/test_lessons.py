"""Lessons are found by those who take the course, in the edition that they read, and by nobody else."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from core import outbox
from lms.courses.models import LessonPage
from lms.courses.services.editions import publish_edition
from lms.enrolments.models import Enrolment, EnrolmentState
from lms.programmes.models import CohortCourse
from search.access import circles_of
from search.indexing import rebuild
from search.models import SearchEntry
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = make_course(title="Enerji eğitimi", lessons=1)
    lesson = LessonPage.objects.descendant_of(course).get()
    lesson.body = [
        {"type": "text", "value": "<p>Termosifon ayarı</p>", "id": str(uuid.uuid4())},
        {
            "type": "check_yourself",
            "id": str(uuid.uuid4()),
            "value": {
                "question": "Hangisi doğru?",
                "choices": [
                    {"text": "Sifonlama", "is_right": True, "feedback": "Aferin"},
                    {"text": "Hiçbiri", "is_right": False, "feedback": ""},
                ],
            },
        },
    ]
    lesson.save_revision().publish()
    publish_edition(course=course, by=UserFactory(is_superuser=True))
    outbox.deliver_all()
    return course


@pytest.fixture
def trainee(course):
    user = UserFactory()
    Enrolment.objects.create(
        user=user, course=course, course_key=course.key, edition=course.editions.latest("number")
    )
    return user


def found(client, query: str) -> list[str]:
    caches["default"].clear()
    response = client.get("/search/", {"q": query})
    kinds = {
        value["value"]: value["count"]
        for facet in response.context["facets"]
        for value in facet["values"]
        if facet["name"] == "kind"
    }
    assert sum(kinds.values()) == response.context["total"]
    return [one.title for one in response.context["results"]]


def test_a_trainee_finds_the_lessons_of_her_course(client, course, trainee):
    client.force_login(trainee)
    (title,) = found(client, "termosifon")
    response = client.get("/search/", {"q": "termosifon"})
    result = response.context["results"][0]
    assert result.under == "Enerji eğitimi"
    assert client.get(result.url).status_code == 200
    assert title in client.get(result.url).content.decode()


def test_nobody_else_finds_them(client, course, trainee):
    assert not found(client, "termosifon")
    client.force_login(UserFactory())
    assert not found(client, "termosifon")
    client.force_login(UserFactory(is_superuser=True))
    assert not found(client, "termosifon"), "who does not take the course cannot open its lessons"


def test_right_answers_are_in_no_index(course):
    assert not SearchEntry.objects.filter(text__contains="Sifonlama").exists()
    assert SearchEntry.objects.filter(text__contains="Hangisi").exists()


def test_withdrawn_is_from_the_next_search_on(client, course, trainee):
    client.force_login(trainee)
    assert found(client, "termosifon")
    Enrolment.objects.filter(user=trainee).update(state=EnrolmentState.WITHDRAWN)
    assert not found(client, "termosifon")


def test_a_course_that_her_group_has_not_begun_is_not_found(course):
    from tests.factories.enrolments import make_membership
    from tests.factories.programmes import CohortFactory

    member = make_membership(CohortFactory())
    CohortCourse.objects.create(
        cohort=member.cohort, course=course, starts_on=timezone.localdate() + timedelta(days=7)
    )
    Enrolment.objects.create(
        user=member.user,
        course=course,
        course_key=course.key,
        membership=member,
        edition=course.editions.latest("number"),
    )
    assert circles_of(member.user) == frozenset()


def test_she_finds_the_words_of_her_own_edition(client, course, trainee):
    lesson = LessonPage.objects.descendant_of(course).get()
    lesson.body = [{"type": "text", "value": "<p>Kazan kireci</p>", "id": str(uuid.uuid4())}]
    lesson.save_revision().publish()
    publish_edition(course=course, by=UserFactory(is_superuser=True))
    Enrolment.objects.filter(user=trainee).update(edition=course.editions.earliest("number"))
    outbox.deliver_all()
    client.force_login(trainee)
    assert found(client, "termosifon")
    assert not found(client, "kireci")
    rebuild()
    assert found(client, "termosifon"), "an edition that somebody reads stays"
    assert not found(client, "kireci")
