"""Outlines, toolkits, guides, news and the front page go back into their YAML files; loading those changes nothing."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from wagtail.models import Revision

from demo.checking.run import check_folder
from demo.exporting.values import plain_paragraph, set_items, set_keys, set_text, write_yaml
from demo.reading.moments import ISTANBUL
from lms.courses.models import CoursePage, LessonPage, ModulePage
from pages.models import HomePage, NewsPage, StandardPage
from taxonomy.models import Skill, Topic
from tests.demo.growing import grow
from tests.demo.test_exporting import export
from tests.demo.test_following import Site, loaded, site, turkish  # noqa: F401
from toolkits.library.models import GuidePage, ToolkitPage

COURSE = "courses/levhalari-okumak/course.yaml"


def read(made: Site, name: str) -> dict:
    return yaml.safe_load((made.folder / name).read_text())


def change(model, language="tr", **fields):
    page = model.objects.get(locale__language_code=language, live=True)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def comes_back_whole(made: Site) -> None:
    """The files are sound, loading them changes nothing, and there is nothing left to write."""
    _, findings = check_folder(made.folder)
    assert findings.errors == []
    revisions = Revision.objects.count()
    said = made.load()
    assert "0 new, 0 changed" in said
    assert Revision.objects.count() == revisions
    assert export(made.folder) == ""


@pytest.mark.django_db
def test_a_course_comes_back(site):  # noqa: F811
    shared = {
        "mode": "blended",
        "hours": Decimal(3),
        "hours_self_paced": Decimal("0.5"),
        "hours_workplace": Decimal("2.5"),
        "level": "advanced",
        "path_kind": "reskilling",
        "needs_prerequisites": True,
        "topics": [Topic.objects.order_by("pk").last()],
        "skills": list(Skill.objects.order_by("-pk")[:2]),
        "min_attendance_percent": 60,
    }
    change(
        CoursePage,
        title="Levhaları tanımak",
        purpose="<p>Levha &amp; renk.</p>",
        summary="Levha & renk.",
        outcomes="Okursunuz.\nUyarsınız.",
        starts="Martta.",
        dates="Salıları.",
        prerequisites_note="Yok.",
        **shared,
    )
    for language in ("en", "ar"):
        change(
            CoursePage,
            language,
            title="Signs",
            purpose="<p>Signs.</p>",
            summary="Signs.",
            outcomes="You read.\nYou obey.",
            starts="In March.",
            dates="On Tuesdays.",
            prerequisites_note="None.",
            **shared,
        )
    for language in ("tr", "en"):
        change(ModulePage, language, title="Renk", summary="Renkler.", hours=Decimal(3))
    assert f"written: {site.folder / COURSE}" in export(site.folder)
    data = read(site, COURSE)
    assert data["title"] == {"tr": "Levhaları tanımak", "en": "Signs", "ar": "Signs"}
    assert data["purpose"]["tr"] == "Levha & renk."
    assert data["outcomes"][1] == {"tr": "Uyarsınız.", "en": "You obey.", "ar": "You obey."}
    assert data["hours"] == {
        "total": 3, "self_paced": 0.5, "live_online": 0, "face_to_face": 0, "workplace": 2.5,
    }  # fmt: skip
    assert (data["mode"], data["level"], data["path_kind"]) == ("blended", "advanced", "reskilling")
    assert data["prerequisites_required"] is True
    assert data["rules"]["min_attendance_percent"] == 60
    assert data["starts"]["tr"] == "Martta." and data["dates"]["en"] == "On Tuesdays."
    module = data["modules"][0]
    assert (module["hours"], module["title"], module["lessons"]) == (
        3,
        {"tr": "Renk"},
        ["dort-renk"],
    )
    assert len(module["objectives"]) == 2, "what the site does not know stays in the file"
    comes_back_whole(site)


@pytest.mark.django_db
def test_what_has_one_value_comes_from_turkish_and_a_load_brings_the_others_in_step(site):  # noqa: F811
    change(CoursePage, level="advanced")
    export(site.folder)
    assert "0 new, 2 changed" in site.load()
    assert set(CoursePage.objects.values_list("level", flat=True)) == {"advanced"}
    assert export(site.folder) == ""


@pytest.mark.django_db
def test_planned_modules_come_back_with_keys_of_their_own(site):  # noqa: F811
    for language in ("tr", "en", "ar"):
        change(
            CoursePage,
            language,
            hours=Decimal(4),
            hours_self_paced=Decimal(4),
            planned_modules=[{"title": "Acil çıkış", "hours": "3", "summary": "Nereden çıkılır?"}],
        )
    export(site.folder)
    assert read(site, COURSE)["modules"][1] == {
        "key": "acil-cikis",
        "status": "announced",
        "title": {"tr": "Acil çıkış"},
        "hours": 3,
        "summary": {"tr": "Nereden çıkılır?"},
    }
    comes_back_whole(site)


@pytest.mark.django_db
def test_the_order_of_the_site_comes_back(site):  # noqa: F811
    course = site.folder / "courses/levhalari-okumak"
    grow(course, 3)
    data = read(site, COURSE)
    data["hours"].update(total=3, self_paced=3)
    (site.folder / COURSE).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    site.load("--unchecked")
    assert export(site.folder) == ""
    modules = list(ModulePage.objects.filter(locale__language_code="tr").order_by("path"))
    modules[2].move(modules[0], pos="left")
    said = export(site.folder)
    assert "left" not in said
    data = read(site, COURSE)
    assert [module["key"] for module in data["modules"]] == ["renkler-3", "renkler", "renkler-2"]
    names = sorted(file.name for file in (course / "lessons").glob("*.tr.md"))
    assert names == ["01-dort-renk-3.tr.md", "02-dort-renk.tr.md", "03-dort-renk-2.tr.md"]
    assert "0 new, 0 changed" in site.load("--unchecked")
    assert export(site.folder) == ""


@pytest.mark.django_db
def test_toolkit_guide_news_and_front_page_come_back(site):  # noqa: F811
    for language in ("tr", "en", "ar"):
        change(
            ToolkitPage,
            language,
            title="Tur",
            purpose="<p>Turlar.</p>",
            for_whom="Herkes",
            effort="weeks",
            transformation="both",
            reviewed_on=date(2026, 3, 4),
            **({"summary": "Turlar."} if language == "ar" else {}),
        )
        change(
            GuidePage,
            language,
            title="İlk hafta",
            introduction="<p>Kısa.</p>",
            summary="Kısa.",
            planned_chapters=["Tezgâhta", "Çıkışta"],
        )
        home = HomePage.objects.get(locale__language_code=language)
        doors = home.doors.get_prep_value()
        doors[0]["value"]["title"] = "Kapı"
        change(HomePage, language, hero_title="Merhaba", doors=doors)
    when = datetime(2026, 4, 1, 10, 0, tzinfo=ISTANBUL)
    for language in ("tr", "en"):
        change(
            NewsPage,
            language,
            published_at=when,
            dateline="IZMIR",
            event_starts_at=when,
            event_place="Atölye",
        )
    change(StandardPage, in_footer=False)
    change(StandardPage, "en", in_footer=False)
    said = export(site.folder)
    assert "left" not in said
    toolkit = read(site, "toolkits/levha-turu/toolkit.yaml")
    assert (toolkit["title"], toolkit["kind"], toolkit["effort"]["hours"]) == ({"tr": "Tur"}, "both", 160)
    assert toolkit["reviewed_on"] == date(2026, 3, 4) and toolkit["effort"]["people"] == 2
    guide = read(site, "guides/ilk-gun/guide.yaml")
    assert [chapter["key"] for chapter in guide["chapters"]] == ["kapida", "tezgahta", "cikista"]
    news = read(site, "news/egitim-basliyor/news.yaml")
    assert news["event"] == {"starts": when, "place": {"tr": "Atölye"}}
    assert read(site, "pages/hakkinda/page.yaml")["show_in"] == []
    home = read(site, "home.yaml")
    assert (home["hero"]["line"], home["cards"][0]["title"]) == ({"tr": "Merhaba"}, {"tr": "Kapı"})
    comes_back_whole(site)


@pytest.mark.django_db
def test_what_files_cannot_hold_is_named(site):  # noqa: F811
    change(CoursePage, purpose="<p>Bir.</p><p>İki.</p>", offers_certificate=False)
    change(GuidePage, summary="Başka bir özet.")
    turkish(CoursePage).add_child(instance=ModulePage(title="Yeni bölüm"))
    turkish(ModulePage, title="Renklerin anlamı").add_child(instance=LessonPage(title="Yeni ders"))
    said = export(site.folder)
    for words in (
        "left: course/levhalari-okumak (tr): a content file cannot hold more than one plain paragraph",
        "left: course/levhalari-okumak: gives no certificate",
        "left: course/levhalari-okumak: a module that was made on the site",
        "left: course/levhalari-okumak: lessons that were made on the site",
        "left: guide/ilk-gun (tr): a content file cannot hold a summary that is not the purpose",
    ):
        assert words in said


class TestValues:
    def test_a_text_that_means_the_same_is_not_touched(self):
        data = {"title": {"tr": "İki  satır\nbir", "en": "Two"}}
        set_text(data, "title", "tr", "İki satır bir")
        assert data == {"title": {"tr": "İki  satır\nbir", "en": "Two"}}

    def test_a_twin_that_says_the_turkish_text_says_nothing(self):
        data = {"title": {"tr": "5S", "en": "Five"}}
        set_text(data, "title", "en", "5S")
        set_text(data, "title", "ar", "5S")
        assert data == {"title": {"tr": "5S"}}

    def test_an_emptied_twin_cannot_be_said(self):
        with pytest.raises(ValueError, match="an empty title in en"):
            set_text({"title": {"tr": "5S", "en": "Five"}}, "title", "en", "")

    def test_keys_that_stay_keep_their_places(self):
        data = {"topics": ["c", "a", "b"]}
        set_keys(data, "topics", ["a", "z", "c"])
        assert data == {"topics": ["c", "a", "z"]}

    def test_turkish_says_which_entries_there_are(self):
        data = {"chapters": [{"key": "a", "t": {"tr": "A", "en": "Aa"}}, {"key": "b", "t": {"tr": "B"}}]}
        set_items(
            data, "chapters", "t", "tr", ["B", "C", "A"], lambda text: {"key": "new", "t": {"tr": text}}
        )
        assert [entry["key"] for entry in data["chapters"]] == ["b", "new", "a"]
        with pytest.raises(ValueError, match="another number of chapters in en"):
            set_items(data, "chapters", "t", "en", ["one"], dict)

    @pytest.mark.parametrize("rich", ["<p>a</p><p>b</p>", "<p>a <b>b</b></p>", "<ul><li>a</li></ul>", "a"])
    def test_only_one_plain_paragraph_is_plain(self, rich):
        with pytest.raises(ValueError, match="plain paragraph"):
            plain_paragraph(rich)

    def test_a_paragraph_as_the_editor_saves_it(self):
        assert plain_paragraph('<p data-block-key="x1">5S &amp;\n yalın</p>') == "5S & yalın"
        assert plain_paragraph("") == ""

    def test_a_file_that_says_the_same_is_not_written(self, tmp_path: Path):
        file = tmp_path / "a.yaml"
        file.write_text("# Bir söz\ntitle: {tr: A}\nkeys: [a, b]\n")
        assert not write_yaml(file, {"title": {"tr": "A"}, "keys": ["a", "b"]})
        assert file.read_text().startswith("# Bir söz")
        data = {"title": {"tr": "no"}, "keys": ["a"], "when": datetime(2026, 4, 1, 10, 0, tzinfo=ISTANBUL)}
        assert write_yaml(file, data)
        assert yaml.safe_load(file.read_text()) == data
