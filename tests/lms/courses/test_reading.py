"""Lessons made from an edition: what is kept for ever, what is made anew, what of the outside a trainee may see."""

import uuid

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from core.page_cache import page_cache
from lms.courses.models import EditionLesson, LessonPage
from lms.courses.selectors import reading
from lms.courses.selectors.reading import lesson_content
from lms.courses.services.editions import publish_edition
from tests.factories.courses import make_course
from tests.factories.toolkits import make_toolkit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["immutable"].clear()


@pytest.fixture
def generation(monkeypatch):
    """The publications that every process knows of: a list whose last entry counts."""
    known = ["1"]
    monkeypatch.setattr(page_cache.generation, "current", lambda: known[-1], raising=False)
    return known


def lesson_with(*blocks):
    """A published lesson of these blocks: its edition and key."""
    course = make_course(lessons=1)
    lesson = LessonPage.objects.descendant_of(course).get()
    lesson.body = [{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks]
    lesson.save()
    return publish_edition(course=course, by=None), lesson.translation_key


def renders(monkeypatch):
    """Counts how often a lesson's text is made."""
    made = []
    render = reading.render_body

    def counting(*args, **kwargs):
        made.append(1)
        return render(*args, **kwargs)

    monkeypatch.setattr(reading, "render_body", counting)
    return made


def linked(page):
    return f'<p><a linktype="page" id="{page.pk}">araç seti</a></p>'


OUTSIDE = {
    "toolkit": lambda page: ("toolkit", {"toolkit": page.pk}),
    "text": lambda page: ("text", linked(page)),
    "call-out": lambda page: ("callout", {"kind": "tip", "title": "", "text": linked(page)}),
    "steps": lambda page: ("steps", {"steps": [{"title": "Önce", "text": linked(page)}]}),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_shows_something_from_outside_is_made_anew_after_a_publication(generation, monkeypatch, name):
    page = make_toolkit()
    edition, key = lesson_with(OUTSIDE[name](page))
    made = renders(monkeypatch)
    for _reader in range(3):
        assert page.url in lesson_content(edition, key, "tr").html
    assert len(made) == 1
    page.slug = "yeni-adres"
    page.save_revision().publish()
    generation.append("2")
    assert "/yeni-adres/" in lesson_content(edition, key, "tr").html


@pytest.mark.parametrize("name", OUTSIDE)
def test_without_a_generation_nothing_of_the_outside_is_kept(generation, monkeypatch, name):
    generation.append("")
    edition, key = lesson_with(OUTSIDE[name](make_toolkit()))
    made = renders(monkeypatch)
    for _reader in range(2):
        lesson_content(edition, key, "tr")
    assert len(made) == 2
    generation.append("1")
    for _reader in range(2):
        lesson_content(edition, key, "tr")
    assert len(made) == 3
    generation.append("")
    lesson_content(edition, key, "tr")
    assert len(made) == 4, "what was kept may be old, and nobody can tell"


def test_what_depends_on_nothing_outside_is_kept_for_ever(generation, monkeypatch):
    generation.append("")
    edition, key = lesson_with(("text", "<p>Yalnız söz</p>"))
    made = renders(monkeypatch)
    for one in ("", "1", "2", ""):
        generation.append(one)
        assert "Yalnız söz" in lesson_content(edition, key, "tr").html
    assert len(made) == 1
    assert EditionLesson.objects.get(edition=edition).lesson_key == key


@pytest.mark.parametrize("where", ["toolkit", "library"])
def test_a_private_toolkit_shows_nothing_of_itself_in_a_lesson(generation, where):
    toolkit = make_toolkit(title="Gizli araç seti", summary="Gizli özet")
    edition, key = lesson_with(("toolkit", {"toolkit": toolkit.pk}))
    assert "Gizli araç seti" in lesson_content(edition, key, "tr").html
    closed = toolkit if where == "toolkit" else toolkit.get_parent()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    generation.append("2")
    html = lesson_content(edition, key, "tr").html
    assert "Gizli" not in html and toolkit.slug not in html


def test_an_unpublished_toolkit_shows_no_card(generation):
    toolkit = make_toolkit(title="Gizli araç seti")
    edition, key = lesson_with(("toolkit", {"toolkit": toolkit.pk}))
    toolkit.unpublish()
    assert "Gizli" not in lesson_content(edition, key, "tr").html
