"""base.html, the menus, the language switch, forms, and what makes the site installable."""

import json
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from core import charts, navigation
from core.page_languages import language_links
from core.templatetags.core_tags import initials, percent_of, picks
from tests.factories.pages import make_home, make_locales

ROOT = Path(__file__).parents[2]
FOCUSABLE = re.compile(r"<(a|button|input|select|textarea|summary)\b([^>]*)>")


def tab_stops_before_content(html: str) -> int:
    head = html[html.index("<body") : html.index("<main")]
    head = re.sub(r"<details.*?<summary", "<summary", head, flags=re.S)
    head = re.sub(r"(</summary>).*?</details>", r"\1", head, flags=re.S)
    stops = [attributes for _, attributes in FOCUSABLE.findall(head)]
    return len(
        [
            attributes
            for attributes in stops
            if 'tabindex="-1"' not in attributes and 'type="hidden"' not in attributes
        ]
    )


@pytest.fixture
def four_entries(monkeypatch):
    registry = navigation.Registry("menu entry")
    for number in range(6):
        entry = navigation.Entry(
            area="main", label=f"Entry {number}", address=lambda request: "/x/", order=number
        )
        registry.register(str(number), entry)
    monkeypatch.setattr(navigation, "navigation", registry)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "language", "direction"), [("", "tr", "ltr"), ("/en", "en", "ltr"), ("/ar", "ar", "rtl")]
)
def test_every_language_says_its_name_and_direction(client, prefix, language, direction):
    html = client.get(f"{prefix}/gallery/").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in html
    for other in {"/gallery/", "/en/gallery/", "/ar/gallery/"} - {f"{prefix}/gallery/"}:
        assert f'href="{other}"' in html


@pytest.mark.django_db
def test_skip_link_first_and_at_most_eight_stops(client, four_entries):
    html = client.get("/gallery/").content.decode()
    assert FOCUSABLE.search(html[html.index("<body") :]).group(2).count("#content") == 1
    assert tab_stops_before_content(html) <= 8


@pytest.mark.django_db
def test_gallery_is_for_laptops_and_staff(client, settings):
    settings.DEMO_MODE = False
    settings.DEBUG = False
    assert client.get("/gallery/").status_code == 404


def test_no_template_has_inline_script_style_or_handler():
    wrong = []
    pages = [
        file for file in (ROOT / "templates").rglob("*.html") if "notifications" not in file.parts
    ]  # mail has no style sheet
    for file in pages:
        text = file.read_text("utf-8")
        if file.name == "player_closed.html":  # its document has an origin of its own (lms.h5p's frames)
            continue
        if re.search(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son\w+=\"", text):
            wrong.append(str(file.relative_to(ROOT)))
    assert wrong == []


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card")
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    ok = forms.BooleanField(label="I agree")
    note = forms.CharField(label="Note", required=False)


