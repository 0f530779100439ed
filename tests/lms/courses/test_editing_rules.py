"""What editors may do in the CMS to a course that has editions and people, and what it does to them."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from core.tasks import publish_scheduled
from lms.courses.exceptions import CannotMove, PageInUse
from lms.courses.models import CourseIndexPage, CoursePage, Edition, LessonPage, ModulePage
from lms.courses.rules.keys import activity_key
from lms.courses.selectors.changes import pending_changes
from lms.courses.selectors.reading import lesson_content, newest_edition, outline_for
from lms.courses.services.archive import archive_page, restore_page
from lms.courses.services.editions import publish_edition
from lms.courses.services.outline import place_page
from lms.enrolments.models import Enrolment
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def course(admin):
    course = make_course(modules=2, lessons=2)
    publish_edition(course=course, by=admin)
    return course


@pytest.fixture
def cms(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
    return client


def lessons_of(course):
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def titles(course):
    return [lesson.title for lesson in outline_for(newest_edition(course.key), "tr").lessons]


def translate(page, *languages):
    translate_object(page, [Locale.objects.get(language_code=language) for language in languages])


# Delete becomes archive.


@pytest.mark.parametrize("model", [CoursePage, ModulePage, LessonPage])
def test_deleting_what_an_edition_holds_archives_it(cms, course, model):
    page = model.objects.order_by("path").first()
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    asked = cms.get(address)
    assert asked.status_code == 200 and b"wagtailadmin" in asked.content
    page.refresh_from_db()
    assert page.archived_at is None
    assert cms.post(address).status_code == 302
    page.refresh_from_db()
    assert page.archived_at is not None and not page.live
    assert Edition.objects.count() == 1


def test_deleting_a_page_no_edition_knows_deletes_it(cms, course):
    module = ModulePage.objects.child_of(course).first()
    page = module.add_child(instance=LessonPage(title="Deneme", live=False))
    cms.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not LessonPage.objects.filter(pk=page.pk).exists()


def test_bulk_delete_archives_some_and_deletes_others(cms, course):
    module = ModulePage.objects.child_of(course).first()
    fresh = module.add_child(instance=LessonPage(title="Deneme", live=False))
    known = lessons_of(course)[0]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert cms.post(f"{address}?id={known.pk}&id={fresh.pk}").status_code == 302
    known.refresh_from_db()
    assert known.archived_at is not None
    assert not LessonPage.objects.filter(pk=fresh.pk).exists()


def test_the_catalogue_above_published_courses_cannot_be_deleted(cms, course):
    catalogue = course.get_parent()
    assert cms.post(reverse("wagtailadmin_pages:delete", args=[catalogue.pk])).status_code == 302
    assert CoursePage.objects.filter(pk=course.pk).exists()


def test_no_other_way_deletes_it_either(course):
    with pytest.raises(PageInUse), transaction.atomic():
        lessons_of(course)[0].delete()
    with pytest.raises(PageInUse), transaction.atomic():
        ModulePage.objects.child_of(course).first().delete()


def test_an_archived_lesson_leaves_the_next_edition_and_comes_back(course, admin):
    enrolment = make_enrolment(course=course)
    lesson = lessons_of(course)[0]
    archive_page(page=lesson, by=admin)
    assert [(change.kind, change.title) for change in pending_changes(course)] == [("removed", "Ders 1.1")]
    assert "Ders 1.1" in titles(course)
    assert lesson_content(enrolment.edition, lesson.translation_key, "tr").title == "Ders 1.1"
    publish_edition(course=course, by=admin)
    assert "Ders 1.1" not in titles(course)
    restore_page(page=lesson, by=admin)
    lesson.refresh_from_db()
    assert lesson.live
    publish_edition(course=course, by=admin)
    assert "Ders 1.1" in titles(course)
    assert Enrolment.objects.get(pk=enrolment.pk).edition.number == 1


def test_a_draft_that_was_archived_does_not_go_live(course, admin):
    module = ModulePage.objects.child_of(course).first()
    page = module.add_child(instance=LessonPage(title="Deneme", live=False, body=[("text", "<p>x</p>")]))
    page.save_revision()
    archive_page(page=page, by=admin)
    assert pending_changes(course) == []
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.archived_at is not None, "no revision brings a page back"


def test_a_lesson_comes_back_only_into_a_module_that_is_there(course, admin):
    module = ModulePage.objects.child_of(course).first()
    lesson = LessonPage.objects.child_of(module).first()
    archive_page(page=lesson, by=admin)
    archive_page(page=module, by=admin)
    with pytest.raises(CannotMove):
        restore_page(page=lesson, by=admin)


# Unpublish and move.


def test_unpublishing_the_course_keeps_records_and_addresses(client, course, admin):
    enrolment = make_enrolment(course=course)
    page = CoursePage.objects.get(pk=course.pk)
    address = page.url
    assert client.get(address).status_code == 200
    page.unpublish()
    assert client.get(address).status_code == 404
    assert newest_edition(course.key) == enrolment.edition
    assert len(outline_for(enrolment.edition, "tr").lessons) == 4


def test_moving_a_lesson_to_another_module_keeps_key_and_edition(course, admin):
    lesson = lessons_of(course)[0]
    edition = newest_edition(course.key)
    lesson.move(ModulePage.objects.child_of(course).last(), "last-child")
    assert outline_for(edition, "tr").find_lesson(lesson.translation_key).title == "Ders 1.1"
    publish_edition(course=course, by=admin)
    assert titles(course) == ["Ders 1.2", "Ders 2.1", "Ders 2.2", "Ders 1.1"]
    assert lesson_content(newest_edition(course.key), lesson.translation_key, "tr").html


def test_a_new_slug_leaves_a_redirect_from_the_old_address(
    client, course, django_capture_on_commit_callbacks
):
    page = CoursePage.objects.get(pk=course.pk)
    old = page.url
    page.slug = "5s-ve-yalin"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith("/5s-ve-yalin/")


def test_a_page_that_moved_in_the_tree_is_found_at_its_old_address(
    client, course, django_capture_on_commit_callbacks
):
    catalogue = course.get_parent()
    other = catalogue.get_parent().add_child(instance=CourseIndexPage(title="Arşiv", slug="arsiv"))
    old = CoursePage.objects.get(pk=course.pk).url
    with django_capture_on_commit_callbacks(execute=True):
        CoursePage.objects.get(pk=course.pk).move(other, "last-child")
    new = CoursePage.objects.get(pk=course.pk).url
    assert new.startswith("/arsiv/") and new != old
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith(new)


def test_a_lesson_does_not_move_into_another_course(cms, course):
    """Its records belong to people of this course: refused in the builder, in the CMS, and by the model."""
    other = make_course(title="Başka eğitim", lessons=1)
    lesson = lessons_of(course)[0]
    module = ModulePage.objects.child_of(other).get()
    with pytest.raises(CannotMove):
        place_page(page=lesson, parent=module, position=0, by=None)
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, module.pk])
    cms.post(confirm)
    with pytest.raises(CannotMove):
        LessonPage.objects.get(pk=lesson.pk).move(module, "last-child")
    lesson.refresh_from_db()
    assert lesson.is_descendant_of(course)
    sibling = ModulePage.objects.child_of(course).last()
    cms.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, sibling.pk]))
    lesson.refresh_from_db()
    assert lesson.is_child_of(sibling), "within the course it moves"


# What trainees have.


def hide_nothing(course, admin):
    """The course as it is."""


def unpublish_all(course, admin):
    CoursePage.objects.get(pk=course.pk).unpublish()
    for page in [*ModulePage.objects.child_of(course), *lessons_of(course)]:
        page.unpublish()


def archive_all(course, admin):
    archive_page(page=CoursePage.objects.get(pk=course.pk), by=admin)


@pytest.mark.parametrize("act", [hide_nothing, unpublish_all, archive_all])
def test_a_trainees_addresses_answer_whatever_becomes_of_the_pages(client, course, admin, act):
    enrolment = make_enrolment(course=course)
    act(course, admin)
    client.force_login(enrolment.user)
    keys = [lesson.translation_key for lesson in lessons_of(course)]
    addresses = [
        reverse("lms:course-learn", args=[course.key]),
        *(reverse("lms:lesson-detail", args=[course.key, key]) for key in keys),
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 5
    done = client.post(reverse("lms:lesson-done", args=[course.key, keys[0]]))
    assert done.status_code == 302
    assert enrolment.activity_completions.filter(activity_key=keys[0]).exists()


# Copy.


def test_a_copy_has_new_keys_and_neither_people_nor_editions(course, admin):
    make_enrolment(course=course)
    lesson = lessons_of(course)[0]
    archive_page(page=lessons_of(course)[-1], by=admin)
    copied = CopyPageAction(
        course, recursive=True, update_attrs={"slug": "kopya", "title": "Kopya"}, user=admin
    ).execute(skip_permission_checks=True)
    copied = CoursePage.objects.get(pk=copied.pk)
    other = lessons_of(copied)[0]
    assert copied.translation_key != course.translation_key
    assert other.translation_key != lesson.translation_key
    assert other.body.raw_data[0]["id"] == lesson.body.raw_data[0]["id"]
    block = lesson.body.raw_data[0]["id"]
    assert activity_key(other.translation_key, block) != activity_key(lesson.translation_key, block)
    assert not copied.editions.exists() and not copied.enrolments.exists()
    assert lessons_of(copied)[-1].archived_at is None
    edition = publish_edition(course=copied, by=admin)
    assert (edition.number, edition.course_key) == (1, copied.translation_key)


# Translation.


def make_twins(course, language="en"):
    for page in [course, *ModulePage.objects.child_of(course), *lessons_of(course)]:
        translate(page, language)


def twin_of(page, language="en"):
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code=language)


def publish_twin(page, title, text, language="en"):
    twin = twin_of(page, language)
    twin.title = title
    twin.body = [{"type": "text", "value": f"<p>{text}</p>", "id": page.body.raw_data[0]["id"]}]
    twin.save_revision().publish()
    return twin


def test_a_translation_shares_keys_and_is_no_course_of_its_own(course, admin):
    translate(course.get_parent().specific, "en")
    make_twins(course)
    lesson = lessons_of(course)[0]
    twin = publish_twin(lesson, "Red tag", "Text one")
    assert twin.translation_key == lesson.translation_key
    edition = publish_edition(course=twin_of(course), by=admin)
    assert edition.course == course and edition.line == 1
    entry = outline_for(edition, "en").find_lesson(lesson.translation_key)
    assert (entry.title, entry.is_translated) == ("Red tag", True)
    content = lesson_content(edition, lesson.translation_key, "en")
    assert (content.language, content.is_fallback) == ("en", False)
    assert "Text one" in content.html


def test_a_missing_twin_falls_back_to_turkish_and_says_so(course, admin):
    lesson = lessons_of(course)[1]
    edition = newest_edition(course.key)
    entry = outline_for(edition, "ar").find_lesson(lesson.translation_key)
    assert (entry.title, entry.is_translated) == ("Ders 1.2", False)
    content = lesson_content(edition, lesson.translation_key, "ar")
    assert (content.language, content.is_fallback) == ("tr", True)


def test_an_outdated_twin_falls_back_until_it_is_published_again(course, admin):
    translate(course.get_parent().specific, "en")
    make_twins(course)
    lesson = lessons_of(course)[0]
    publish_twin(lesson, "Red tag", "Text one")
    publish_edition(course=course, by=admin)
    draft = lesson.get_latest_revision_as_object()
    draft.body = [{"type": "text", "value": "<p>Başka bir metin</p>", "id": lesson.body.raw_data[0]["id"]}]
    draft.save_revision()
    kinds = [(change.kind, change.language) for change in pending_changes(course)]
    assert kinds == [("text", ""), ("translation_removed", "en")]
    edition = publish_edition(course=course, by=admin)
    assert edition.line == 1
    content = lesson_content(edition, lesson.translation_key, "en")
    assert content.is_fallback and "Başka bir metin" in content.html
    assert [change.kind for change in pending_changes(course)] == []
    twin_of(lesson).save_revision().publish()  # the translator says that it still holds
    edition = publish_edition(course=course, by=admin)
    assert not lesson_content(edition, lesson.translation_key, "en").is_fallback


def test_a_twin_without_a_new_block_falls_back(course, admin):
    translate(course.get_parent().specific, "en")
    make_twins(course)
    lesson = lessons_of(course)[0]
    publish_twin(lesson, "Red tag", "Text one")
    draft = lesson.get_latest_revision_as_object()
    draft.body = [
        dict(lesson.body.raw_data[0]),
        {"type": "text", "value": "<p>Yeni</p>", "id": str(uuid.uuid4())},
    ]
    draft.save_revision()
    edition = publish_edition(course=course, by=admin)
    assert lesson_content(edition, lesson.translation_key, "en").is_fallback


def test_a_translation_that_is_deleted_leaves_turkish(course, admin):
    translate(course.get_parent().specific, "en")
    make_twins(course)
    lesson = lessons_of(course)[0]
    twin = publish_twin(lesson, "Red tag", "Text one")
    first = publish_edition(course=course, by=admin)
    assert "Text one" in lesson_content(first, lesson.translation_key, "en").html
    twin.delete()
    assert not LessonPage.objects.filter(pk=twin.pk).exists()
    second = publish_edition(course=course, by=admin)
    content = lesson_content(second, lesson.translation_key, "en")
    assert (content.language, content.is_fallback) == ("tr", True)
    assert "Metin 1" in content.html
    assert "Text one" in lesson_content(first, lesson.translation_key, "en").html, "an edition never changes"


def test_an_untranslated_copy_is_no_translation(course, admin):
    translate(course.get_parent().specific, "en")
    make_twins(course)
    lesson = lessons_of(course)[0]
    twin_of(lesson).save_revision().publish()
    assert not any(
        "translation" in change.kind for change in pending_changes(course) if change.key == str(lesson.key)
    )


# Schedule.


def test_a_scheduled_draft_goes_live_in_the_cms_and_reaches_trainees_with_the_next_publish(course, admin):
    lessons_of(course)[0].save_revision().publish()
    lesson = lessons_of(course)[0].get_latest_revision_as_object()
    lesson.title = "Zamanlı"
    lesson.go_live_at = timezone.now() + timedelta(hours=1)
    revision = lesson.save_revision()
    revision.publish()
    assert pending_changes(course) == [], "what is planned for later is no change yet"
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    publish_scheduled()
    assert [change.kind for change in pending_changes(course)] == ["renamed"]
    assert "Zamanlı" not in titles(course)
    publish_edition(course=course, by=admin)
    assert "Zamanlı" in titles(course)


def test_an_expired_lesson_leaves_the_next_edition(course, admin):
    lesson = lessons_of(course)[0]
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_scheduled()
    lesson.refresh_from_db()
    assert lesson.expired and not lesson.live
    assert [(change.kind, change.title) for change in pending_changes(course)] == [("removed", "Ders 1.1")]
