"""A launch of a package in a course."""

from types import SimpleNamespace

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import make_launch, make_version, publish_package


@pytest.fixture
def launched(db):
    """A trainee with an open launch of a package that counts, from 70 per cent on."""
    version = make_version()
    edition = publish_package(version, counts=True, is_required=True, pass_percent=70)
    user = UserFactory(first_name="Zeynep", last_name="Kaya", email="zeynep@ornek.test")
    enrolment = make_enrolment(edition=edition, user=user)
    key = edition.package_activity.key
    launch = make_launch(user=user, version=version, enrolment=enrolment, activity_key=key)
    return SimpleNamespace(
        version=version, edition=edition, user=user, enrolment=enrolment, key=key, launch=launch
    )
