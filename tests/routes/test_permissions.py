"""Who gets what, address by address and role by role, for objects of one's own group, firm and person and for others'.

What is expected stands in permission_table.py; an address that takes a value and is not there fails.
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.routes.permission_table import EXEMPT, POSTED, ROWS, Row
from tests.routes.resolver import Route, all_routes
from tests.routes.world import FAR, ROLES, World

pytestmark = pytest.mark.django_db
ROUTES = {route.name: route for route in all_routes() if route.name}
REFUSALS = {"login", "404", "403", "405"}


def test_every_address_with_a_value_is_in_the_table() -> None:
    listed = {row.route for row in ROWS}
    wanted = {
        route.name or route.template
        for route in all_routes()
        if route.groups and not any(route.template.startswith(prefix) for prefix in EXEMPT)
    }
    assert wanted - listed == set(), "say in permission_table.py who may do what there"
    assert listed - wanted == set(), "these are no addresses any more"


def outcome(response: Any) -> str:
    """What became of a request, in the words of the table."""
    if response.status_code == 401 or urlsplit(response.get("Location", "")).path.endswith(
        "/accounts/login/"
    ):
        return "login"
    if response.status_code in (403, 404, 405):
        return str(response.status_code)
    if response.status_code in (301, 302) and response.wsgi_request.method == "GET":
        return "away"
    assert response.status_code < 500, response.status_code
    return "ok"


def ask(world: World, role: str, row: Row, side: str, method: str) -> Any:
    """One request, with nothing in it but what it cannot do without."""
    ids = getattr(world, side).ids
    body = urlencode({name: text.format(**ids) for name, text in POSTED.get(row.route, {}).items()})
    route: Route = ROUTES[row.route]
    address = route.fill({group: ids[name] for group, name in zip(route.groups, row.ids, strict=True)})
    return world.client(role).generic(method, address, body, "application/x-www-form-urlencoded")


METHODS = {"get": ["GET"], "post": ["POST"], "form": ["GET", "POST"]}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.route} {row.ids[0]}" for row in ROWS])
def test_everybody_gets_what_the_table_says(row: Row, world: World, undone: Any) -> None:
    found: dict[str, str] = {}
    for role in ROLES:
        by_side = []
        for side in ("near", "far"):
            outcomes = set()
            for method in METHODS[row.act]:
                with undone():
                    response = ask(world, role, row, side, method)
                    outcomes.add(outcome(response))
                    if outcome(response) in REFUSALS and not response.streaming:
                        assert FAR not in response.content.decode(), f"{role} reads others' {row.route}"
            by_side.append("+".join(sorted(outcomes)))
        found[role] = by_side[0] if by_side[0] == by_side[1] else "/".join(by_side)
    assert found == row.expected


POSTS = [row for row in ROWS if row.act == "post"]


@pytest.mark.parametrize("row", POSTS, ids=[row.route for row in POSTS])
def test_nothing_changes_by_opening_an_address(row: Row, world: World, undone: Any) -> None:
    for role in ("registered", "administrator"):
        for side in ("near", "far"):
            with undone():
                response = ask(world, role, row, side, "GET")
                assert response.status_code == 405
                assert "POST" in response["Allow"]
