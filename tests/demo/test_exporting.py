"""What was edited on the site goes back into the files, and loading them again changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from accounts.models import User
from demo.checking.run import check_folder
from demo.exporting.bodies import BodyWriter
from demo.exporting.rich_text import to_markdown
from demo.load_paths import CONTENT
from demo.reading.files import read_text
from demo.reading.markdown import read_blocks
from demo.reading.rich_text import to_rich_text
from lms.courses.models import LessonPage
from lms.quizzes.models import QuestionVersion
from lms.quizzes.services.authoring import add_question, change_question, change_quiz
from pages.models import NewsPage, StandardPage
from tests.demo.test_following import LESSON, Site, loaded, site, turkish  # noqa: F401
from toolkits.library.models import GuideChapterPage, ToolkitPage


def export(folder: Path) -> str:
    said = StringIO()
    call_command("content", "export", str(folder), stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("path", sorted(CONTENT.glob("**/*.md")), ids=lambda path: path.name)
def test_every_text_of_the_programme_survives_the_way_there_and_back(path):
    if path.name == "LICENSE.md":
        return
    for block in read_blocks(read_text(path)):
        if block.kind in ("text", "callout", "step") and "|" not in block.text:
            html = to_rich_text(block.text, lambda target: f'href="{target}"')
            back = to_markdown(html, lambda attributes: attributes["href"])
            assert to_rich_text(back, lambda target: f'href="{target}"') == html


@pytest.mark.django_db
def test_nothing_edited_nothing_written(site):  # noqa: F811
    before = {path: path.read_bytes() for path in site.folder.rglob("*") if path.is_file()}
    assert export(site.folder) == ""
    assert {path: path.read_bytes() for path in site.folder.rglob("*") if path.is_file()} == before


@pytest.mark.django_db
def test_edits_come_back_as_files_and_loading_them_changes_nothing(site):  # noqa: F811
    for model in (LessonPage, ToolkitPage, GuideChapterPage, NewsPage, StandardPage):
        page = turkish(model)
        if model is not ToolkitPage:
            page.title = f"Yeni: {page.title}"
        body = list(page.body.raw_data)
        first = next(index for index, block in enumerate(body) if block["type"] == "text")
        body[first] = {
            **body[first],
            "value": body[first]["value"] + '<p data-block-key="ab1">Ekledim: <b>yeni</b> söz.</p>',
        }
        page.body = body
        page.save_revision().publish()
    said = export(site.folder)
    assert said.count("written") == 5 and "left" not in said
    assert "Ekledim: **yeni** söz." in (site.folder / LESSON).read_text()
    assert "title: 'Yeni: Dört renk, dört anlam'" in (site.folder / LESSON).read_text()
    _, findings = check_folder(site.folder)
    assert findings.errors == []
    revisions = Revision.objects.count()
    site.load()
    assert Revision.objects.count() == revisions
    assert turkish(LessonPage).title == "Yeni: Dört renk, dört anlam"
    assert export(site.folder) == ""


@pytest.mark.django_db
def test_an_edited_quiz_comes_back_and_loading_it_changes_nothing(site):  # noqa: F811
    by = User.objects.get()
    version = QuestionVersion.objects.get(question__sort_order=0)
    content = {name: getattr(version, name) for name in ("kind", "texts", "choices", "accepted", "objective")}
    content["texts"]["tr"]["stem"] = "Sarı ne anlatır?"
    change_question(question=version.question, by=by, right=["c"], points=2, **content)
    change_quiz(quiz=version.question.quiz, by=by, pass_mark=60)
    assert export(site.folder).count("written") == 3
    _, findings = check_folder(site.folder)
    assert findings.errors == []
    site.load()
    assert QuestionVersion.objects.filter(question=version.question).count() == 2
    assert export(site.folder) == ""
    add_question(quiz=version.question.quiz, by=by, **{**content, "right": ["a"], "points": 1})
    assert "left: quiz/levha-testi: questions came, went or moved" in export(site.folder)


@pytest.mark.django_db
def test_a_folder_without_the_files_is_refused_in_words(site, tmp_path: Path):  # noqa: F811
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match="home.yaml: this file is missing"):
        export(tmp_path / "empty")


def test_a_block_that_no_file_can_hold_is_said(tmp_path: Path):
    source = read_text(next(CONTENT.glob("news/*/text.tr.md")))
    with pytest.raises(ValueError, match="a new block 'figure'"):
        BodyWriter(("news", "x"), source, str).write([{"type": "figure", "value": {}, "id": "1"}])
