"""Every kind of block that a lesson can have: frozen into an edition, shown to its trainee and in the preview.

A new block in the registry without an example here fails.
"""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import caches
from django.urls import reverse

from lms.courses.models import EditionLesson, LessonPage
from lms.courses.registry import LESSON_BLOCKS
from lms.courses.services.editions import publish_edition
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import make_version
from tests.factories.quizzes import make_quiz
from tests.factories.toolkits import make_document, make_picture, make_toolkit
from tests.strictness import broken_by_policy

pytestmark = pytest.mark.django_db
SVG = '<svg viewBox="0 0 10 10"><title>Hat</title><rect width="4" height="4"/><script>alert(1)</script></svg>'
HARM = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Example:
    """value: makes the raw value. shown: patterns that the trainee's page must have, in this order."""

    value: Callable[[], Any]
    shown: tuple[str, ...]


def video() -> dict[str, Any]:
    return {
        "video": make_document("kesim.mp4", b"mp4", title="Kesim videosu").pk,
        "title": "Güvenli kesim",
        "captions": make_document(
            "kesim.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nKesim\n", title="Alt yazı"
        ).pk,
        "transcript": "<p>Önce <b>gözlüğü</b> takın.</p>",
    }


EXAMPLES = {
    "text": Example(
        lambda: "<h2>Neden barkod?</h2><p>Parçanın <b>kimliğidir</b>.</p><ul><li>iş emri</li></ul>",
        ("<h2[^>]*>Neden barkod\\?</h2>", "<b>kimliğidir</b>", "<li[^>]*>iş emri</li>"),
    ),
    "figure": Example(
        lambda: {
            "image": make_picture().pk,
            "alternative_text": "Sarı çizgili yol",
            "caption": "Şekil 1: yürüme yolu",
        },
        (
            '<figure class="figure"><img[^>]+alt="Sarı çizgili yol"',
            "srcset=",
            "<figcaption>Şekil 1: yürüme yolu",
            "İmece",
        ),
    ),
    "drawing": Example(
        lambda: {"svg": SVG, "alternative_text": "Bir hat", "caption": "Çizim 1"},
        ("<svg[^>]*viewBox", "<rect", "<figcaption>Çizim 1"),
    ),
    "video": Example(
        video,
        (
            '<video[^>]+aria-label="Güvenli kesim"',
            '<source src="[^"]+kesim[^"]*\\.mp4" type="video/mp4">',
            '<track kind="captions" default src="[^"]+kesim[^"]*\\.vtt" srclang="tr" label="[^"]+">',
            "<details[^>]*>.*Önce <b>gözlüğü</b> takın",
        ),
    ),
    "file": Example(
        lambda: {"document": make_document().pk, "description": "Sahaya çıkmadan doldurun"},
        ("Kontrol listesi", "Sahaya çıkmadan doldurun", "PDF", '<a [^>]*href="/download/\\d+/" download'),
    ),
    "callout": Example(
        lambda: {"kind": "safety", "title": "", "text": "<p>Makineyi <b>durdurun</b>.</p>"},
        ('class="callout callout--warning"', ">Güvenlik<", "<b>durdurun</b>"),
    ),
    "steps": Example(
        lambda: {
            "steps": [{"title": "Ayır", "text": "<p>Bir</p>"}, {"title": "Düzenle", "text": "<p>İki</p>"}]
        },
        ('<ol class="steps"><li><h3>Ayır</h3>', "Bir", "<li><h3>Düzenle</h3>", "İki"),
    ),
    "table": Example(
        lambda: {"caption": "Ölçüler", "rows": "Parça | Sayı\nMil | 3\nYatak | 5"},
        (
            "<caption>Ölçüler</caption>",
            '<th scope="col">Parça</th>',
            '<th scope="row">Mil</th><td>3</td>',
            "<td>5</td>",
        ),
    ),
    "check_yourself": Example(
        lambda: {
            "question": "Etiket yırtıksa?",
            "choices": [
                {"text": "Yenisini isterim", "is_right": True, "feedback": "Kimliksiz parça olmaz."},
                {"text": "Yine denerim", "is_right": False, "feedback": "Yanlış okuyabilir."},
            ],
        },
        (
            "Etiket yırtıksa\\?",
            "<summary>Yenisini isterim",
            "<b>Doğru",
            "Kimliksiz parça olmaz",
            "Yanlış okuyabilir",
        ),
    ),
    "toolkit": Example(
        lambda: {"toolkit": make_toolkit(summary="Yarım günde enerji kaçağı").pk},
        (
            '<a href="/arac-setleri/[^"]+">Enerji Verimliliği Hızlı Tarama</a>',
            "Yarım günde enerji kaçağı",
        ),
    ),
    "quiz": Example(
        lambda: {"quiz": make_quiz(questions=2).pk, "is_required": True, "weight": 1},
        ('<a href="/learn/[^"]+/quiz/[^"]+/">Bölüm sınavı</a>', "2 soru"),
    ),
    "h5p": Example(
        lambda: {
            "package": make_version(title="Kırmızı etiket").package_id,
            "counts": True,
            "is_required": True,
            "pass_percent": 70,
            "weight": 1,
        },
        ("Kırmızı etiket", "<h5p-frame[^>]+data-launch="),
    ),
}
NAMES = [name for name, _block in LESSON_BLOCKS]


