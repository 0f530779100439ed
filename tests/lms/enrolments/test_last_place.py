"""The last place of a group goes to one person, however many press "Join" at the same moment."""

import threading

import pytest
from django.db import connection, connections

from lms.enrolments.exceptions import CohortFull
from lms.enrolments.models import Membership
from lms.enrolments.services import join_cohort
from tests.factories.accounts import UserFactory
from tests.factories.programmes import CohortFactory

PEOPLE = 6


def join_all_at_once(users, cohort, source) -> list[str]:
    barrier = threading.Barrier(len(users))
    answers: list[str] = []

    def join(user) -> None:
        try:
            barrier.wait()
            answers.append(join_cohort(user=user, cohort=cohort, source=source).state)
        except CohortFull:
            answers.append("full")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=join, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("source", "others"), [("join_code", "waiting"), ("officer", "full")])
def test_one_gets_the_last_place(source, others):
    if connection.vendor != "postgresql":
        pytest.skip("threads share SQLite's test database; the lock is PostgreSQL's")
    cohort = CohortFactory(capacity=1)
    answers = join_all_at_once([UserFactory() for _index in range(PEOPLE)], cohort, source)
    assert answers == sorted(["active", *[others] * (PEOPLE - 1)])
    assert Membership.objects.filter(state="active").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_pressing_twice_at_once_is_one_membership():
    if connection.vendor != "postgresql":
        pytest.skip("threads share SQLite's test database; the lock is PostgreSQL's")
    cohort, user = CohortFactory(capacity=5), UserFactory()
    assert join_all_at_once([user] * 4, cohort, "join_code") == ["active"] * 4
    assert Membership.objects.count() == 1
