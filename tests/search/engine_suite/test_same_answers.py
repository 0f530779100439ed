"""What is found, counted, ordered and suggested: the same by every engine."""

import pytest

from lms.courses.models import CoursePage
from search.models import Synonyms
from search.queries import Query
from tests.factories.courses import make_course_index
from tests.factories.taxonomy import SectorFactory, TopicFactory

TITLES = [
    "Isı geri kazanımı",
    "İzmir'de enerji buluşması",
    "Kompresör kaçakları",
    "Basınçlı hava",
    "Iğdır'da ısı pompası",
    "ترشيد الطاقة",
]


@pytest.fixture
def pages(asked):
    index = make_course_index()
    made = [index.add_child(instance=CoursePage(title=title)) for title in TITLES]
    made[3].purpose = "<p>Kompresör da enerji ister.</p>"
    made[3].save()
    asked.rebuild()
    return {page.title: page for page in made}


def found(asked, text: str, **more) -> list[str]:
    return [hit.title for hit in asked.engine.search(Query(text, "tr", **more)).hits]


@pytest.mark.parametrize("text", ["ısı geri kazanımı", "ISI GERİ KAZANIMI", "isi geri kazanimi"])
def test_dotted_and_dotless_i(asked, pages, text):
    assert found(asked, text) == ["Isı geri kazanımı"]


@pytest.mark.parametrize("text", ["İzmir'de", "IZMIR", "izmir", "İzmirde", "İZMİR"])
def test_apostrophes_and_case(asked, pages, text):
    assert found(asked, text) == ["İzmir'de enerji buluşması"]


@pytest.mark.parametrize("text", ["ığdır", "IĞDIR", "igdir", "Iğdır'ın"])
def test_a_name_of_dotless_letters(asked, pages, text):
    assert found(asked, text) == ["Iğdır'da ısı pompası"]


@pytest.mark.parametrize("text", ["الطاقة", "طاقة", "ترشيد الطاقه", "الطَّاقَة"])
def test_arabic(asked, pages, text):
    assert found(asked, text) == ["ترشيد الطاقة"]


def test_a_title_stands_before_a_text(asked, pages):
    assert found(asked, "kompresör") == ["Kompresör kaçakları", "Basınçlı hava"]


def test_the_word_itself_stands_before_a_kindred_one(asked, pages):
    index = pages["Basınçlı hava"].get_parent()
    for title in ("Enerjik eğitim", "Enerji eğitimi", "Enerjisi eğitimin"):
        index.add_child(instance=CoursePage(title=title))
    asked.rebuild()
    assert found(asked, "enerji eğitimi")[0] == "Enerji eğitimi"


def test_half_of_the_words_where_nothing_has_all(asked, pages):
    results = asked.engine.search(Query("kompresör uzaylı", "tr"))
    assert results.is_partial
    assert [hit.title for hit in results.hits] == ["Kompresör kaçakları", "Basınçlı hava"]
    assert found(asked, "kompresör uzaylı gemisi") == []


def test_more_words_stand_before_fewer(asked, pages):
    results = asked.engine.search(Query("basınçlı hava uzaylı kompresör", "tr"))
    assert results.is_partial is False or results.hits[0].title == "Basınçlı hava"
    assert [hit.title for hit in results.hits] == ["Basınçlı hava"]


def test_synonyms_count_from_the_next_search_on(asked, pages):
    assert found(asked, "sızıntılar") == []
    Synonyms.objects.create(phrases="kaçakları, sızıntılar")
    assert found(asked, "sızıntılar") == ["Kompresör kaçakları"]
    assert found(asked, "twin transition") == []


def test_orders(asked, pages):
    by_title = ["ترشيد الطاقة", "Basınçlı hava", "Iğdır'da ısı pompası", "Isı geri kazanımı"]
    assert found(asked, "", sort="title")[:4] == by_title
    assert found(asked, "")[:4] == by_title
    CoursePage.objects.filter(title="Kompresör kaçakları").update(first_published_at="2031-01-01T00:00Z")
    asked.rebuild()
    assert found(asked, "", sort="newest")[0] == "Kompresör kaçakları"
    assert found(asked, "kompresör", sort="newest")[0] == "Kompresör kaçakları"


def test_pages_of_results_are_one_list(asked, pages):
    whole = found(asked, "", page_size=50)
    cut = [title for page in (1, 2, 3) for title in found(asked, "", page=page, page_size=2)]
    assert cut == whole
    assert asked.engine.search(Query("", "tr", page=4, page_size=2)).total == len(TITLES)
    assert found(asked, "", page=500) == []


def test_facet_counts_are_the_results_they_lead_to(asked):
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
    asked.rebuild()
    checked = 0
    for chosen in ({}, {"topic": topic.code}, {"sector": metal.code}):
        results = asked.engine.search(Query("enerji", "tr", chosen))
        for name, values in results.facets.items():
            for value in values:
                narrowed = asked.engine.search(Query("enerji", "tr", {**chosen, name: value.value}))
                assert narrowed.total == value.count == len(narrowed.hits), (chosen, name, value)
                checked += 1
    assert checked >= 10
    assert asked.engine.search(Query("enerji", "tr")).total == 4
    assert {
        value.value: value.count for value in asked.engine.search(Query("enerji", "tr")).facets["sector"]
    } == {
        metal.code: 3,
        food.code: 3,
    }, "a course for every sector counts with each"


def test_a_page_without_a_twin_is_shown_in_turkish(asked, pages):
    from wagtail.models import Locale

    turkish = pages["Basınçlı hava"]
    english_locale, _ = Locale.objects.get_or_create(language_code="en")
    for page in turkish.get_ancestors().filter(depth__gt=1):
        if not page.has_translation(english_locale):
            page.specific.copy_for_translation(english_locale)
    twin = turkish.copy_for_translation(english_locale)
    twin.title = "Compressed air"
    twin.live = True
    twin.save_revision().publish()
    asked.settle()
    english = [hit.title for hit in asked.engine.search(Query("", "en", page_size=50)).hits]
    assert "Compressed air" in english
    assert "Basınçlı hava" not in english
    assert "Kompresör kaçakları" in english
    assert "Compressed air" not in found(asked, "", page_size=50)
    twin.unpublish()
    asked.settle()
    english = [hit.title for hit in asked.engine.search(Query("", "en", page_size=50)).hits]
    assert "Basınçlı hava" in english


@pytest.mark.parametrize("typed", ["ko", "KOMPR", "kaçak", "kompresör kaç", "kacaklari komp"])
def test_suggestions(asked, pages, typed):
    assert [one.title for one in asked.engine.suggest(typed, "tr")] == ["Kompresör kaçakları"]


def test_a_title_that_begins_so_is_suggested_first(asked, pages):
    assert [one.title for one in asked.engine.suggest("ıs", "tr")] == [
        "Isı geri kazanımı",
        "Iğdır'da ısı pompası",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"), [("konpresör", "kompresör"), ("basncli hava", "basınçlı hava"), ("qwxyzq", "")]
)
def test_did_you_mean(asked, pages, typed, meant):
    assert asked.engine.correct(typed, "tr") == meant
