"""Every address outside the CMS answers under the strict policy, whoever asks, and shows nothing that it would stop."""

from typing import Any

import pytest
from django.conf import settings

from core.activity_origin import ACTIVITY_PATHS
from tests.routes.real_values import real_values
from tests.routes.resolver import LANGUAGES, all_routes
from tests.routes.world import World
from tests.strictness import broken_by_policy

pytestmark = pytest.mark.django_db
CMS = settings.CMS_PATH.strip("/")
ROUTES = [route for route in all_routes() if route.template.split("/")[0] != CMS]
ALONE, FRAMED = ("DENY", "'none'"), ("SAMEORIGIN", "'self'")
FRAMED_BY_US = {"core:mailbox-html"}
"""A mail as it looks, shown in its page on a laptop. All else stands alone: a package's frame cannot be led to it."""

READ_BY_THE_BROWSER = {"search:file"}
"""A PDF opened at its page: no script runs, but Chromium's own reader needs these two to show it."""
NEEDED_BY_ITS_READER = {"style-src 'unsafe-inline'", "object-src 'self'"}


def is_apart(response: Any) -> bool:
    """Whether an answer has an origin of its own, so that its script is no script of the site (lms.h5p's frames)."""
    policy = response.get("Content-Security-Policy", "")
    sandboxes = [one.split() for one in policy.split("; ") if one.split()[:1] == ["sandbox"]]
    return (
        response.wsgi_request.path.startswith(ACTIVITY_PATHS)
        and len(sandboxes) == 1
        and "allow-same-origin" not in sandboxes[0]
    )


def framing_of(response: Any) -> tuple[str, str]:
    """Who may show this answer in a frame, as the header and the policy say it. A policy that says nothing of it leaves
    it to the header; only files, which run nothing, have such a one."""
    policy = dict(one.partition(" ")[::2] for one in response["Content-Security-Policy"].split("; "))
    is_file = policy.keys() == {"default-src", "sandbox"}
    return response.get("X-Frame-Options", "anybody"), policy.get(
        "frame-ancestors", "'none'" if is_file else "anybody"
    )


@pytest.mark.parametrize("role", ["visitor", "trainee", "trainer", "administrator"])
def test_every_address_is_strict(role: str, world: World, undone: Any) -> None:
    assert len(ROUTES) > 80
    found = {}
    for number, route in enumerate(ROUTES):
        address = route.fill(real_values(world, route, "near"), LANGUAGES[number % len(LANGUAGES)])
        with undone():
            response = world.client(role).get(address)
            if is_apart(response):
                continue
            problems = broken_by_policy(response)
            if route.name in READ_BY_THE_BROWSER and response.get("Content-Type") == "application/pdf":
                problems = [one for one in problems if one not in NEEDED_BY_ITS_READER]
            if framing_of(response) != (FRAMED if route.name in FRAMED_BY_US else ALONE):
                problems.append(f"in frames: {framing_of(response)}")
            if problems:
                found[address] = problems
    assert not found
