"""The toolkit library: facets, languages, announced ones, hostile addresses, query counts."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.taxonomy import AudienceFactory, DimensionFactory, SectorFactory, TopicFactory
from tests.factories.toolkits import (
    make_document,
    make_pages_fast,
    make_toolkit,
    make_toolkit_index,
    translate_toolkit,
)
from toolkits.library.models import ToolkitPage
from toolkits.library.selectors.library import browse

pytestmark = pytest.mark.django_db
LIBRARY = "/arac-setleri/"


@pytest.fixture
def shelf():
    """Four toolkits over two topics and two sectors."""
    energy, data = TopicFactory(code="enerji", name_tr="Enerji"), TopicFactory(code="veri", name_tr="Veri")
    food, textile = (
        SectorFactory(code="gida", name_tr="Gıda"),
        SectorFactory(code="tekstil", name_tr="Tekstil"),
    )
    firm = AudienceFactory(code="firma", name_tr="Firma")
    dimension = DimensionFactory(code="tesis", name_tr="Tesis Zekâsı")
    make_toolkit(
        title="Tarama",
        topics=[energy],
        sectors=[food, textile],
        transformation="green",
        effort="hours",
        audiences=[firm],
        dimensions=[dimension],
        documents=[make_document(), make_document("b.pdf")],
    )
    make_toolkit(title="OEE", topics=[data], sectors=[food], transformation="digital")
    make_toolkit(title="Yol Haritası", topics=[energy, data], transformation="both", effort="weeks")
    make_toolkit(title="SKDM", transformation="green", is_announced=True)


def test_each_link_gives_as_many_results_as_it_says(client, shelf):
    todo, seen = [LIBRARY], set()
    while todo and len(seen) < 8:
        # The newest first: filter upon filter.
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code == 200
        library = response.context["library"]
        total = library.page.paginator.count
        for facet in library.facets:
            for choice in facet.choices:
                if choice.is_chosen:
                    assert choice.count == total
                else:
                    assert client.get(choice.url).context["library"].page.paginator.count == choice.count
                    todo.append(choice.url)
            assert client.get(facet.all_url).context["library"].page.paginator.count == facet.all_count
    assert len(seen) == 8


def test_available_ones_first_and_announced_ones_say_so(client, shelf):
    text = client.get(LIBRARY).content.decode()
    assert text.index("Tarama") < text.index("SKDM")
    assert text.count("weave--green") >= 2
    entries = {entry.title: entry for entry in browse({}).entries}
    assert entries["SKDM"].is_announced
    assert entries["Tarama"].files == 2


def test_the_part_for_htmx_is_only_the_list(client, shelf):
    response = client.get(LIBRARY + "?topic=enerji", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="library")
    text = response.content.decode()
    assert text.lstrip().startswith('<div id="library">')
    assert "<html" not in text
    assert "HX-Request" in response["Vary"]
    whole = client.get(
        LIBRARY, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="library", HTTP_HX_HISTORY_RESTORE_REQUEST="true"
    )
    assert b"<html" in whole.content


def test_a_narrowed_list_is_not_for_search_engines(client, shelf):
    assert b"noindex" in client.get(LIBRARY + "?topic=enerji").content
    assert b"noindex" not in client.get(LIBRARY).content


@pytest.mark.parametrize(
    "query",
    [
        "topic=%00", "topic=" + "x" * 5000, "topic='; DROP TABLE", "page=0", "page=-1", "page=abc", "page=99999999999",
        "sector=%F0%9F%92%A9", "transformation=<script>alert(1)</script>", "effort[]=1", "dimension=%EF%BF%BE",
    ],
)  # fmt: skip
def test_hostile_addresses_find_nothing_and_never_fail(client, shelf, query):
    response = client.get(f"{LIBRARY}?{query}")
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_untranslated_toolkits_are_shown_in_turkish_and_say_so(client, shelf):
    page = make_toolkit(title="Su Yönetimi")
    translate_toolkit(page, "en", "Water Management")
    english = client.get("/en/arac-setleri/").context["library"]
    titles = {entry.title: entry.language for entry in english.entries}
    assert titles["Water Management"] == ""
    assert titles["OEE"] == "tr"
    assert "Su Yönetimi" not in titles
    turkish = {entry.title for entry in client.get(LIBRARY).context["library"].entries}
    assert "Su Yönetimi" in turkish
    assert "Water Management" not in turkish


def test_a_private_toolkit_is_in_no_list_and_no_count(client, shelf):
    page = make_toolkit(title="Yalnız ekibe", transformation="digital")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    library = client.get(LIBRARY).context["library"]
    assert "Yalnız ekibe" not in {entry.title for entry in library.entries}
    digital = next(choice for choice in library.facets[0].choices if choice.value == "digital")
    assert digital.count == 1


def _make_many(number: int) -> None:
    topics, sectors = [TopicFactory() for _ in range(3)], [SectorFactory() for _ in range(3)]
    pages = make_pages_fast(make_toolkit_index(), ToolkitPage, number, summary="Özet")
    for terms, name in ((topics, "topic"), (sectors, "sector")):
        links = getattr(ToolkitPage, f"{name}s").through
        links.objects.bulk_create(
            links(toolkitpage_id=page.pk, **{name: terms[place % 3]}) for place, page in enumerate(pages)
        )


@pytest.mark.parametrize("number", [10, 1000])
def test_queries_do_not_grow(number, django_assert_max_num_queries):
    _make_many(number)
    client = Client()
    client.get(LIBRARY)
    with django_assert_max_num_queries(8):
        response = client.get(LIBRARY + "?transformation=digital")
    assert response.context["library"].page.paginator.count == number
    assert len(re.findall(r"<li class=\"card\"", response.content.decode())) == min(number, 24)
