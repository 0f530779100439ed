"""A toolkit's page and the guides."""

import re

import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from core.related import related_to
from lms.courses.models import CoursePage
from tests.factories.courses import make_course
from tests.factories.taxonomy import AudienceFactory, DimensionFactory, SectorFactory, TopicFactory
from tests.factories.toolkits import (
    make_collection_folder,
    make_document,
    make_guide,
    make_pages_fast,
    make_picture,
    make_toolkit,
)
from toolkits.library.models import GuideChapterPage, GuideIndexPage, ToolkitFile

pytestmark = pytest.mark.django_db


def _get(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_toolkit_shows_what_it_is_and_what_goes_with_it(client):
    course = make_course(title="Enerji ve Atık Farkındalığı", lessons=1)
    page = make_toolkit(
        topics=[TopicFactory(name_tr="Enerji verimliliği")],
        audiences=[AudienceFactory(name_tr="Firmalar için")],
        sectors=[SectorFactory(name_tr="Gıda ürünleri")],
        dimensions=[
            DimensionFactory(name_tr="Tesis Zekâsı", framework="SIRI"),
            DimensionFactory(name_tr="Kaynaklar", framework="COSIRI", is_verified=False),
        ],
        documents=[make_document(title="Kontrol listesi (PDF)")],
        courses=[course],
        purpose="<p>Yarım günde tarama.</p>",
        for_whom="Bakım sorumluları",
        transformation="green",
    )
    text = _get(client, page)
    for words in (
        "Enerji verimliliği",
        "Firmalar için",
        "Gıda ürünleri",
        "Tesis Zekâsı",
        "Kaynaklar*",
        "Kontrol listesi (PDF)",
        "Enerji ve Atık Farkındalığı",
        "Yarım günde tarama.",
        "Bakım sorumluları",
        "CC BY 4.0",
        '<span class="file-card__name">',
    ):
        assert words in text
    assert course.get_url() in text


def test_a_courses_page_knows_its_toolkits(client):
    course = make_course(lessons=1)
    page = make_toolkit(title="OEE İzleme", courses=[course])
    private = make_toolkit(title="Yalnız ekibe", courses=[course])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    links = related_to(CoursePage.objects.get(pk=course.pk))
    assert [link.title for link in links] == ["OEE İzleme"]
    assert links[0].url == page.get_url()
    assert related_to(page) == []


def test_an_archived_or_unpublished_course_is_not_shown(client):
    from django.utils import timezone

    archived, gone = make_course(title="Arşivde", lessons=1), make_course(title="Yayında değil", lessons=1)
    page = make_toolkit(courses=[archived, gone])
    CoursePage.objects.filter(pk=archived.pk).update(archived_at=timezone.now())
    CoursePage.objects.filter(pk=gone.pk).update(live=False)
    text = _get(client, page)
    assert "Arşivde" not in text
    assert "Yayında değil" not in text


def test_a_closed_file_is_not_even_named(client):
    folder = make_collection_folder()
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    below = make_collection_folder("Altta", folder)
    page = make_toolkit(
        documents=[
            make_document(title="Açık dosya"),
            make_document("g.pdf", title="Gizli dosya", collection=below),
        ]
    )
    text = _get(client, page)
    assert "Açık dosya" in text
    assert "Gizli dosya" not in text


def test_a_file_is_shown_with_its_picture_size_format_and_language(client):
    document = make_document("k.xlsx", b"x" * 24_700, title="Karbon kitabı", language="en")
    picture = make_picture("karbon.png", title="Karbon kitabı", description="Sonuç sayfası ve iki grafik")
    page = make_toolkit(documents=[document, make_document("form.pdf", title="Form")])
    ToolkitFile.objects.filter(page=page, document=document).update(preview=picture, is_printable=True)
    text = _get(client, page)
    card = text[text.index('class="file-card"') : text.index("</li>", text.index('class="file-card"'))]
    for words in ("XLSX", "24,1", "English", "A4", 'alt="Sonuç sayfası ve iki grafik"', 'loading="lazy"'):
        assert words in card, words
    assert re.search(r'src="/media/images/karbon\.[^"]+\.webp"', card)
    other = text[text.index("Form") - 400 : text.index("Form")]
    assert "file-card__preview" not in other[other.rindex("<li") :]


def test_an_announced_toolkit_is_honest(client):
    page = make_toolkit(is_announced=True, purpose="<p>Su tasarrufu.</p>")
    text = _get(client, page)
    assert "badge--now" in text
    assert "/download/" not in text


def test_hostile_words_are_shown_as_text(client):
    page = make_toolkit(
        title="<script>alert(1)</script>", for_whom='"><img src=x onerror=alert(1)>', summary="<b>x</b>"
    )
    text = _get(client, page)
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("number", [1, 30])
def test_queries_of_a_toolkit_do_not_grow(number, django_assert_max_num_queries):
    page = make_toolkit(
        topics=[TopicFactory() for _ in range(number)],
        sectors=[SectorFactory() for _ in range(number)],
        dimensions=[DimensionFactory() for _ in range(number)],
        documents=[make_document(f"{place}.pdf") for place in range(number)],
    )
    for place, file in enumerate(page.files.all()):
        ToolkitFile.objects.filter(pk=file.pk).update(preview=make_picture(f"{place}.png"))
    client = Client()
    client.get(page.get_url())
    with django_assert_max_num_queries(10):
        client.get(page.get_url())


def test_a_guide_lists_its_chapters_and_what_is_planned(client):
    guide = make_guide(planned_chapters=["Haklarınız", {"tr": "Güvenlik", "en": "Safety"}])
    text = _get(client, guide)
    for words in ("Bölüm 1", "Bölüm 2", "Haklarınız", "Güvenlik"):
        assert words in text


def test_chapters_lead_on_and_back_and_may_be_kept(client):
    guide = make_guide(chapters=3)
    chapters = list(GuideChapterPage.objects.child_of(guide))
    text = _get(client, chapters[1])
    assert f'href="{chapters[0].get_url()}" rel="prev"' in text
    assert f'href="{chapters[2].get_url()}" rel="next"' in text
    assert "data-keep-offline" in text
    assert "<p>Metin 2</p>" in text
    response = client.get(chapters[1].get_url())
    assert "stale-while-revalidate" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    assert client.get(chapters[2].get_url()).context["next"] is None


def test_an_unpublished_chapter_is_in_no_list(client):
    guide = make_guide(chapters=3)
    hidden = GuideChapterPage.objects.child_of(guide)[1]
    hidden.unpublish()
    assert "Bölüm 2" not in _get(client, guide)
    assert client.get(hidden.get_url()).status_code == 404


@pytest.mark.parametrize("number", [10, 1000])
def test_queries_of_guides_do_not_grow(number, django_assert_max_num_queries):
    guide = make_guide(chapters=2)
    index = GuideIndexPage.objects.get()
    make_pages_fast(index, type(guide), number, introduction="", planned_chapters=[])
    make_pages_fast(guide, GuideChapterPage, min(number, 200), minutes=3)
    chapter = GuideChapterPage.objects.child_of(guide).first()
    client = Client()
    for page in (index, guide, chapter):
        client.get(page.get_url())
        with django_assert_max_num_queries(8):
            client.get(page.get_url())
