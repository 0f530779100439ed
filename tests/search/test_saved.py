"""Saved searches: hers alone, told once, and never of what she may not open."""

import pytest
from wagtail.models import PageViewRestriction

from core import outbox
from core.models import OutboxMessage
from lms.courses.models import CoursePage
from notifications.models import Notification
from search.indexing import rebuild
from search.models import SavedSearch
from search.saving import KIND, MOST, look_through_saved, save_search
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    index = make_course_index()
    index.add_child(instance=CoursePage(title="Enerji bir"))
    rebuild()
    return index


@pytest.fixture
def reader(client):
    user = UserFactory()
    client.force_login(user)
    return user


def told(user) -> list[Notification]:
    look_through_saved()
    outbox.deliver_all()
    return list(Notification.objects.filter(recipient=user, kind=KIND).order_by("pk"))


def test_she_saves_lists_and_deletes(client, reader, index):
    client.post("/search/saved/new/", {"q": "enerji", "kind": "course", "page": "3"})
    client.post("/search/saved/new/", {"q": "enerji", "kind": "course"})
    saved = SavedSearch.objects.get()
    assert (saved.query, saved.chosen) == ("enerji", {"kind": "course"})
    html = client.get("/search/saved/").content.decode()
    assert "/search/?q=enerji&amp;kind=course&amp;sort=newest" in html
    client.post(f"/search/saved/{saved.uuid}/delete/")
    assert not SavedSearch.objects.exists()


def test_others_can_neither_see_nor_delete_it(client, reader, index):
    saved = save_search(user=UserFactory(), query="gizli soru", chosen={}, language="tr")
    assert "gizli soru" not in client.get("/search/saved/").content.decode()
    assert client.post(f"/search/saved/{saved.uuid}/delete/").status_code == 404
    assert SavedSearch.objects.exists()


def test_nothing_to_save_is_not_saved(client, reader):
    assert client.post("/search/saved/new/", {"q": " "}).status_code == 404


def test_there_is_an_end(client, reader):
    for number in range(MOST):
        save_search(user=reader, query=f"soru {number}", chosen={}, language="tr")
    client.post("/search/saved/new/", {"q": "bir daha"})
    assert SavedSearch.objects.count() == MOST


def test_what_is_new_is_told_once(index, reader):
    save_search(user=reader, query="enerji", chosen={}, language="tr")
    assert told(reader) == []
    index.add_child(instance=CoursePage(title="Enerji iki"))
    rebuild()
    (one,) = told(reader)
    assert one.values["titles"] == ["Enerji iki"]
    assert len(told(reader)) == 1
    index.add_child(instance=CoursePage(title="Su"))
    rebuild()
    assert len(told(reader)) == 1


def test_what_is_closed_is_not_told(index, reader):
    save_search(user=reader, query="enerji", chosen={}, language="tr")
    page = index.add_child(instance=CoursePage(title="Enerji gizli"))
    rebuild()
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert told(reader) == []


def test_a_run_that_breaks_off_tells_nobody_twice(index, reader, monkeypatch):
    other = UserFactory()
    for user in (reader, other):
        save_search(user=user, query="enerji", chosen={}, language="tr")
    index.add_child(instance=CoursePage(title="Enerji iki"))
    rebuild()
    from search import saving

    real = saving.notify
    calls = []

    def once(**values):
        calls.append(values)
        if len(calls) == 2:
            raise RuntimeError
        real(**values)

    monkeypatch.setattr(saving, "notify", once)
    look_through_saved()
    monkeypatch.setattr(saving, "notify", real)
    assert len(told(reader)) == 1
    assert len(told(other)) == 1
    assert OutboxMessage.objects.filter(topic="core.notify").count() == 2


def test_the_list_costs_the_same_at_two_sizes(client, reader, django_assert_max_num_queries):
    def count() -> int:
        client.get("/search/saved/")
        with django_assert_max_num_queries(30) as queries:
            client.get("/search/saved/")
        return len(queries)

    save_search(user=reader, query="bir", chosen={"kind": "course"}, language="tr")
    few = count()
    for number in range(10):
        save_search(user=reader, query=f"soru {number}", chosen={"kind": "toolkit"}, language="tr")
    assert count() == few
