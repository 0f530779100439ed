"""Counts of queries and clicks: no person in them, nothing that was not asked here, and forgotten in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search import insight
from search.explaining import explain
from search.indexing import rebuild
from search.models import ClickCount, QueryCount, Synonyms
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("  Enerji   TASARRUFU ", "enerji tasarrufu"),
        ("IŞIK", "ışık"),
        ("NACE 24.10", "nace 24.10"),
        ("11UY0011-4", "11uy0011-4"),
        ("ISO 50001:2018", "ıso 50001:2018"),
        ("ayse@firma.com", ""),
        ("ayşe (0532) 123 45 67", ""),
        ("+90 532 123 4567", ""),
        ("12345678901", ""),
        ("٠٥٣٢١٢٣٤٥٦٧", ""),
        ("https://example.com/x", ""),
        ("", ""),
        ("a" * 101, ""),
    ],
)
def test_what_looks_like_a_person_is_not_counted(typed, counted):
    assert insight.countable(typed) == counted


def test_small_letters_are_those_of_the_language():
    assert insight.countable("ISO INSPECTION", "en") == "iso inspection"


def test_a_search_and_a_click_are_counted_by_the_day(client):
    make_course(title="Enerji")
    rebuild()
    sealed = client.get("/search/", {"q": "Enerji"}).context["seal"]
    vain = client.get("/search/", {"q": "uzaylı"}).context["seal"]
    for values in ({"seal": sealed}, {"seal": sealed}, {"seal": sealed, "rank": "1"}, {"seal": vain}):
        assert client.post("/search/tell/", values).status_code == 204
    rows = QueryCount.objects.order_by("query").values_list("query", "language", "asked", "in_vain")
    assert list(rows) == [("enerji", "tr", 2, 0), ("uzaylı", "tr", 1, 1)]
    assert ClickCount.objects.get().rank == 1
    names = {field.name for model in (QueryCount, ClickCount) for field in model._meta.get_fields()}
    assert names == {"id", "on", "language", "query", "asked", "in_vain", "rank", "clicks"}


@pytest.mark.parametrize(
    "values",
    [{}, {"seal": "x"}, {"seal": "x" * 5000, "rank": "1"}, {"seal": insight.seal("a", "tr", 1) + "x"}],
)
def test_what_was_not_asked_here_is_not_counted(client, values):
    assert client.post("/search/tell/", values).status_code == 204
    assert not QueryCount.objects.exists()


@pytest.mark.parametrize("rank", ["-1", "x", "9999", "١"])
def test_a_rank_that_cannot_be_is_not_counted(client, rank):
    client.post("/search/tell/", {"seal": insight.seal("enerji", "tr", 1), "rank": rank})
    assert not ClickCount.objects.exists()


def test_a_page_is_not_fetched_to_count(client):
    assert client.get("/search/tell/").status_code == 405


def test_further_pages_and_filters_are_not_asked_again(client):
    assert client.get("/search/", {"q": "enerji", "page": "2"}).context["seal"] == ""
    assert client.get("/search/", {"q": "enerji", "kind": "course"}).context["seal"] == ""
    assert client.get("/search/").context["seal"] == ""


def test_rare_queries_are_neither_shown_nor_kept(chief):
    today = timezone.localdate()
    for query, asked, age in [("sık", 3, 40), ("nadir", 2, 40), ("yeni nadir", 1, 3), ("eski", 9, 400)]:
        QueryCount.objects.create(on=today - timedelta(days=age), language="tr", query=query, asked=asked)
        ClickCount.objects.create(
            on=today - timedelta(days=age), language="tr", query=query, rank=2, clicks=asked
        )
    html = chief.get("/cms/reports/search/", {"days": "90"}).content.decode()
    assert "sık" in html and "nadir" not in html
    insight.forget_old_counts()
    assert set(QueryCount.objects.values_list("query", flat=True)) == {"sık", "yeni nadir"}
    assert set(ClickCount.objects.values_list("query", flat=True)) == {"sık", "yeni nadir"}


def test_the_report_leaves_as_a_table_without_formulas(chief):
    QueryCount.objects.create(on=timezone.localdate(), language="tr", query="=1+1", asked=5, in_vain=2)
    ClickCount.objects.create(on=timezone.localdate(), language="tr", query="=1+1", rank=4, clicks=1)
    text = b"".join(chief.get("/cms/reports/search/", {"export": "csv"}).streaming_content).decode(
        "utf-8-sig"
    )
    line = text.splitlines()[1]
    assert line.replace(";", ",").split(",")[:2] == ["'=1+1", "tr"]
    assert "5" in line and "4" in line


def test_the_report_costs_the_same_at_two_sizes(chief, django_assert_max_num_queries):
    def fill(number: int) -> None:
        QueryCount.objects.bulk_create(
            QueryCount(on=timezone.localdate(), language="tr", query=f"sorgu {one}", asked=5)
            for one in range(number, number * 4)
        )

    def count() -> int:
        with django_assert_max_num_queries(40) as queries:
            chief.get("/cms/reports/search/")
        return len(queries)

    fill(2)
    chief.get("/cms/reports/search/")
    few = count()
    fill(40)
    assert count() == few


def test_why_tells_fields_words_and_synonyms():
    Synonyms.objects.all().delete()
    Synonyms.objects.create(phrases="enerji, erke")
    make_course(title="Enerjinin verimi", summary="enerji")
    for number in range(5):
        make_course(title=f"Bakım {number}")
    rebuild()
    why = explain("erke", "tr")
    assert why.parts[0].same == ["enerji"]
    (row,) = why.rows
    scores = dict(row.fields)
    assert scores["title"] > 0 and scores["summary"] > 0
    assert scores["text"] == 0
    hits = {(word.field, word.word, word.how, word.through) for word in row.words}
    assert ("summary", "enerji", "x", "enerji") in hits
    assert any(word.field == "title" and word.how in "sp" for word in row.words)
