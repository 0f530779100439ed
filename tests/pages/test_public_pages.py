"""Front page, standard pages, news, what search engines read."""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction, Site

from lms.courses.models import CoursePage
from lms.programmes.models import ProgrammePartner
from pages.models import NewsIndexPage, NewsPage, SiteIdentity, StandardPage
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course, make_course_index
from tests.factories.organisations import PartnerFactory
from tests.factories.pages import make_home
from tests.factories.programmes import ProgrammeFactory
from tests.factories.toolkits import (
    make_pages_fast,
    make_picture,
    make_toolkit,
    make_toolkit_index,
    translate_toolkit,
)
from toolkits.library.models import ToolkitPage

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")


def make_news_index() -> NewsIndexPage:
    return NewsIndexPage.objects.first() or make_home().add_child(
        instance=NewsIndexPage(title="Haberler", slug="haberler")
    )


def make_news(title="Protokol imzalandı", **fields) -> NewsPage:
    fields.setdefault("published_at", timezone.now())
    return make_news_index().add_child(instance=NewsPage(title=title, **fields))


def _text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_event_says_when_and_where(client):
    starts = datetime(2026, 4, 1, 9, 30, tzinfo=ISTANBUL)
    event = make_news(
        event_starts_at=starts, event_ends_at=starts + timedelta(hours=7), event_place="Atölye 2, Bursa"
    )
    html = _text(client, event.url)
    assert 'datetime="2026-04-01T09:30:00+03:00"' in html and 'datetime="2026-04-01T16:30:00+03:00"' in html
    assert "Atölye 2, Bursa" in html
    assert 'class="facts"' not in _text(client, make_news("Haber").url)


def test_an_event_ends_after_it_begins():
    starts = datetime(2026, 4, 1, 9, 30, tzinfo=ISTANBUL)
    with pytest.raises(ValidationError, match="Etkinlik|event"):
        make_news(event_starts_at=starts, event_ends_at=starts)


def test_the_front_page_leads_on(client):
    home = make_home()
    home.hero_title = "Fabrikayı birlikte dönüştürüyoruz"
    home.doors = [
        (
            "door",
            {
                "title": "Firmamı geliştiriyorum",
                "text": "x",
                "label": "Firmalar için",
                "address": "/interest/",
            },
        )
    ]
    home.steps = [("step", {"title": "Katılın", "text": "x"})]
    home.save()
    make_toolkit(title="OEE İzleme")
    make_course(title="5S", lessons=1)
    make_news(title="Yeni grup")
    partner = PartnerFactory(name="UNDP Türkiye")
    ProgrammePartner.objects.create(programme=ProgrammeFactory(), organisation=partner, part="implementer")
    SiteIdentity.objects.update(
        funder_line={"tr": "Avrupa Birliği tarafından finanse edilmektedir."}, is_eu_funded=True
    )
    text = _text(client, "/")
    for words in (
        "Fabrikayı birlikte dönüştürüyoruz",
        "Firmamı geliştiriyorum",
        "Katılın",
        "OEE İzleme",
        "5S",
        "Yeni grup",
        "UNDP Türkiye",
        "Avrupa Birliği tarafından finanse",
        "eu-emblem",
        "/interest/",
    ):
        assert words in text


def test_usable_ones_come_before_announced_ones(client):
    for number in range(4):
        make_toolkit(title=f"Duyuru {number}", is_announced=True)
    make_toolkit(title="Hazır")
    text = _text(client, "/")
    assert text.index("Hazır") < text.index("Duyuru")
    assert text.count("Duyuru") == 2


def test_what_is_private_archived_or_unpublished_is_not_on_the_front_page(client):
    private, gone = make_toolkit(title="Yalnız ekibe"), make_toolkit(title="Yayında değil")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone.unpublish()
    archived = make_course(title="Arşivde", lessons=1)
    CoursePage.objects.filter(pk=archived.pk).update(archived_at=timezone.now())
    text = _text(client, "/")
    for words in ("Yalnız ekibe", "Yayında değil", "Arşivde"):
        assert words not in text


@pytest.mark.parametrize("number", [10, 1000])
def test_queries_of_the_front_page_do_not_grow(number, django_assert_max_num_queries):
    make_pages_fast(make_toolkit_index(), ToolkitPage, number, summary="x")
    make_pages_fast(make_course_index(), CoursePage, number, planned_modules=[])
    make_pages_fast(make_news_index(), NewsPage, number, published_at=timezone.now())
    client = Client()
    client.get("/")
    with django_assert_max_num_queries(8):
        text = client.get("/").content.decode()
    assert text.count('class="card__title"') >= 6


