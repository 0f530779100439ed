"""The same report from two tabs or two retries at once: stored once, nothing lost (reliability, scenarios 9 and 17)."""

from uuid import uuid4

import pytest
from django.db import connection

from lms.h5p.models import H5PAttempt
from lms.progress.models import ActivityCompletion
from lms.xapi.models import Statement
from lms.xapi.services import accept_statements
from tests.at_once import THREADS, at_once
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import make_launch, make_version, publish_package
from tests.factories.statements import scored

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _needs_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("this run is on SQLite, which has one writer at a time; the run on PostgreSQL has it")


@pytest.fixture
def launches():
    """Two launches of one attempt: a phone and a computer."""
    version = make_version()
    edition = publish_package(version, counts=True, is_required=True)
    enrolment = make_enrolment(edition=edition)
    ask = {
        "user": enrolment.user,
        "version": version,
        "enrolment": enrolment,
        "activity_key": edition.package_activity.key,
    }
    first = make_launch(**ask)
    return first, make_launch(**ask, registration=first.registration), make_launch(**ask)


def test_the_same_key_from_everywhere_is_one_statement(launches):
    item = scored(launches[0], 4)
    results, errors = at_once(lambda _number: accept_statements(launch=launches[0], items=[item]))
    assert not errors
    assert sorted(len(one.stored) for one in results) == [0] * (THREADS - 1) + [1]
    assert Statement.objects.count() == H5PAttempt.objects.count() == ActivityCompletion.objects.count() == 1


def test_from_two_devices_nothing_is_lost_and_numbers_are_given_once(launches):
    def report(number):
        launch = launches[number % 3]
        return accept_statements(
            launch=launch, items=[scored(launch, number % 6, key=uuid4()) for _index in range(5)]
        )

    results, errors = at_once(report)
    assert not errors
    assert sum(len(one.stored) for one in results) == Statement.objects.count() == THREADS * 5
    assert sorted(H5PAttempt.objects.values_list("number", flat=True)) == [1, 2]
    assert ActivityCompletion.objects.count() == 1
