"""A package in a lesson: what an edition keeps of it, what keeps a course from being published, what waits."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lms.courses.models import LessonPage
from lms.courses.selectors.changes import pending_changes
from lms.h5p.blocks import H5PBlock
from lms.h5p.forms import ChoosePackageForm
from lms.h5p.models import H5PPackage
from lms.h5p.selectors.authored import packages_of_blocks
from lms.h5p.services import registration_for
from lms.h5p.services.choosing import summarise_packages
from lms.h5p.services.freezing import freeze_packages, problems_of_packages
from tests.factories.accounts import UserFactory
from tests.factories.h5p import fill_package, make_launch, make_version, publish_package

pytestmark = pytest.mark.django_db


def block_of(version, **settings):
    return {
        "package": version.package_id,
        "counts": True,
        "is_required": True,
        "pass_percent": 70,
        "weight": 2,
    } | settings


def test_an_edition_keeps_the_version_and_what_counts():
    version = make_version(title="Kırmızı etiket")
    (frozen,) = freeze_packages([block_of(version)], ["tr"])
    assert frozen == {
        "titles": {"tr": "Kırmızı etiket"},
        "is_required": True,
        "weight": 2,
        "config": {
            "package": str(version.package.uuid),
            "version": str(version.uuid),
            "library": "H5P.MultiChoice",
            "pass_percent": 70,
            "counts": True,
        },
    }


def test_nothing_is_needed_whose_results_do_not_count():
    (frozen,) = freeze_packages([block_of(make_version(), counts=False)], ["tr"])
    assert frozen["is_required"] is False


def test_what_keeps_a_course_from_being_published():
    empty = H5PPackage.objects.create(title="Boş")
    whole = make_version()
    values = [{}, {"package": empty.pk}, {"package": 999999}, block_of(whole, counts=False), block_of(whole)]
    assert [len(found) for found in problems_of_packages(values)] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize("number", [1, 7])
def test_one_query_however_many_blocks(number, django_assert_num_queries):
    values = [block_of(make_version(title=f"Paket {index}")) for index in range(number)]
    for read in (lambda: freeze_packages(values, ["tr"]), lambda: problems_of_packages(values),
                 lambda: summarise_packages(values), lambda: packages_of_blocks(values)):  # fmt: skip
        with django_assert_num_queries(1):
            read()


def test_a_replaced_package_moves_people_by_itself_and_another_type_waits():
    version = make_version()
    edition = publish_package(version)
    assert not pending_changes(edition.course)
    make_version(version.package)
    assert [change.is_material for change in pending_changes(edition.course)] == [False]
    make_version(version.package, machine_name="H5P.Blanks")
    assert [change.is_material for change in pending_changes(edition.course)] == [True]


def test_the_block_asks_for_counting_results_where_it_is_needed():
    block, version = H5PBlock(), make_version()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(block_of(version, counts=False)))
    assert block.clean(block.to_python(block_of(version)))["is_required"]


def test_the_builder_puts_a_package_into_a_lesson(client):
    version = make_version()
    edition = publish_package(make_version())
    lesson = LessonPage.objects.descendant_of(edition.course).order_by("path").last()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("lms:builder-activity-create", args=[edition.course_key, lesson.translation_key, "h5p"])
    sent = {"tool-package": version.package_id, "tool-is_required": "on"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"tool-counts": "on", "tool-pass_percent": "60"}).status_code == 302
    lesson.refresh_from_db()
    body = lesson.get_latest_revision_as_object().body
    value = body[-1].value
    assert (value["package"], value["counts"], value["pass_percent"]) == (version.package, True, 60)
    page = client.get(reverse("lms:course-builder", args=[edition.course_key]))
    assert version.package.title in page.content.decode()


def test_only_what_can_play_is_offered():
    H5PPackage.objects.create(title="Boş")
    version = make_version()
    assert not ChoosePackageForm(by=UserFactory()).fields["package"].queryset.exists()
    assert list(ChoosePackageForm(by=UserFactory(is_superuser=True)).fields["package"].queryset) == [
        version.package
    ]


def test_an_attempt_goes_on_until_it_is_done_and_is_begun_again(played):
    key = played.activity.key
    ask = {"enrolment": played.enrolment, "activity_key": key, "version": played.version}
    first = registration_for(**ask, new=False)
    launch = make_launch(
        user=played.user,
        version=played.version,
        enrolment=played.enrolment,
        activity_key=key,
        registration=first,
    )
    assert registration_for(**ask, new=False) == registration_for(**ask, new=True) == first
    done = fill_package(
        user=played.user, enrolment=played.enrolment, activity_key=key, version=played.version, mark="x"
    )
    attempt = done.registration
    assert launch.registration == first
    played.enrolment.h5p_attempts.update(completed_at=launch.launched_at)
    assert registration_for(**ask, new=False) == attempt
    assert registration_for(**ask, new=True) not in (attempt, first)
    other = make_version(played.version.package)
    assert registration_for(**ask | {"version": other}, new=False) not in (attempt, first)
