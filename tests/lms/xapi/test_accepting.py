"""Statements are completed, stored once, never changed, and only ever for the launch they belong to (security 17)."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Statement
from lms.xapi.services import accept_statements, accepting, activity_id
from tests.factories.accounts import UserFactory
from tests.factories.h5p import make_launch
from tests.factories.statements import make_item, make_statement, scored

pytestmark = pytest.mark.django_db


def test_a_statement_is_completed_by_the_server(launched):
    launch = launched.launch
    item = scored(launch, 4, response="1")
    accepted = accept_statements(launch=launch, items=[item], language="tr")
    assert accepted.stored == [item["key"]]
    row = Statement.objects.get()
    document = row.document
    assert document["id"] == str(row.uuid) and UUID(document["id"]).version == 4
    assert document["actor"] == {
        "objectType": "Agent", "account": {"homePage": "http://testserver", "name": row.actor},
    }  # fmt: skip
    assert document["authority"]["account"]["name"] == "imece"
    assert document["version"] == "1.0.3"
    assert document["context"]["registration"] == str(launch.registration)
    assert (document["context"]["language"], document["context"]["platform"]) == ("tr", "İmece")
    assert document["context"]["contextActivities"]["category"][0]["id"].endswith("H5P.MultiChoice-1.16")
    assert "parent" not in document["context"]["contextActivities"]
    assert document["result"]["score"] == {"scaled": 0.8, "raw": 4, "min": 0, "max": 5}
    assert (document["result"]["response"], document["result"]["duration"]) == ("1", "PT12.5S")
    assert [one["id"] for one in document["object"]["definition"]["choices"]] == ["0", "1"]
    assert document["stored"] >= document["timestamp"]
    assert (row.scaled, row.score_raw, row.score_max, row.duration, row.completion) == (0.8, 4, 5, 12.5, True)


def test_nobody_is_named_and_no_actor_is_taken_from_the_frame(launched):
    accept_statements(launch=launched.launch, items=[scored(launched.launch, 4)])
    row = Statement.objects.get()
    text = json.dumps([row.raw, row.document, row.actor], ensure_ascii=False)
    assert "Zeynep" not in text and "ornek.test" not in text and "mbox" not in text
    assert str(launched.user.uuid) not in text and launched.user.username not in text
    other = UserFactory()
    assert accepting.actor_name(other) != accepting.actor_name(launched.user) == row.actor


def test_a_part_names_the_whole_as_its_parent(launched):
    part = make_item(make_statement(launched.launch, part="aa-1"))
    accept_statements(launch=launched.launch, items=[part])
    parents = Statement.objects.get().document["context"]["contextActivities"]["parent"]
    assert [one["id"] for one in parents] == [activity_id(launched.launch)]


def test_the_same_key_is_stored_once_and_the_first_stands(launched):
    key = uuid4()
    first, second = scored(launched.launch, 2, key=key), scored(launched.launch, 5, key=key)
    accept_statements(launch=launched.launch, items=[first])
    again = accept_statements(launch=launched.launch, items=[second, second])
    assert (again.stored, again.repeated) == ([], [str(key)] * 2)
    assert Statement.objects.get().score_raw == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row = Statement.objects.get()
        row.pk = None
        row.uuid = uuid4()
        row.save(force_insert=True)


def test_a_bad_item_holds_up_no_other(launched):
    launch = launched.launch
    good = scored(launch, 3)
    items = [
        scored(launch, 999, 1, scaled=1), good, {"key": "kötü", "statement": {}}, "x", None,
        make_item(make_statement(launch)) | {"at": "dün"}, {"key": str(uuid4())},
    ]  # fmt: skip
    accepted = accept_statements(launch=launch, items=items)
    assert accepted.stored == [good["key"]]
    assert [code for _key, code in accepted.refused] == ["score", "key", "key", "key", "time", "shape"]
    assert Statement.objects.count() == 1


def test_about_another_activity_nothing_is_stored(launched):
    elsewhere = make_launch(user=launched.user, version=launched.version, activity_key=uuid4())
    accepted = accept_statements(launch=launched.launch, items=[scored(elsewhere, 5)])
    assert [code for _key, code in accepted.refused] == ["activity"]
    assert not Statement.objects.exists()


@pytest.mark.parametrize("what", ["expired", "ended", "withdrawn", "blocked", "handed on"])
def test_when_it_is_over_nothing_is_stored(launched, what):
    launch, now = launched.launch, timezone.now()
    if what == "expired":
        now = launch.expires_at
    elif what == "ended":
        type(launch).objects.update(ended_at=now)
    elif what == "withdrawn":
        type(launched.enrolment).objects.update(state="withdrawn")
    elif what == "blocked":
        type(launched.user).objects.filter(pk=launched.user.pk).update(is_active=False)
    else:
        type(launched.enrolment).objects.update(user=UserFactory())
    with pytest.raises(LaunchOver):
        accept_statements(launch=launch, items=[scored(launch, 5)], now=now)
    assert not Statement.objects.exists()


def test_a_launch_has_room_for_so_many(launched, monkeypatch):
    monkeypatch.setattr(accepting, "MOST_OF_A_LAUNCH", 2)
    accepted = accept_statements(
        launch=launched.launch, items=[scored(launched.launch, 1) for _index in range(3)]
    )
    assert len(accepted.stored) == 2 and [code for _key, code in accepted.refused] == ["full"]


def test_times_lie_between_the_launch_and_now(launched):
    launch, now = launched.launch, timezone.now() + timedelta(hours=1)
    for at in (now + timedelta(days=3), launch.launched_at - timedelta(days=3)):
        accept_statements(launch=launch, items=[scored(launch, 1, at=at)], now=now)
    assert [row.said_at for row in Statement.objects.order_by("pk")] == [now, launch.launched_at]


def test_what_waited_on_a_phone_keeps_its_time_in_a_later_launch_of_the_attempt(launched):
    said = launched.launch.launched_at + timedelta(minutes=5)
    later = make_launch(
        user=launched.user, version=launched.version, enrolment=launched.enrolment, activity_key=launched.key,
        registration=launched.launch.registration, now=launched.launch.launched_at + timedelta(days=2),
    )  # fmt: skip
    now = later.launched_at + timedelta(minutes=1)
    accept_statements(launch=later, items=[scored(later, 1, at=said)], now=now)
    assert Statement.objects.get().said_at == said


def test_what_was_stored_is_never_changed(launched):
    accept_statements(launch=launched.launch, items=[scored(launched.launch, 1)])
    for change in ({"scaled": 1}, {"verb": "http://x.test/y"}, {"document": {}}, {"said_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.all().delete()


@pytest.mark.parametrize("number", [1, 40])
def test_as_many_queries_for_one_as_for_many(launched, number, django_assert_max_num_queries):
    items = [make_item(make_statement(launched.launch, "interacted", part="a")) for _index in range(number)]
    with django_assert_max_num_queries(17):
        accept_statements(launch=launched.launch, items=items)
    assert Statement.objects.count() == number


def test_what_follows_stands_or_falls_with_the_statements(launched, monkeypatch):
    def fail(**_kwargs):
        raise RuntimeError

    monkeypatch.setattr("lms.h5p.handlers.update_attempt", fail)
    with pytest.raises(RuntimeError):
        accept_statements(launch=launched.launch, items=[scored(launched.launch, 5)])
    assert not Statement.objects.exists()