def test_the_funders_line_is_on_every_public_page(client):
    page = make_toolkit()
    SiteIdentity.objects.update(
        funder_line={"tr": "Finanse edilmektedir.", "en": "Funded."}, is_eu_funded=True
    )
    make_home().add_child(instance=StandardPage(title="Hakkında", slug="hakkinda"))
    for path in ("/", "/hakkinda/", page.get_url(), "/interest/", "/collection/", "/search/"):
        text = _text(client, path)
        assert "Finanse edilmektedir." in text, path
        assert "eu-emblem" in text, path
    assert "Funded." in _text(client, "/en/collection/")


def test_pages_of_the_footer_are_an_editors_choice(client):
    home = make_home()
    home.add_child(instance=StandardPage(title="Gizlilik", in_footer=True))
    home.add_child(instance=StandardPage(title="Başka bir sayfa"))
    private = home.add_child(instance=StandardPage(title="Ekip el kitabı", in_footer=True))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    footer = _text(client, "/collection/").partition('class="site-footer"')[2]
    assert "Gizlilik" in footer
    assert "Başka bir sayfa" not in footer
    assert "Ekip el kitabı" not in footer


def test_the_footer_names_the_address_one_may_write_to_when_there_is_one(client):
    make_home()
    footer = _text(client, "/collection/").partition('class="site-footer"')[2]
    assert "mailto:" not in footer
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.contact_email = "yardim@ornek.example"
    identity.save()
    footer = _text(client, "/collection/").partition('class="site-footer"')[2]
    assert 'href="mailto:yardim@ornek.example"' in footer


def test_a_standard_page_shows_what_is_below_it(client):
    page = make_home().add_child(
        instance=StandardPage(title="Yardım", slug="yardim", body=[("text", "<p>Metin</p>")])
    )
    below = page.add_child(instance=StandardPage(title="Katılımcılar için"))
    assert "Metin" in _text(client, page.get_url())
    assert below.get_url() in _text(client, page.get_url())
    assert page.get_url() in _text(client, below.get_url())


def test_a_news_item_has_date_place_and_agency(client):
    item = make_news(
        published_at=datetime(2025, 10, 20, 9, 57, tzinfo=ISTANBUL), dateline="İZMİR", agency="İGFA",
        original_url="https://haber.example/asil", summary="Özet", body=[("text", "<p>Gövde</p>")],
    )  # fmt: skip
    text = _text(client, item.get_url())
    for words in ("20 Ekim 2025 09:57", "İZMİR", "İGFA", "Gövde", 'href="https://haber.example/asil"'):
        assert words in text
    assert '<link rel="canonical" href="https://haber.example/asil">' in text


def test_our_own_item_is_its_own_canonical(client):
    item = make_news()
    assert f'<link rel="canonical" href="http://testserver{item.get_url()}">' in _text(client, item.get_url())


def test_share_links_are_plain(client):
    item = make_news(title="Ağ & ölçü", original_url="https://haber.example/asil?a=1&b=2")
    text = _text(client, item.get_url())
    for host in ("www.facebook.com/sharer", "x.com/intent", "www.linkedin.com/sharing"):
        assert f'href="https://{host}' in text
    assert "https%3A%2F%2Fhaber.example%2Fasil%3Fa%3D1%26b%3D2" in text
    sources = re.findall(r'<(?:script|img|iframe|link)[^>]+(?:src|href)="(https?://[^"]+)', text)
    assert all("testserver" in source or "haber.example" in source for source in sources)


def test_a_picture_carries_credit_and_licence(client):
    picture = make_picture(credit="Ayşe Fotoğrafçı")
    text = _text(
        client,
        make_news(
            image=picture,
            body=[("figure", {"image": picture, "alternative_text": "Dişli", "caption": "Alt yazı"})],
        ).get_url(),
    )
    assert text.count("Ayşe Fotoğrafçı") == 2
    for words in ('alt="Bir tezgâh"', 'alt="Dişli"', "Alt yazı", "CC BY 4.0", "srcset"):
        assert words in text


def test_news_are_newest_first_and_in_pages(client):
    for number in range(15):
        make_news(title=f"Haber {number:02d}", published_at=timezone.now() - timedelta(days=number))
    first = _text(client, "/haberler/")
    assert first.index("Haber 00") < first.index("Haber 11")
    assert "Haber 12" not in first
    assert "Haber 14" in _text(client, "/haberler/?page=2")
    for query in ("page=99", "page=x", "page=-1", "page=%00", "page=" + "9" * 50):
        assert client.get(f"/haberler/?{query}").status_code == 200


