"""Whatever is sent to whatever address by whomever: never an error of ours, and a refusal is in the reader's language.

A run tries a few requests an address, always the same ones. IMECE_ROUTE_EXAMPLES=300 looks further, with
IMECE_ROUTE_SEED for other ones.
"""

import os
import warnings
from typing import Any
from zlib import crc32

import pytest
from django.core.paginator import UnorderedObjectListWarning
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.routes.forms import Fields, forms_at
from tests.routes.hostile import Wishes, body_of, wishes
from tests.routes.permission_table import ROWS
from tests.routes.real_values import real_values
from tests.routes.resolver import Route, all_routes
from tests.routes.world import ROLES, World

pytestmark = pytest.mark.django_db
ROUTES = all_routes()
ACTS = {row.route: row.act for row in ROWS}
MORE = int(os.environ.get("IMECE_ROUTE_EXAMPLES", "0"))
SEED = int(os.environ.get("IMECE_ROUTE_SEED", "0"))
OWN, THIRD_PARTY = 5, 2
"""Requests an address, ours and those of packages."""
ON_PURPOSE = {"wagtailadmin_error_test"}
"""Wagtail's page that fails so that an installation can try its error reports."""
FORM_FINDERS = ("administrator", "trainee")


@pytest.fixture(scope="module")
def own_forms(world: World, undone: Any) -> dict[str, Fields]:
    """The forms of all our pages as those see them who may fill them in."""
    found: dict[str, Fields] = {}
    for role in FORM_FINDERS:
        for route in ROUTES:
            if not route.template.startswith("cms/") and ACTS.get(route.name) != "post":
                with undone():
                    address = route.fill(real_values(world, route, "near"))
                    for name, fields in forms_at(world.client(role), address).items():
                        if len(fields) > len(found.get(name, [])):
                            found[name] = fields
    return found


def _fields(world: World, undone: Any, own_forms: dict[str, Fields], route: Route) -> Fields:
    if route.template.startswith("cms/") and route.name not in own_forms:
        own_forms[route.name] = []
        with undone():
            address = route.fill(real_values(world, route, "near"))
            own_forms.update(forms_at(world.client("administrator"), address))
    return own_forms.get(route.name, [])


TRIED = [route for route in ROUTES if route.name not in ON_PURPOSE]


@pytest.mark.parametrize("route", TRIED, ids=[route.id for route in TRIED])
def test_bad_input_is_never_an_error_of_ours(
    route: Route, world: World, undone: Any, own_forms: dict[str, Fields]
) -> None:
    is_cms = route.template.startswith("cms/")
    roles = ("administrator", "editor", *ROLES) if is_cms else ROLES[::-1]

    @seed(crc32(route.id.encode()) + SEED)
    @settings(
        max_examples=MORE or (THIRD_PARTY if is_cms else OWN),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(role=st.sampled_from(roles), wish=wishes(route.groups))
    def try_it(role: str, wish: Wishes) -> None:
        with undone(), warnings.catch_warnings():
            if is_cms:  # a list of wagtail-localize has no order
                warnings.simplefilter("ignore", UnorderedObjectListWarning)
            has_body = wish.method not in ("GET", "HEAD", "OPTIONS")
            fields = _fields(world, undone, own_forms, route) if has_body else []
            values = real_values(world, route, wish.side) | wish.values
            _send(world, role, route.fill(values, wish.language), wish, fields)

    try_it()


def _send(world: World, role: str, address: str, wish: Wishes, fields: Fields) -> None:
    body = body_of(wish, fields)
    what = f"{role}: {wish.method} {address[:600]}?{wish.query[:600]} {wish.headers} {body if body.content else ''}"
    try:
        response = world.client(role).generic(
            wish.method,
            address,
            body.content,
            body.content_type,
            headers=wish.headers,
            QUERY_STRING=wish.query,
        )
        content = b"".join(response.streaming_content) if response.streaming else response.content
    except Exception as error:
        error.add_note(what)
        raise
    assert response.status_code < 500, what
    if response.status_code >= 400 and wish.method != "HEAD":
        _check_refusal(response, content, address, wish, what)


def _check_refusal(response: Any, content: bytes, address: str, wish: Wishes, what: str) -> None:
    """It says something, in the language of the address."""
    is_page = "html" in response["Content-Type"] and not address.startswith("/cms/")
    if is_page and "HX-Request" not in wish.headers:
        language = address.split("/")[1] if address.split("/")[1] in ("en", "ar") else "tr"
        assert f'<html lang="{language}"' in content.decode(), (
            f"{what}\n{response.status_code} {content[:300]!r}"
        )
    else:
        assert content, f"{what}\n{response.status_code}: nothing is said"
