"""The bell and its page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.models import Delivery, Notification
from notifications.services import forget_old
from tests.factories.accounts import UserFactory
from tests.notifications.conftest import VALUES

pytestmark = pytest.mark.django_db
LIST = "/notifications/"


def fill(user, count, kind="session_changed", **fields):
    return Notification.objects.bulk_create(
        Notification(recipient=user, kind=kind, event_key=f"{kind}-{number}", values=VALUES[kind], **fields)
        for number in range(count)
    )


def bell(html):
    return re.search(r'<a class="bell".*?</a>', html, re.S).group()


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


def test_the_bell_counts_what_is_new(signed_in, person):
    assert "bell__count" not in bell(signed_in.get(LIST).content.decode())
    fill(person, 3)
    fill(UserFactory(), 5)
    html = signed_in.get(LIST).content.decode()
    assert re.search(r'bell__count"[^>]*>3<', bell(html))
    assert 'badge--now">3<' in html, "the same in the menu, for the keyboard"


def test_the_count_costs_no_query_of_its_own(signed_in, person):
    """It comes with the row of the person, which every page reads."""
    fill(person, 3)
    with CaptureQueriesContext(connection) as queries:
        html = signed_in.get("/accounts/notice/").content.decode()
    assert "bell__count" in html
    (asked,) = [query["sql"] for query in queries if "notifications_notification" in query["sql"]]
    assert 'FROM "accounts_user"' in asked


def test_visitors_have_no_bell(client):
    assert "bell" not in client.get("/accounts/notice/").content.decode()
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("size", [2, 19])
def test_queries_do_not_grow(signed_in, person, size, django_assert_max_num_queries):
    kinds = sorted(VALUES)
    for number in range(size):
        kind = kinds[number % len(kinds)]
        Notification.objects.create(recipient=person, kind=kind, event_key=str(number), values=VALUES[kind])
    signed_in.get(LIST)
    with django_assert_max_num_queries(7):
        html = signed_in.get(LIST).content.decode()
    assert html.count('class="told told--new"') == size


def test_by_day_and_page(signed_in, person):
    rows = fill(person, 25)
    old = rows[0].created_at - timedelta(days=3)
    Notification.objects.filter(pk=rows[0].pk).update(created_at=old)
    assert signed_in.get(LIST).content.decode().count("told told--new") == 20
    second = signed_in.get(f"{LIST}?page=2")
    assert len(second.context["days"]) == 2
    assert second.context["days"][-1].items[0].uuid == str(rows[0].uuid)
    assert signed_in.get(f"{LIST}?page=x").status_code == 200


def test_looking_changes_nothing_and_opening_does(signed_in, person):
    (row,) = fill(person, 1)
    for path in (LIST, f"{LIST}?show=unread"):
        signed_in.get(path)
    assert signed_in.get(reverse("notifications:open", args=[row.uuid])).status_code == 405
    row.refresh_from_db()
    assert row.read_at is None
    answer = signed_in.post(reverse("notifications:open", args=[row.uuid]))
    assert (answer.status_code, answer.url) == (302, "/sessions/")
    row.refresh_from_db()
    first = row.read_at
    signed_in.post(reverse("notifications:open", args=[row.uuid]))
    row.refresh_from_db()
    assert first is not None and row.read_at == first


def test_opening_never_leads_off_the_site(signed_in, person):
    for address in ("https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)"):
        row = Notification.objects.create(
            recipient=person,
            kind="reminder",
            event_key=address,
            values={**VALUES["reminder"], "address": address},
        )
        answer = signed_in.post(reverse("notifications:open", args=[row.uuid]))
        assert answer.url == LIST


def test_read_one_and_stay(signed_in, person):
    first, second = fill(person, 2)
    answer = signed_in.post(reverse("notifications:read", args=[first.uuid]), {"show": "unread"})
    assert answer.url == f"{LIST}?show=unread"
    html = signed_in.get(answer.url).content.decode()
    assert str(second.uuid) in html and str(first.uuid) not in html


def test_all_is_what_she_saw(signed_in, person):
    """What comes while she reads stays new."""
    seen = fill(person, 2)
    newest = max(seen, key=lambda row: row.created_at)
    later = Notification.objects.create(
        recipient=person,
        kind="reminder",
        event_key="later",
        values=VALUES["reminder"],
        created_at=newest.created_at + timedelta(seconds=1),
    )
    signed_in.post(reverse("notifications:read-all"), {"newest": str(newest.uuid)})
    assert list(Notification.objects.filter(read_at=None)) == [later]
    signed_in.post(reverse("notifications:read-all"), {"newest": "rubbish"})
    assert not Notification.objects.filter(read_at=None).exists()


def test_another_persons_is_not_there(signed_in):
    (row,) = fill(UserFactory(), 1)
    for name in ("open", "read"):
        assert signed_in.post(reverse(f"notifications:{name}", args=[row.uuid])).status_code == 404
    signed_in.post(reverse("notifications:read-all"))
    row.refresh_from_db()
    assert row.read_at is None


def test_empty_is_said(signed_in, person):
    assert 'class="empty"' in signed_in.get(LIST).content.decode()
    assert 'class="empty"' in signed_in.get(f"{LIST}?show=unread").content.decode()


def test_a_kind_that_is_gone_is_still_listed(signed_in, person):
    Notification.objects.create(recipient=person, kind="old_kind", event_key="x", values={})
    assert "old kind" in signed_in.get(LIST).content.decode()


def test_names_are_text(signed_in, person):
    Notification.objects.create(
        recipient=person,
        kind="reminder",
        event_key="x",
        values={**VALUES["reminder"], "course": "<b>kalın</b>"},
    )
    html = signed_in.get(LIST).content.decode()
    assert "&lt;b&gt;kalın" in html and "<b>kalın" not in html


def test_old_ones_are_forgotten_with_their_deliveries(person, tell):
    told = tell(person, key="old")
    kept = tell(person, key="new")
    Notification.objects.filter(pk=told.pk).update(created_at=kept.created_at - timedelta(days=366))
    Notification.objects.filter(pk=kept.pk).update(created_at=kept.created_at - timedelta(days=364))
    forget_old()
    assert list(Notification.objects.all()) == [kept]
    assert Delivery.objects.get().notification == kept
