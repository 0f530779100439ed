"""A trainee in a group, with a course of two lessons and a quiz."""

from types import SimpleNamespace

import pytest
from django.core.cache import caches

from lms.quizzes.models import Attempt
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course


@pytest.fixture(autouse=True)
def _cold_editions():
    """Editions of an earlier test must not be found again."""
    caches["immutable"].clear()


@pytest.fixture
def learning(db):
    """Two lessons, a quiz (pass mark 70), attendance 80 %."""
    course = make_course(lessons=2, min_attendance_percent=80)
    edition = make_edition_row(course, quizzes=1)
    cohort = CohortFactory()
    add_course(cohort, course)
    membership = make_membership(cohort, user=UserFactory())
    enrolment = make_enrolment(edition=edition, membership=membership)
    lessons = [lesson["key"] for module in edition.outline["modules"] for lesson in module["lessons"]]
    quiz = edition.outline["modules"][0]["lessons"][0]["activities"][0]["key"]
    return SimpleNamespace(
        course=course,
        edition=edition,
        cohort=cohort,
        membership=membership,
        enrolment=enrolment,
        user=enrolment.user,
        key=course.key,
        lessons=lessons,
        quiz=quiz,
    )


def hand_in(enrolment, activity_key, *, percent: int, number: int = 1, pass_mark: int = 70) -> Attempt:
    """A submitted attempt, as the quiz's own service leaves it."""
    from django.utils import timezone

    return Attempt.objects.create(
        enrolment=enrolment,
        activity_key=activity_key,
        edition=enrolment.edition,
        number=number,
        question_versions=[],
        submitted_at=timezone.now(),
        score=percent,
        max_score=100,
        percent=percent,
        passed=percent >= pass_mark,
    )
