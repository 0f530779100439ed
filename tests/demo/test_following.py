"""Loading a folder again: files that changed are followed, edits made on the site are never lost unless asked."""

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page, Revision

from accounts.models import User
from demo.load_paths import TEMPLATE
from demo.models import LoadedObject
from lms.courses.models import CoursePage, Edition, LessonPage
from lms.quizzes.models import Question, QuestionVersion
from lms.quizzes.services.authoring import change_question
from pages.models import NewsPage, StandardPage
from tests.demo.test_loading import difference, everything
from toolkits.library.models import GuideChapterPage, ToolkitPage

pytestmark = pytest.mark.django_db
LESSON = "courses/levhalari-okumak/lessons/01-dort-renk.tr.md"
LESSON_KEY = "course/levhalari-okumak/lesson/dort-renk"


class Site:
    """A folder that is loaded into the site, and changed, and loaded again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, *options: str) -> str:
        """Load the folder, in the name of its author."""
        said = StringIO()
        call_command("content", "load", str(self.folder), "--by", "yazar", *options, stdout=said, stderr=said)
        return said.getvalue()

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a file."""
        path = self.folder / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, nothing_set_up_here, django_db_blocker) -> Iterator[Path]:
    """The template, loaded once from this folder; what each test does in the site is taken back."""
    folder = Path(shutil.copytree(TEMPLATE, tmp_path_factory.mktemp("loaded") / "content"))
    with django_db_blocker.unblock(), transaction.atomic():
        User.objects.create(username="yazar", first_name="Yazar", last_name="Kalem")
        Site(folder).load()
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def site(tmp_path: Path, loaded: Path, db: None) -> Site:
    """The loaded site, with a folder of the test's own."""
    return Site(Path(shutil.copytree(loaded, tmp_path / "content")))


def turkish(model, **fields):
    return model.objects.get(locale__language_code="tr", live=True, **fields)


def test_the_template_is_brought_in_whole(site):
    assert {page.locale.language_code for page in LessonPage.objects.live()} == {"tr", "en"}
    lesson = turkish(LessonPage)
    assert [block.block_type for block in lesson.body] == [
        "text", "drawing", "text", "callout", "text", "table", "check_yourself", "h5p", "quiz",
    ]  # fmt: skip
    assert Edition.objects.get().course == turkish(CoursePage)
    assert Question.objects.count() == 4
    assert turkish(ToolkitPage).files.count() == 2
    for model in (GuideChapterPage, NewsPage, StandardPage):
        assert turkish(model).body


def test_a_second_load_changes_nothing(site):
    before = everything()
    site.load()
    site.load("--all")
    assert difference(before, everything()) == {}


def test_a_changed_file_is_followed_and_published_to_trainees(site):
    site.replace(LESSON, "Çünkü renkler konuşur.", "Renkler konuşur.")
    site.replace("toolkits/levha-turu/toolkit.yaml", "Levha turu", "Levhalar turu")
    revisions = Revision.objects.count()
    assert "0 new, 3 changed" in site.load(), (
        "the lesson, and the toolkit in Turkish and (for want of a text) in Arabic"
    )
    assert "Renkler konuşur." in str(turkish(LessonPage).body[0].value)
    assert turkish(ToolkitPage).title == "Levhalar turu"
    assert Edition.objects.count() == 2
    assert Revision.objects.count() - revisions <= 3, "only what changed has a new revision"
    before = everything()
    site.load()
    assert difference(before, everything()) == {}


def test_an_edit_on_the_site_stays_while_the_file_is_the_same(site):
    lesson = turkish(LessonPage)
    lesson.title = "Renkler"
    lesson.save_revision().publish()
    site.load()
    assert turkish(LessonPage).title == "Renkler"


def edit_both(site: Site) -> None:
    lesson = turkish(LessonPage)
    lesson.title = "Sitedeki başlık"
    lesson.save_revision().publish()
    site.replace(LESSON, 'title: "Dört renk, dört anlam"', 'title: "Dosyadaki başlık"')


def test_both_changed_is_a_conflict_with_both_versions_and_nothing_is_lost(site):
    edit_both(site)
    said = StringIO()
    with pytest.raises(CommandError, match=f"--take-files {LESSON_KEY}"):
        call_command("content", "load", str(site.folder), "--by", "yazar", stdout=said)
    assert "-title: Sitedeki başlık" in said.getvalue() and "+title: Dosyadaki başlık" in said.getvalue()
    assert turkish(LessonPage).title == "Sitedeki başlık"


@pytest.mark.parametrize("options", [["--take-files", LESSON_KEY], ["--take-files", "course"], ["--all"]])
def test_the_file_wins_where_it_is_asked_to(site, options):
    edit_both(site)
    other = turkish(StandardPage)
    other.title = "Biz"
    other.save_revision().publish()
    site.load(*options)
    assert turkish(LessonPage).title == "Dosyadaki başlık"
    assert turkish(StandardPage).title == ("Hakkında" if "--all" in options else "Biz")


def test_a_page_that_was_deleted_on_the_site_does_not_come_back(site):
    turkish(NewsPage).delete()
    site.load()
    assert not NewsPage.objects.filter(locale__language_code="tr").exists()


def test_a_changed_question_is_a_new_version_and_one_that_was_edited_stays(site):
    quiz = "courses/levhalari-okumak/quizzes/levha-testi.tr.yaml"
    site.replace(quiz, "Sarı levha ne der?", "Sarı levha size ne der?")
    site.load()
    assert QuestionVersion.objects.count() == 5
    version = QuestionVersion.objects.get(number=2)
    assert version.texts["tr"]["stem"] == "Sarı levha size ne der?"
    content = {name: getattr(version, name) for name in ("kind", "texts", "choices", "right", "accepted")}
    content["texts"]["tr"]["stem"] = "Sarı ne der?"
    change_question(question=version.question, by=User.objects.get(), objective=version.objective, **content)
    site.replace(quiz, "Sarı levha size ne der?", "Sarı levha ne anlatır?")
    with pytest.raises(CommandError, match="--take-files quiz/levha-testi"):
        site.load()
    assert QuestionVersion.objects.count() == 6


def test_a_changed_checklist_is_made_anew(site):
    document = turkish(ToolkitPage).files.first().document
    before = document.file.name
    assert document.title == "Levha listesi (XLSX)"
    site.replace(
        "toolkits/levha-turu/files/levha-listesi.yaml", "{tr: Levha listesi", "{tr: Levhaların listesi"
    )
    site.load()
    document.refresh_from_db()
    assert document.title == "Levhaların listesi (XLSX)" and document.file.name != before
    assert turkish(ToolkitPage).files.count() == 2


def test_a_mistake_leaves_nothing_behind(site):
    site.replace("toolkits/levha-turu/toolkit.yaml", "Levha turu", "Levhalar turu")
    site.replace("news/egitim-basliyor/text.tr.md", "course:levhalari-okumak", "course:yok")
    before = everything()
    with pytest.raises(CommandError, match="nothing was loaded"):
        site.load()
    with pytest.raises(CommandError, match=r"text\.tr\.md:\d+: the link 'course:yok' leads nowhere"):
        site.load("--unchecked")
    assert difference(before, everything()) == {}


def test_somebody_must_be_named(site):
    with pytest.raises(CommandError, match="Nobody is an administrator"):
        call_command("content", "load", str(site.folder), stdout=StringIO())
    with pytest.raises(CommandError, match="nobody called"):
        call_command("content", "load", str(site.folder), "--by", "kimse", stdout=StringIO())
    assert LoadedObject.objects.exists() and User.objects.count() == 1 and Page.objects.count() > 10
