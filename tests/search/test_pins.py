"""Pages that editors put on top."""

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from accounts.models import Role
from lms.courses.models import CoursePage
from search.indexing import rebuild
from search.models import Pin
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    index = make_course_index()
    first = index.add_child(instance=CoursePage(title="Enerji tasarrufu"))
    second = index.add_child(instance=CoursePage(title="Basınçlı hava", summary="enerji tasarrufu sağlar"))
    Pin.objects.create(queries="enerji tasarrufu, elektrik faturası", page=second)
    rebuild()
    return first, second


def titles(client, query: str, **more) -> list[tuple[str, bool]]:
    caches["default"].clear()
    response = client.get("/search/", {"q": query, **more})
    return [(one.title, one.is_recommended) for one in response.context["results"]]


@pytest.mark.parametrize("query", ["enerji tasarrufu", "ENERJİ TASARRUFUNU", "enerjinin tasarrufu"])
def test_a_pin_stands_on_top_once_and_says_so(client, pages, query):
    assert titles(client, query) == [("Basınçlı hava", True), ("Enerji tasarrufu", False)]
    assert "Basınçlı hava" in client.get("/search/", {"q": query}).content.decode()


def test_a_pin_is_shown_where_nothing_else_is_found(client, pages):
    assert titles(client, "elektrik faturası") == [("Basınçlı hava", True)]


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("enerji", {}),
        ("enerji tasarrufu hava", {}),
        ("enerji tasarrufu", {"kind": "course"}),
        ("enerji tasarrufu", {"sort": "title"}),
    ],
)
def test_no_other_query_or_narrowed_one_has_it(client, pages, query, more):
    assert not any(is_recommended for _title, is_recommended in titles(client, query, **more))


def test_a_closed_page_is_not_recommended(client, pages):
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    assert titles(client, "elektrik faturası") == []
    assert titles(client, "enerji tasarrufu") == [("Enerji tasarrufu", False)]


def test_a_pin_that_is_not_in_use_does_nothing(client, pages):
    Pin.objects.update(is_active=False)
    assert titles(client, "elektrik faturası") == []


def test_editors_write_pins_and_read_why(client, pages):
    editor = UserFactory()
    give_role(editor, Role.EDITOR)
    client.force_login(editor)
    assert client.get("/cms/snippets/search/pin/").status_code == 200
    html = client.get(
        "/cms/reports/search/why/", {"q": "enerji tasarrufu", "language": "tr"}
    ).content.decode()
    assert "Basınçlı hava" in html
    assert client.get("/cms/reports/search/").status_code == 200
    assert client.get("/cms/reports/search/files/").status_code == 200


def test_nobody_else_reads_the_editors_screens(client):
    for address in ("", "files/", "why/"):
        assert client.get(f"/cms/reports/search/{address}").status_code == 302
        client.force_login(UserFactory())
        assert client.get(f"/cms/reports/search/{address}").status_code in (302, 403)
        client.logout()
