"""An officer of one programme, and somebody else's programme beside it."""

import pytest

from accounts.models import Role
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.programmes import CohortFactory, ProgrammeFactory, TrackFactory


@pytest.fixture
def programme():
    return ProgrammeFactory(name_tr="Bizim program")


@pytest.fixture
def track(programme):
    return TrackFactory(programme=programme, months=2)


@pytest.fixture
def cohort(track):
    return CohortFactory(track=track, name="Bizim grup", capacity=5)


@pytest.fixture
def far(db):
    """A group of a programme that she does not run."""
    return CohortFactory(track__programme=ProgrammeFactory(name_tr="Uzak program"), name="Uzak grup")


@pytest.fixture
def officer(client, programme):
    user = UserFactory(username="sorumlu", first_name="Nûrân", last_name="Sorumlu")
    give_role(user, Role.PROGRAMME_OFFICER, kind="programme", identifier=programme.pk)
    return sign_in_fresh(client, user)