def test_errors_belong_to_their_fields_and_stand_at_the_top():
    html = str(Sample({"name": "", "note": "<b>kept</b>"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html and 'aria-invalid="true"' in html
    assert 'href="#id_name"' in html and 'href="#id_kind_0"' in html and 'id="id_kind_0"' in html
    assert "&lt;b&gt;kept&lt;/b&gt;" in html
    assert html.count("<label") >= 5 and "<fieldset" in html and "<legend" in html


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(Sample())


def test_manifest_is_localised(client, db):
    turkish = json.loads(client.get("/manifest.webmanifest").content)
    arabic = json.loads(client.get("/ar/manifest.webmanifest").content)
    assert (turkish["lang"], turkish["dir"], turkish["start_url"]) == ("tr", "ltr", "/")
    assert (arabic["lang"], arabic["dir"], arabic["start_url"]) == ("ar", "rtl", "/ar/")
    assert {icon["sizes"] for icon in turkish["icons"]} == {"192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in turkish["icons"])


def test_service_worker_serves_the_whole_site_and_keeps_no_page(client, db):
    answer = client.get("/sw.js")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/"
    assert "&quot;" not in text and "&#x27;" not in text
    opening = text[text.index("async function openPage") : text.index('addEventListener("fetch"')]
    assert ".put(" not in opening


def test_offline_page_is_the_same_for_everybody(client, db, django_user_model):
    before = client.get("/offline/").content
    user = django_user_model.objects.create_user(
        password="a-long-pass-phrase", username="sukran", first_name="Şükran", last_name="Çağlar"
    )
    client.force_login(user)
    assert client.get("/offline/").content == before


@pytest.mark.django_db
def test_switch_keeps_query_and_falls_back_home():
    request = RequestFactory().get("/gallery/?q=enerji")
    urls = {link.code: link.url for link in language_links(request)}
    assert urls == {"tr": "/gallery/?q=enerji", "en": "/en/gallery/?q=enerji", "ar": "/ar/gallery/?q=enerji"}
    lost = {link.code: link.url for link in language_links(RequestFactory().get("/offline"))}
    assert lost["ar"] in {"/ar/", "/ar/offline"}


@pytest.mark.django_db
def test_only_what_a_person_may_see(monkeypatch, rf):
    registry = navigation.Registry("menu entry")
    registry.register(
        "all", navigation.Entry(area="user", label="All", address=lambda request: "/all/", order=2)
    )
    registry.register(
        "first", navigation.Entry(area="user", label="First", address=lambda request: "/a/", order=1)
    )
    registry.register(
        "none",
        navigation.Entry(
            area="user", label="None", address=lambda request: "/n/", is_visible=lambda request: False
        ),
    )
    registry.register("gone", navigation.Entry(area="user", label="Gone", address="nowhere:at-all"))
    monkeypatch.setattr(navigation, "navigation", registry)
    request = rf.get("/all/")
    assert [(link.label, link.is_current) for link in navigation.links("user", request)] == [
        ("First", False),
        ("All", True),
    ]


def test_sign_in_comes_back_but_not_to_home(rf):
    with override("en"):
        assert navigation.sign_in_address(rf.get("/en/")) == "/en/accounts/login/"
        assert navigation.sign_in_address(rf.get("/en/accounts/signup/")) == "/en/accounts/login/"
        assert (
            navigation.sign_in_address(rf.get("/en/toolkits/?q=a"))
            == "/en/accounts/login/?next=%2Fen%2Ftoolkits%2F%3Fq%3Da"
        )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("ışıl yıldız", "IY"),
        ("İrem Iğdırlı", "İI"),
        ("Rûya El-Hamed", "RE"),
        ("şükran", "Ş"),
        ("", ""),
        (None, ""),
        ("a b c", "AC"),
    ],
)
def test_initials_in_turkish(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(3, 8, 37), (8, 8, 100), (0, 8, 0), (1, 0, 0), (None, None, 0), (199, 200, 99)],
)
def test_percent_never_rounds_up_to_all(part, whole, percent):
    assert percent_of(part, whole) == percent


def test_woven_strip():
    done, now, rest = '<li class="is-done"></li>', '<li class="is-now"></li>', "<li></li>"
    assert picks(2, 4) == done * 2 + now + rest
    assert picks(4, 4) == done * 4
    assert picks(1, 3, "") == done + now + rest
    assert picks(0, 3, 2) == rest * 2 + now
    assert picks(50, 100).count("<li") == 40
    assert picks(50, 100).count("is-done") == 20


@pytest.mark.parametrize(("highest", "top"), [(7, 10), (23, 25), (0, 1), (100, 100), (101, 200), (0.3, 0.5)])
def test_axis_ends_at_a_round_number(highest, top):
    assert charts.nice_top(highest) == pytest.approx(top)


def test_chart_has_its_table_and_no_local_decimal_comma():
    chart = charts.bar_chart(
        "Katılım", ["Bursa", "İzmir"], [charts.Series("Katılım", [50.5, None])], unit=" %", top=100
    )
    html = Template('{% include "components/chart.html" %}').render(Context({"chart": chart}))
    assert chart.rows == [("Bursa", ["50.5 %"]), ("İzmir", ["–"])]
    assert re.search(r'<rect [^>]*width="180\.8"', html)
    assert "<table" in html and "style=" not in html


def test_lines_keep_their_gaps():
    chart = charts.line_chart("x", ["1", "2", "3", "4"], [charts.Series("a", [1, None, 3, 4])])
    assert [len(line["dots"]) for line in chart.lines] == [1, 2]


def test_a_kept_page_is_answered_again(client, db):
    assert [client.get("/en/offline/").status_code for _ in range(2)] == [200, 200]


@pytest.mark.django_db
def test_switch_finds_twins_or_the_nearest_page_above_in_one_query(django_assert_num_queries, monkeypatch):
    # Kept outside a transaction, as everything that is public.
    monkeypatch.setattr("core.page_languages.offered_languages", lambda request, also: settings.LANGUAGES)
    home = make_home()
    locales = make_locales()
    section = home.add_child(
        instance=type(home)(title="Araç setleri", slug="arac-setleri", locale=locales["tr"])
    )
    page = section.add_child(instance=type(home)(title="Enerji", slug="enerji", locale=locales["tr"]))
    for source, languages in ((home, ("en", "ar")), (section, ("en", "ar")), (page, ("en",))):
        for language in languages:
            source.copy_for_translation(locales[language]).specific.save_revision().publish()
    request = RequestFactory().get(page.get_url())
    page.get_url(request)
    with django_assert_num_queries(1):
        found = {link.code: link for link in language_links(request, page)}
    assert found["en"].is_twin and "enerji" in found["en"].url
    assert not found["ar"].is_twin and "arac-setleri" in found["ar"].url
