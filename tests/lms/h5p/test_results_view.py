"""POST of statements: only hers, only while it is open, within limits; forged ones change nothing (security 17)."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.h5p.models import H5PAttempt
from lms.h5p.views import statements as view
from lms.progress.models import ActivityCompletion
from lms.xapi.models import Launch, Statement
from tests.factories.accounts import UserFactory
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import make_launch
from tests.factories.statements import make_item, make_statement, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def launch(played):
    return make_launch(
        user=played.user, version=played.version, enrolment=played.enrolment, activity_key=played.activity.key
    )


@pytest.fixture
def hers(client, played):
    client.force_login(played.user)
    return client


def send(client, launch, items, **kwargs):
    address = reverse("lms:h5p-statements", args=[launch.uuid])
    body = items if isinstance(items, (str, bytes)) else json.dumps({"items": items})
    return client.post(address, body, content_type="application/json", **kwargs)


def nothing_changed():
    return not (
        Statement.objects.exists() or H5PAttempt.objects.exists() or ActivityCompletion.objects.exists()
    )


def test_what_is_stored_is_answered_with_the_attempt(hers, launch):
    item, bad = scored(launch, 4), scored(launch, 9)
    answer = send(hers, launch, [item, bad])
    assert answer.status_code == 200
    assert answer.json() == {
        "stored": [item["key"]],
        "repeated": [],
        "refused": [[bad["key"], "score"]],
        "progress": {"completed": True, "score": 4, "max_score": 5, "passed": False, "met": True},
    }
    again = send(hers, launch, [item]).json()
    assert (again["stored"], again["repeated"]) == ([], [item["key"]])
    assert Statement.objects.count() == H5PAttempt.objects.count() == ActivityCompletion.objects.count() == 1


def test_for_another_person(launch, client):
    """Forgery: somebody else's session, somebody else's launch."""
    client.force_login(UserFactory())
    assert send(client, launch, [scored(launch, 5)]).status_code == 404
    assert nothing_changed()


def test_a_colleagues_launch_does_not_speak_for_me(hers, launch, played):
    colleague = make_enrolment(edition=played.edition)
    theirs = make_launch(
        user=colleague.user, version=played.version, enrolment=colleague, activity_key=played.activity.key
    )
    assert send(hers, theirs, [scored(theirs, 5)]).status_code == 404
    assert nothing_changed()


def test_an_actor_in_the_statement_is_nobody(hers, launch, played):
    """Forgery: the statement names another actor; it is hers all the same, and only hers."""
    other = make_enrolment(edition=played.edition)
    item = make_item(make_statement(launch, raw=5, top=5, completion=True))
    item["statement"]["actor"] = {"account": {"homePage": "http://testserver", "name": str(other.user.uuid)}}
    item["statement"]["context"]["registration"] = str(uuid4())
    send(hers, launch, [item])
    assert H5PAttempt.objects.get().enrolment == played.enrolment
    assert H5PAttempt.objects.get().registration == launch.registration
    assert ActivityCompletion.objects.get().enrolment == played.enrolment


def test_for_another_activity(hers, launch, played):
    """Forgery: an activity of the same course that this launch is not for."""
    other = make_launch(user=played.user, version=played.version, activity_key=played.edition.course_key)
    answer = send(hers, launch, [scored(other, 5)])
    assert [code for _key, code in answer.json()["refused"]] == ["activity"]
    assert nothing_changed()


@pytest.mark.parametrize(
    "score",
    [
        {"raw": 999, "max": 1},
        {"scaled": 7},
        {"raw": 5, "max": 5, "scaled": 0.2},
        {"raw": -9, "min": 0, "max": 5},
    ],
)
def test_out_of_range(hers, launch, score):
    item = make_item(make_statement(launch, completion=True))
    item["statement"]["result"]["score"] = score
    assert [code for _key, code in send(hers, launch, [item]).json()["refused"]] == ["score"]
    assert nothing_changed()


def test_replayed(hers, launch):
    """Forgery: the same request again, and its key with a better score."""
    item = scored(launch, 1)
    send(hers, launch, [item])
    before = H5PAttempt.objects.values().get()
    send(hers, launch, [item])
    send(hers, launch, [scored(launch, 5, key=item["key"])])
    assert H5PAttempt.objects.values().get() == before
    assert Statement.objects.count() == 1 and not ActivityCompletion.objects.exists()


@pytest.mark.parametrize(
    "over", [{"expires_at": timezone.now() - timedelta(seconds=1)}, {"ended_at": timezone.now()}]
)
def test_after_expiry(hers, launch, over):
    Launch.objects.update(**over)
    assert send(hers, launch, [scored(launch, 5)]).status_code == 410
    assert nothing_changed()


def test_from_another_launch(hers, launch, played):
    """Forgery: a launch without a course (a preview) cannot complete anything in one."""
    preview = make_launch(user=played.user, version=played.version)
    answer = send(hers, preview, [scored(launch, 5)])
    assert [code for _key, code in answer.json()["refused"]] == ["activity"]
    assert answer.json()["progress"] is None
    answer = send(hers, preview, [scored(preview, 5)])
    assert len(answer.json()["stored"]) == 1
    assert not H5PAttempt.objects.exists() and not ActivityCompletion.objects.exists()


def test_from_another_site(played, launch):
    """Forgery: without the token of the page that she opened."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(played.user)
    assert send(strict, launch, [scored(launch, 5)]).status_code == 403
    assert nothing_changed()


def test_signed_out_and_no_such_launch(client, hers, launch):
    assert send(Client(), launch, []).status_code == 401
    launch.uuid = uuid4()
    assert send(hers, launch, []).status_code == 404
    assert hers.get(reverse("lms:h5p-statements", args=[launch.uuid])).status_code == 405


@pytest.mark.parametrize("body", ["", "[]", "{", '{"items": 5}', b"\xff", "[" * 5000, '{"items": null}'])
def test_what_is_no_such_json(hers, launch, body):
    assert send(hers, launch, body).status_code == 422


def test_too_much_at_once(hers, launch):
    item = make_item(make_statement(launch, "interacted"))
    assert send(hers, launch, [item] * (view.MOST_ITEMS + 1)).status_code == 413
    assert send(hers, launch, " " * (view.MAX_BODY + 1)).status_code == 413
    assert nothing_changed()


def test_too_often_is_counted_by_person_so_that_a_class_gets_through(hers, launch, played, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"statements": "2/m/user"}
    cache.clear()
    assert [send(hers, launch, []).status_code for _try in range(3)] == [200, 200, 429]
    colleague = make_enrolment(edition=played.edition)
    other = make_launch(
        user=colleague.user, version=played.version, enrolment=colleague, activity_key=played.activity.key
    )
    client = Client()
    client.force_login(colleague.user)
    assert send(client, other, []).status_code == 200
