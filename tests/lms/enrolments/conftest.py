"""What tests of joining share."""

import pytest

from tests.factories.courses import make_course, make_edition_row
from tests.factories.programmes import CohortFactory, add_course


@pytest.fixture
def cohort():
    """A group with a join code and one published course."""
    found = CohortFactory(name="Iğdır grubu", join_code="YIR7KT")
    course = make_course(title="İş güvenliği")
    make_edition_row(course)
    add_course(found, course)
    return found
