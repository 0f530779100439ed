"""A film of a lesson is brought in with its files and words, once, and written back or named."""

import json
import shutil

import pytest

from demo.checking.run import check_folder
from demo.load_paths import CONTENT
from files.models import LicensedDocument, LicensedImage
from lms.courses.models import CoursePage, LessonPage
from lms.courses.selectors.reading import newest_edition, outline_for
from tests.demo.test_exporting import export
from tests.demo.test_following import LESSON, loaded, site, turkish  # noqa: F401
from tests.demo.test_loading import difference, everything

pytestmark = pytest.mark.django_db
FILMS = CONTENT / "courses/5s-ve-yalin-calismaya-giris/videos"
KEY = "bes-adim-film"


@pytest.fixture
def filmed(site):  # noqa: F811
    """The template with the demo's film in its lesson, in both languages."""
    folder = site.folder / "courses/levhalari-okumak/videos"
    shutil.copytree(FILMS, folder)
    site.replace(
        f"courses/levhalari-okumak/videos/{KEY}.yaml", "captions: [tr, en, ar]", "captions: [tr, en]"
    )
    for name in (LESSON, LESSON.replace(".tr.", ".en.")):
        site.replace(name, "::quiz", f"::video key={KEY}\n\n::quiz")
    site.load()
    return site


def block_of(page):
    return next(block for block in page.body.raw_data if block["type"] == "video")["value"]


def test_the_film_is_an_activity_with_words_in_both_languages(filmed):
    page = turkish(LessonPage)
    value = block_of(page)
    twin = block_of(LessonPage.objects.get(locale__language_code="en", live=True))
    assert LicensedDocument.objects.get(pk=value["video"]).file_extension == "mp4"
    assert LicensedDocument.objects.get(pk=value["captions"]).language == "tr"
    assert [one["value"]["language"] for one in value["other_captions"]] == ["en"]
    assert LicensedImage.objects.get(pk=value["poster"]).credit == "İmece"
    assert [one["value"]["at"] for one in value["chapters"]] == [0, 4, 10, 16, 22, 28]
    assert [one["id"] for one in value["questions"]] == [one["id"] for one in twin["questions"]]
    edition = newest_edition(turkish(CoursePage).translation_key)
    titles = [
        next(one for one in outline_for(edition, language).activities if one.kind == "video").title
        for language in ("tr", "en")
    ]
    assert titles == ["Bir tezgâhta beş adım", "Five steps at one workbench"]


def test_a_second_load_changes_nothing(filmed):
    before = everything()
    assert "0 new, 0 changed" in filmed.load()
    assert difference(before, everything()) == {}


def test_a_changed_file_is_followed(filmed):
    name = f"courses/levhalari-okumak/videos/{KEY}"
    filmed.replace(f"{name}.tr.vtt", "1. Ayıkla.", "Bir. Ayıkla.")
    filmed.replace(f"{name}.yaml", "tr: Bir tezgâhta beş adım", "tr: Beş adım")
    documents = LicensedDocument.objects.count()
    filmed.load()
    value = block_of(turkish(LessonPage))
    with LicensedDocument.objects.get(pk=value["captions"]).open_file() as file:
        assert "Bir. Ayıkla." in file.read().decode()
    assert value["title"] == "Beş adım"
    assert LicensedDocument.objects.count() == documents


def test_it_is_written_back_and_a_video_that_was_edited_is_named(filmed):
    page = turkish(LessonPage)
    page.title = "Yeni ad"
    page.save_revision().publish()
    assert LESSON.rpartition("/")[2] in export(filmed.folder)
    assert f"::video key={KEY}\n" in (filmed.folder / LESSON).read_text()
    page = turkish(LessonPage)
    body = json.loads(page._meta.get_field("body").value_to_string(page))
    next(block for block in body if block["type"] == "video")["value"]["title"] = "Başka"
    page.body = json.dumps(body)
    page.save_revision().publish()
    assert f"what was changed in the video '{KEY}'" in export(filmed.folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong"),
    [
        (".yaml", 'at: "0:28"\n', 'at: "0:59"\n', "lies behind the end"),
        (".yaml", "file: bes-adim-film.mp4", "file: yok.mp4", "there is no yok.mp4"),
        (".yaml", "        right: true\n", "", "exactly one answer"),
        (".yaml", "  en: Five steps at one workbench\n", "", "no text in en"),
        (".tr.vtt", "WEBVTT", "SRT", "no WebVTT"),
    ],
)
def test_the_check_names_what_is_wrong(tmp_path, file, old, new, wrong):
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    path = folder / "courses/5s-ve-yalin-calismaya-giris/videos" / f"{KEY}{file}"
    path.write_text(path.read_text().replace(old, new, 1))
    found = [one.message for one in check_folder(folder)[1].errors]
    assert any(wrong in one for one in found), found
