"""The search page over real pages, on whichever database the tests run."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from core import outbox
from lms.courses.models import CoursePage
from search.indexing import rebuild
from search.models import SearchEntry
from tests.factories.courses import make_course, make_course_index
from tests.factories.taxonomy import SectorFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def energy_course():
    course = make_course(title="Enerji ve Atık Farkındalığı", summary="Enerji verimliliği neden önemlidir?")
    rebuild()
    return course


def titles(response) -> list[str]:
    return [result.title for result in response.context["results"]]


@pytest.mark.parametrize(
    "query", ["enerji verimliliği", "ENERJİ VERİMLİLİĞİ", "enerji verimliligi", "enerjinin verimi"]
)
def test_finds_whatever_the_spelling(client, energy_course, query):
    assert titles(client.get("/search/", {"q": query})) == ["Enerji ve Atık Farkındalığı"]


def test_every_word_must_hit_where_something_has_them_all(client, energy_course):
    energy_course.add_sibling(instance=CoursePage(title="Enerji uzmanlığı"))
    rebuild()
    response = client.get("/search/", {"q": "enerji farkındalığı"})
    assert titles(response) == ["Enerji ve Atık Farkındalığı"]
    assert not response.context["is_partial"]


def test_where_nothing_has_all_words_it_says_so_and_shows_what_has_half(client, energy_course):
    response = client.get("/search/", {"q": "enerji uzaylı"})
    assert titles(response) == ["Enerji ve Atık Farkındalığı"]
    assert response.context["is_partial"]
    assert titles(client.get("/search/", {"q": "enerji uzaylı gemisi"})) == []


def test_title_ranks_before_text(client):
    index = make_course_index()
    index.add_child(instance=CoursePage(title="Bakım", purpose="<p>Kompresör kaçakları da enerji ister.</p>"))
    index.add_child(instance=CoursePage(title="Kompresör kaçakları", purpose="<p>Hava.</p>"))
    rebuild()
    assert titles(client.get("/search/", {"q": "kompresör"})) == ["Kompresör kaçakları", "Bakım"]


def test_facet_counts_are_the_results_they_lead_to(client):
    metal, food = SectorFactory(name_tr="Metal"), SectorFactory(name_tr="Gıda")
    topic = TopicFactory(name_tr="Yeşil")
    index = make_course_index()
    for number, (sectors, topics) in enumerate(
        [([metal], [topic]), ([food], []), ([], [topic]), ([metal, food], [])]
    ):
        page = index.add_child(instance=CoursePage(title=f"Enerji {number}"))
        page.sectors.set(sectors)
        page.topics.set(topics)
        page.save()
    rebuild()
    response = client.get("/search/", {"q": "enerji"})
    checked = 0
    for facet in response.context["facets"]:
        for value in facet["values"]:
            assert client.get("/search/" + value["url"]).context["total"] == value["count"], (
                facet["name"],
                value,
            )
            checked += 1
    assert checked >= 4


def test_private_and_draft_pages_are_never_found(client, energy_course):
    PageViewRestriction.objects.create(page=energy_course, restriction_type="login")
    assert titles(client.get("/search/", {"q": "enerji"})) == [], "asked again before display, index or not"


def test_unpublished_page_leaves_the_index_at_once(client, energy_course):
    energy_course.unpublish()
    assert not SearchEntry.objects.filter(page_id=energy_course.pk).exists()
    assert titles(client.get("/search/", {"q": "enerji"})) == []


def test_published_change_is_found_after_the_outbox_ran(client, energy_course):
    energy_course.title = "Basınçlı hava"
    energy_course.save_revision().publish()
    outbox.deliver_all()
    assert titles(client.get("/search/", {"q": "basınçlı"})) == ["Basınçlı hava"]


def test_markup_in_titles_and_texts_is_shown_as_text(client):
    make_course_index().add_child(
        instance=CoursePage(title="<script>alert(1)</script> enerji", summary="<b>enerji</b> x")
    )
    rebuild()
    html = client.get("/search/", {"q": "enerji"}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;b&gt;<mark>enerji</mark>" in html


def test_query_count_does_not_grow(client, django_assert_max_num_queries):
    index = make_course_index()
    for number in range(10):
        index.add_child(instance=CoursePage(title=f"Enerji {number}"))
    rebuild()
    client.get("/search/", {"q": "menus are cached now"})
    with django_assert_max_num_queries(30) as few:
        client.get("/search/", {"q": "enerji"})
    for number in range(10, 60):
        index.add_child(instance=CoursePage(title=f"Enerji {number}"))
    rebuild()
    client.get("/search/", {"q": "menus are cached again"})
    with django_assert_max_num_queries(30) as many:
        Client().get("/search/", {"q": "enerji "})
    assert len(many) == len(few)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), sector=st.text(max_size=70), page=st.text(max_size=8))
def test_nothing_typed_is_an_error(client, db, text, sector, page):
    assert client.get("/search/", {"q": text, "sector": sector, "page": page}).status_code == 200


@pytest.mark.parametrize(
    "text",
    ['"', "' OR 1=1", "enerji*", "NEAR(a b)", "a" * 10_000, "\u202eenerji", "col:x", "--", "()", "& | !"],
)
def test_operators_are_plain_text(client, energy_course, text):
    assert client.get("/search/", {"q": text}).status_code == 200
