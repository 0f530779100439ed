"""A package that something needs is not deleted: a lesson live or in draft, an edition, somebody's result."""

import uuid

import pytest

from lms.courses.models import LessonPage
from lms.h5p.exceptions import PackageInUse
from lms.h5p.models import H5PPackage
from lms.h5p.selectors.uses import uses_of
from lms.h5p.services import delete_package
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import make_launch, make_version, publish_package

pytestmark = pytest.mark.django_db


def put_into(lesson, package):
    lesson.body.append(("h5p", {"package": package, "weight": 1}))


def test_a_lesson_in_draft_and_then_live_needs_it(editor):
    package, other = make_version().package, make_version(title="Öteki").package
    lesson = LessonPage.objects.descendant_of(make_course(modules=1, lessons=1)).first()
    assert not uses_of(package)
    draft = lesson.get_latest_revision_as_object()
    put_into(draft, package)
    revision = draft.save_revision()
    assert [page.pk for page in uses_of(package).pages] == [lesson.pk]
    with pytest.raises(PackageInUse, match=lesson.title):
        delete_package(package=package, by=editor)
    revision.publish()
    assert [page.pk for page in uses_of(package).pages] == [lesson.pk]
    assert not uses_of(other)
    delete_package(package=other, by=editor)
    assert list(H5PPackage.objects.all()) == [package]


def test_an_edition_needs_it_after_the_lesson_does_not(editor):
    version = make_version()
    edition = publish_package(version)
    lesson = LessonPage.objects.descendant_of(edition.course).first()
    lesson = lesson.get_latest_revision_as_object() if lesson.latest_revision else lesson
    lesson.body = []
    lesson.save_revision().publish()
    uses = uses_of(version.package)
    assert (uses.pages, uses.editions) == ([], [edition])
    with pytest.raises(PackageInUse):
        delete_package(package=version.package, by=editor)


def test_a_launch_in_a_course_needs_it_and_a_look_at_it_does_not(editor):
    version, user = make_version(), UserFactory()
    make_launch(user=user, version=version)
    assert not uses_of(version.package)
    make_launch(user=user, version=version, enrolment=make_enrolment(user=user), activity_key=uuid.uuid4())
    assert uses_of(version.package).launches == 1
    with pytest.raises(PackageInUse):
        delete_package(package=version.package, by=editor)