@pytest.mark.parametrize("number", [10, 1000])
def test_queries_of_news_do_not_grow(number, django_assert_max_num_queries):
    index = make_news_index()
    make_pages_fast(index, NewsPage, number, published_at=timezone.now())
    item = NewsPage.objects.first()
    client = Client()
    for path in (index.get_url(), item.get_url()):
        client.get(path)
        with django_assert_max_num_queries(8):
            assert client.get(path).status_code == 200


def test_heads_name_description_twins_and_themselves(client):
    page = make_toolkit(title="Su Yönetimi", summary='Su "tasarrufu"')
    twin = translate_toolkit(page, "en", "Water")
    text = _text(client, page.get_url())
    assert '<meta name="description" content="Su &quot;tasarrufu&quot;">' in text
    assert f'hreflang="en" href="http://testserver{twin.get_url()}"' in text
    assert f'<link rel="canonical" href="http://testserver{page.get_url()}">' in text


def test_the_site_map_names_public_pages_and_their_twins_only(client):
    page = make_toolkit(title="Su Yönetimi")
    twin = translate_toolkit(page, "en", "Water")
    private, draft = make_toolkit(title="Yalnız ekibe"), make_toolkit(title="Taslak")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft.unpublish()
    syndicated = make_news(title="Alıntı", original_url="https://haber.example/x")
    course = make_course(lessons=1)
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    addresses = {one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"http://testserver{one.get_url()}" for one in (page, twin, course)} <= addresses
    for hidden in (private, draft, syndicated):
        assert f"http://testserver{hidden.get_url()}" not in addresses
    assert not any("bolum-1" in address for address in addresses)
    assert 'hreflang="en"' in response.content.decode()


@pytest.mark.parametrize("number", [10, 1000])
def test_the_site_map_is_one_query(client, number, django_assert_max_num_queries):
    make_pages_fast(make_toolkit_index(), ToolkitPage, number)
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(3):
        client.get("/sitemap.xml")


def test_robots_are_kept_out_of_what_is_counted_or_personal(client):
    text = client.get("/robots.txt").content.decode()
    for line in (
        "Disallow: /cms/",
        "Disallow: /download/",
        "Disallow: /en/learn/",
        "Sitemap: http://testserver/sitemap.xml",
    ):
        assert line in text


@pytest.mark.parametrize(
    "path", ["/yok/", "/en/yok/", "/a/b/c/d/e/f/g/h/i/j/k/l/m/", "/" + "x" * 3000 + "/", "/%00/", "/tr-home/"]
)
def test_addresses_that_are_no_page(client, path):
    make_home()
    assert client.get(path).status_code == 404


def test_a_page_lies_at_one_address_only(client):
    page = make_toolkit()
    translate_toolkit(make_toolkit(title="Başka"), "en", "Other")
    assert client.get("/tr-home" + page.get_url()).status_code == 404
    assert client.get("/en" + page.get_url()).status_code == 404
    assert client.get(page.get_url().rstrip("/")).status_code == 301


def test_a_draft_has_no_address(client):
    page = make_home().add_child(instance=StandardPage(title="Taslak", slug="taslak", live=False))
    assert client.get("/taslak/").status_code == 404
    page.save_revision().publish()
    assert client.get("/taslak/").status_code == 200


def test_people_sign_in_at_one_place_only(client):
    response = client.get("/_util/login/?next=/x/")
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    assert client.post("/_util/login/", {"username": "a", "password": "b"}).status_code in (302, 405)


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_a_signed_in_person_costs_few_queries_more(language, django_assert_max_num_queries):
    make_toolkit()
    Locale.objects.get_or_create(language_code=language)
    client = Client()
    client.force_login(UserFactory())
    client.get("/arac-setleri/")
    with django_assert_max_num_queries(12):
        client.get("/arac-setleri/")


def test_the_front_page_leads_to_the_programmes(client):
    programme = ProgrammeFactory(name_tr="Kadınlar Üretimde")
    part = ProgrammeFactory(name_tr="Bir parçası", parent=programme)
    for one in (programme, part):
        ProgrammePartner.objects.create(programme=one, organisation=PartnerFactory(), part="partner")
    html = client.get(make_home().url).content.decode()
    assert f'href="{reverse("lms:programme-detail", args=[programme.code])}"' in html
    assert reverse("lms:programme-detail", args=[part.code]) not in html
