"""The outline's pieces are kept under everything that decides them: each part of that name has its test."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.utils import translation

from lms.courses.models import Edition
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment
from lms.progress.selectors import progress_of
from lms.progress.services import complete_activity
from lms.progress.views.outline import outline_pieces

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(learning):
    """Renders the outline in a language; arguments change what a person has done or the edition."""
    enrolment = Enrolment.objects.select_related("edition").get(pk=learning.enrolment.pk)

    def render(*, language: str = "tr", is_open: bool = True, edition: Edition | None = None, **state) -> str:
        with translation.override(language):
            outline = outline_for(edition or enrolment.edition, language)
            progress = replace(progress_of(enrolment, outline), **state)
            return "".join(outline_pieces(edition or enrolment.edition, outline, progress, is_open=is_open))

    return render


def test_the_same_state_is_rendered_once(shown, monkeypatch):
    caches["fragments"].clear()
    first = shown()
    monkeypatch.setattr("lms.progress.views.outline.render_to_string", None)
    assert shown() == first


def test_what_she_has_done(shown, learning):
    before = shown()
    assert "circle-check" not in before
    complete_activity(
        enrolment=learning.enrolment, activity_key=learning.lessons[0], source="self", by=learning.user
    )
    after = shown()
    assert after.count("circle-check") == 1


def test_where_she_goes_on(shown, learning):
    first, second = (str(key) for key in learning.lessons[:2])
    one, other = shown(next_lesson_key=first), shown(next_lesson_key=second)
    assert one != other
    for page, key, not_key in ((one, first, second), (other, second, first)):
        assert f'{key}/" aria-current="true"' in page
        assert f'{not_key}/" aria-current="true"' not in page
    assert "aria-current" not in shown(next_lesson_key=None)


def test_best_result_of_a_quiz(shown, learning):
    key = str(learning.quiz)

    def results(page: str) -> list[str]:
        return re.findall(r'outline__note">%?(\d+)%?<', page)

    assert results(shown(best={key: Decimal(62)})) == ["62"]
    assert results(shown(best={key: Decimal(95)})) == ["95"]
    assert results(shown(best={})) == []


def test_quiz_done(shown, learning):
    assert shown(done=frozenset({str(learning.quiz)})).count("circle-check") == 1


def test_not_open_yet(shown):
    assert "<a " in shown()
    assert "<a " not in shown(is_open=False)
    assert "<a " in shown()


def test_language(shown):
    assert 'href="/learn/' in shown()
    english = shown(language="en")
    assert 'href="/en/learn/' in english
    assert 'lang="tr"' in english  # its lessons are not translated
    assert 'href="/learn/' in shown()


def _edition_like(edition: Edition, modules: list) -> Edition:
    return Edition(
        course_key=edition.course_key,
        number=edition.number + 1,
        rules=edition.rules,
        outline=edition.outline | {"modules": modules},
    )


def test_edition(shown, learning):
    before = shown()
    module = learning.edition.outline["modules"][0] | {"titles": {"tr": "Yeni adıyla bölüm"}}
    assert "Yeni adıyla bölüm" not in before
    assert "Yeni adıyla bölüm" in shown(edition=_edition_like(learning.edition, [module]))
    assert shown() == before


def test_place(shown, learning):
    """Two modules in the same state are two pieces."""
    module = learning.edition.outline["modules"][0]
    edition = _edition_like(learning.edition, [module, module | {"titles": {"tr": "İkinci bölüm"}}])
    page = shown(edition=edition, next_lesson_key=None)
    assert page.count("İkinci bölüm") == 1
    assert page.count("<details") == 2
