"""Did you mean, suggestions while typing, order: and that none of them tells of a page that is closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from lms.courses.models import CoursePage
from search.indexing import rebuild
from search.models import SearchEntry, SearchWord
from search.spelling import closest, distance
from tests.factories.courses import make_course_index

WORDS = st.text(alphabet="abcde", max_size=7)


@pytest.fixture
def courses(db):
    index = make_course_index()
    for title in ("Enerji verimliliği", "Basınçlı hava", "Kompresör bakımı", "ترشيد الطاقة"):
        index.add_child(instance=CoursePage(title=title))
    rebuild()
    return index


def suggested(client, query: str) -> str:
    response = client.get("/search/suggestions/", {"q": query})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enreji", "enerji"),
        ("konpresor bakimi", "kompresör bakimi"),
        ("basncli hava", "basınçlı hava"),
        ("ENREJİ", "enerji"),
        ("الطاقت", "الطاقة"),
    ],
)
def test_a_slip_is_put_right(client, courses, typed, meant):
    assert client.get("/search/", {"q": typed}).context["meant"] == meant


def test_a_query_that_finds_is_left_alone(client, courses):
    assert client.get("/search/", {"q": "enerjiyi"}).context["meant"] == ""


def test_what_nothing_resembles_gets_no_correction(client, courses):
    assert client.get("/search/", {"q": "qwxyzq"}).context["meant"] == ""


@pytest.mark.parametrize("typed", ["en", "ENER", "enerji ver", "verim", "verimliliği enerj"])
def test_titles_are_suggested_while_typing(client, courses, typed):
    assert "Enerji verimliliği" in suggested(client, typed)


@pytest.mark.parametrize(
    "typed", ["", "e", "   ", "bulunmaz", '"', "x" * 10_000, "\x00", "* OR (", "\u202ee"]
)
def test_nothing_fitting_suggests_nothing(client, courses, typed):
    assert "<li" not in suggested(client, typed)


def test_a_page_closed_a_moment_ago_is_in_no_suggestion_correction_or_index(client, courses):
    page = CoursePage.objects.get(title="Basınçlı hava")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not SearchEntry.objects.filter(page_id=page.pk).exists()
    assert SearchWord.objects.filter(written="basınçlı").exists(), "words stay until the next rebuild"
    assert suggested(client, "basın") == ""
    assert client.get("/search/", {"q": "basnçlı"}).context["meant"] == ""


def test_suggestions_cost_the_same_at_two_sizes(client, courses, django_assert_max_num_queries):
    with django_assert_max_num_queries(6) as few:
        suggested(client, "enerji")
    for number in range(30):
        courses.add_child(instance=CoursePage(title=f"Enerji {number}"))
    rebuild()
    with django_assert_max_num_queries(6) as many:
        assert suggested(client, "enerji").count("<li") == 8
    assert len(few) == len(many)


def test_the_order_is_in_the_address(client, courses):
    found = client.get("/search/", {"sort": "title", "q": ""}).context
    titles = [result.title for result in found["results"]]
    assert titles == ["ترشيد الطاقة", "Basınçlı hava", "Enerji verimliliği", "Kompresör bakımı"]
    assert [one["is_chosen"] for one in found["sorts"]] == [False, False, True]
    assert client.get("/search/", {"sort": "x"}).context["sort"] == "best"


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_zero_for_the_same(one, other):
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


def test_short_words_may_have_one_slip_long_ones_two():
    assert closest("kapi", [("yapi", "yapı"), ("kabak", "kabak")]) == "yapı"
    assert closest("kapi", [("kamyon", "kamyon")]) is None
    assert closest("kompreser", [("kompresor", "kompresör")]) == "kompresör"
