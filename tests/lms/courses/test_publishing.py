"""Publish changes to trainees: what is compiled, when a new line begins, who is refused, two at once."""

import threading
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from lms.courses.exceptions import CourseNotReady, NothingToPublish
from lms.courses.models import CoursePage, Edition, EditionLesson, LessonPage, ModulePage
from lms.courses.selectors.changes import pending_change_count, pending_changes
from lms.courses.selectors.reading import lesson_content, newest_edition, outline_for
from lms.courses.services.editions import publish_edition
from lms.courses.signals import edition_published
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    user = UserFactory()
    give_role(user, Role.TRAINER)
    return user


def edit(page, **fields):
    """Save a draft, as the CMS does."""
    page = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    page.refresh_from_db()
    return page


def lessons_of(course):
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def test_first_edition_holds_outline_rules_and_texts(trainer):
    course = make_course(modules=2, lessons=2, hours="12.5", min_attendance_percent=80)
    edition = publish_edition(course=course, by=trainer, note="İlk")
    assert (edition.number, edition.line, edition.published_by, edition.note) == (1, 1, trainer, "İlk")
    assert edition.course_key == course.translation_key
    assert edition.rules == {"min_attendance_percent": 80, "offers_certificate": True, "hours": "12.5"}
    assert edition.outline["titles"] == {"tr": course.title}
    assert [len(module["lessons"]) for module in edition.outline["modules"]] == [2, 2]
    lesson = edition.outline["modules"][0]["lessons"][0]
    page = lessons_of(course)[0]
    assert lesson == {
        "key": str(page.translation_key),
        "titles": {"tr": page.title},
        "minutes": 5,
        "is_required": True,
        "languages": ["tr"],
        "activities": [],
    }
    assert EditionLesson.objects.get(edition=edition, lesson_key=page.translation_key).body == [
        dict(page.body.raw_data[0])
    ]


def test_publishing_the_same_again_is_refused(trainer):
    course = make_course()
    publish_edition(course=course, by=trainer)
    with pytest.raises(NothingToPublish):
        publish_edition(course=course, by=trainer)
    assert Edition.objects.count() == 1


def test_a_draft_goes_live_with_the_edition_and_not_before(trainer):
    course = make_course()
    publish_edition(course=course, by=trainer)
    page = edit(lessons_of(course)[0], title="Kırmızı etiket")
    edition = newest_edition(course.key)
    assert outline_for(edition, "tr").lessons[0].title == "Ders 1.1"
    second = publish_edition(course=course, by=trainer)
    assert outline_for(second, "tr").lessons[0].title == "Kırmızı etiket"
    page.refresh_from_db()
    assert page.title == "Kırmızı etiket" and page.live and not page.has_unpublished_changes
    assert outline_for(edition, "tr").lessons[0].title == "Ders 1.1"


def test_wagtails_own_publish_does_not_reach_trainees(trainer):
    course = make_course()
    first = publish_edition(course=course, by=trainer)
    edit(lessons_of(course)[0], title="Yeni ad").get_latest_revision().publish()
    assert newest_edition(course.key) == first
    assert [change.kind for change in pending_changes(course)] == ["renamed"]


def test_new_drafts_go_live_but_unpublished_pages_stay_out(trainer):
    course = make_course(lessons=2)
    module = ModulePage.objects.child_of(course).get()
    draft = module.add_child(instance=LessonPage(title="Taslak", live=False, body=lessons_of(course)[0].body))
    draft.save_revision()
    lessons_of(course)[1].unpublish()
    edition = publish_edition(course=course, by=trainer)
    assert [lesson.title for lesson in outline_for(edition, "tr").lessons] == ["Ders 1.1", "Taslak"]
    draft.refresh_from_db()
    assert draft.live


