"""A course with a package, and a trainee who takes it."""

from types import SimpleNamespace

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import make_version, publish_package


@pytest.fixture
def played(db):
    """A trainee enrolled in a course whose lesson has a package that counts, from 70 per cent on."""
    version = make_version()
    edition = publish_package(version, counts=True, is_required=True, pass_percent=70)
    user = UserFactory(first_name="Zeynep", last_name="Kaya")
    return SimpleNamespace(
        version=version,
        edition=edition,
        activity=edition.package_activity,
        user=user,
        enrolment=make_enrolment(edition=edition, user=user),
    )