@pytest.fixture(autouse=True)
def _fresh_editions():
    caches["immutable"].clear()


def lesson_with(name: str, value: Any) -> LessonPage:
    course = make_course(lessons=1)
    lesson = LessonPage.objects.descendant_of(course).get()
    lesson.body = [{"type": name, "value": value, "id": str(uuid.uuid4())}]
    lesson.save_revision().publish()
    return lesson


def in_order(patterns: tuple[str, ...], html: str) -> list[str]:
    """Return the patterns that are not there, or not after the one before."""
    missing, place = [], 0
    for pattern in patterns:
        found = re.compile(pattern, re.S).search(html, place)
        if found:
            place = found.start()
        else:
            missing.append(pattern)
    return missing


def test_every_block_has_an_example_and_the_form_knows_them_all():
    assert set(NAMES) == set(EXAMPLES), "add an example of the new block"
    assert set(LessonPage.body.field.stream_block.child_blocks) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_block_reaches_its_trainee(client, name):
    example = EXAMPLES[name]
    lesson = lesson_with(name, example.value())
    course = lesson.get_parent().get_parent().specific
    edition = publish_edition(course=course, by=None)

    frozen = EditionLesson.objects.get(edition=edition, language="tr")
    assert [block["type"] for block in frozen.body] == [name]
    json.dumps(frozen.body)

    user = UserFactory(language="tr")
    make_enrolment(user=user, edition=edition)
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    page = client.get(reverse("lms:lesson-detail", args=[course.key, lesson.translation_key]))
    assert page.status_code == 200
    html = page.content.decode()
    body = html[html.index("lesson-body") : html.index("data-lesson-done")]
    assert in_order(example.shown, body) == []
    assert broken_by_policy(page) == []
    assert HARM not in html

    # What the author changes afterwards does not reach the edition.
    lesson.body = [{"type": "text", "value": "<p>Sonradan</p>", "id": str(uuid.uuid4())}]
    lesson.save_revision().publish()
    again = client.get(
        reverse("lms:lesson-detail", args=[course.key, lesson.translation_key])
    ).content.decode()
    assert in_order(example.shown, again) == [] and "Sonradan" not in again


@pytest.mark.parametrize("name", NAMES)
def test_a_block_is_cleaned_and_kept_by_the_editor(name):
    """What the form gives back is what was put in: nothing is lost between the CMS and the database."""
    lesson = lesson_with(name, EXAMPLES[name].value())
    stream = LessonPage.objects.get(pk=lesson.pk).body
    cleaned = stream.stream_block.clean(stream)
    before, after = stream.get_prep_value(), cleaned.get_prep_value()
    if name == "drawing":
        assert "script" not in after[0]["value"]["svg"] and "<rect" in after[0]["value"]["svg"]
    else:
        assert after == before