def test_text_keeps_the_line_and_material_changes_begin_a_new_one(trainer):
    seen = []

    def listen(sender, edition, previous, is_material, **kwargs):
        seen.append((edition.number, edition.line, previous and previous.number, is_material))

    edition_published.connect(listen)
    try:
        course = make_course(lessons=2)
        publish_edition(course=course, by=trainer)
        edit(lessons_of(course)[0], body=[("text", "<p>Düzeltildi</p>")], minutes=7)
        publish_edition(course=course, by=trainer)
        edit(lessons_of(course)[0], is_required=False)
        publish_edition(course=course, by=trainer)
        lessons_of(course)[1].unpublish()
        publish_edition(course=course, by=trainer)
        edit(CoursePage.objects.get(pk=course.pk), min_attendance_percent=50)
        publish_edition(course=course, by=trainer)
    finally:
        edition_published.disconnect(listen)
    assert seen == [
        (1, 1, None, False),
        (2, 1, 1, False),
        (3, 2, 2, True),
        (4, 3, 3, True),
        (5, 4, 4, True),
    ]


def test_moving_a_lesson_is_no_material_change_and_keeps_its_key(trainer):
    course = make_course(modules=2, lessons=2)
    publish_edition(course=course, by=trainer)
    first, *_rest = lessons_of(course)
    first.move(ModulePage.objects.child_of(course).last(), "last-child")
    assert [(change.kind, change.title, change.is_material) for change in pending_changes(course)] == [
        ("moved", "Ders 1.1", False)
    ]
    edition = publish_edition(course=course, by=trainer)
    assert edition.line == 1
    assert outline_for(edition, "tr").lessons[-1].key == str(first.translation_key)


def test_only_the_course_page_changed(trainer):
    course = make_course()
    first = publish_edition(course=course, by=trainer)
    edit(CoursePage.objects.get(pk=course.pk), purpose="<p>Yeni amaç</p>")
    assert [change.kind for change in pending_changes(course)] == ["page"]
    assert publish_edition(course=course, by=trainer) == first
    assert "Yeni amaç" in CoursePage.objects.get(pk=course.pk).purpose
    assert pending_change_count(course) == 0


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda course: LessonPage.objects.descendant_of(course).delete(), "ders"),
        (lambda course: edit(lessons_of(course)[0], body=[]), "Ders 1.1"),
        (lambda course: CoursePage.objects.get(pk=course.pk).unpublish(), ""),
    ],
)
def test_a_course_that_is_not_ready_is_refused_with_reasons(trainer, change, problem):
    course = make_course()
    CoursePage.objects.filter(pk=course.pk).update(first_published_at="2026-01-01T00:00Z")
    change(course)
    with pytest.raises(CourseNotReady) as refused:
        publish_edition(course=course, by=trainer)
    assert len(refused.value.problems) >= 1
    assert not Edition.objects.exists()


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory cannot wait for a lock; the PostgreSQL run has this test",
)
@pytest.mark.django_db(transaction=True)
def test_two_publishes_at_once_give_one_edition_or_two_numbers(trainer):
    course = make_course()
    results = []
    gate = threading.Barrier(2)

    def publish():
        try:
            gate.wait()
            results.append(publish_edition(course=course, by=trainer).number)
        except NothingToPublish:
            results.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results, key=str) == [1, None]
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("size", [1, 6])
def test_counting_changes_costs_the_same_for_any_course(trainer, size):
    course = make_course(modules=size, lessons=3)
    publish_edition(course=course, by=trainer)
    for page in lessons_of(course):
        edit(page, title=f"{page.title} yeni")
    course = CoursePage.objects.get(pk=course.pk)
    with CaptureQueriesContext(connection) as queries:
        assert pending_change_count(course) == size * 3
    assert len(queries) <= 10


def test_reading_costs_nothing_when_warm(trainer, django_assert_num_queries):
    course = make_course()
    edition = publish_edition(course=course, by=trainer)
    key = lessons_of(course)[0].translation_key
    with django_assert_num_queries(1):
        content = lesson_content(edition, key, "tr")
    assert "Metin 1" in content.html
    lean = Edition.objects.defer("outline").get(pk=edition.pk)
    with django_assert_num_queries(0):
        assert lesson_content(lean, key, "tr") == content
        assert outline_for(lean, "tr").find_lesson(key).title == "Ders 1.1"
        assert outline_for(lean, "tr").next_after(key).title == "Ders 1.2"
    with pytest.raises(EditionLesson.DoesNotExist):
        lesson_content(edition, uuid.uuid4(), "tr")
