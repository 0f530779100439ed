"""Every address outside the CMS answers under the strict policy, whoever asks, and shows nothing that it would stop."""

from typing import Any

import pytest
from django.conf import settings

from tests.routes.real_values import real_values
from tests.routes.resolver import LANGUAGES, all_routes
from tests.routes.world import World
from tests.strictness import broken_by_policy

pytestmark = pytest.mark.django_db
CMS = settings.CMS_PATH.strip("/")
ROUTES = [route for route in all_routes() if route.template.split("/")[0] != CMS]


@pytest.mark.parametrize("role", ["visitor", "trainee", "trainer", "administrator"])
def test_every_address_is_strict(role: str, world: World, undone: Any) -> None:
    assert len(ROUTES) > 80
    found = {}
    for number, route in enumerate(ROUTES):
        address = route.fill(real_values(world, route, "near"), LANGUAGES[number % len(LANGUAGES)])
        with undone():
            if problems := broken_by_policy(world.client(role).get(address)):
                found[address] = problems
    assert not found
