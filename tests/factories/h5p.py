"""Rows of H5P packages, launches and statements, without files."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from wagtail.models import Collection

from lms.courses.models import LessonPage
from lms.courses.selectors.reading import outline_for
from lms.courses.services.editions import publish_edition
from lms.h5p.models import H5PAttempt, H5PLibrary, H5PPackage, H5PVersion
from lms.xapi.models import ActivityState, Launch, Statement
from tests.factories.courses import make_course


def make_version(package=None, *, title="Kırmızı etiket", machine_name="H5P.MultiChoice", by=None, **fields):
    """A version of a package, current at once. Its library is made when it is not there."""
    library, _is_new = H5PLibrary.objects.get_or_create(
        machine_name=machine_name,
        major=1,
        minor=16,
        defaults={
            "patch": 4, "title": machine_name, "is_runnable": True, "sha256": uuid4().hex * 2, "manifest": {},
            "files": {}, "size": 0,
        },
    )  # fmt: skip
    if package is None:
        # Tests with real transactions begin without Wagtail's root collection.
        root = Collection.get_first_root_node() or Collection.add_root(name="Root")
        package = H5PPackage.objects.create(title=title, created_by=by, collection=root)
    values = {
        "manifest": {"title": title}, "parameters": {}, "files": {}, "size": 0, "sha256": uuid4().hex * 2, **fields,
    }  # fmt: skip
    version = H5PVersion.objects.create(
        package=package, number=package.versions.count() + 1, main_library=library, uploaded_by=by, **values
    )
    package.current = version
    package.save(update_fields=["current"])
    return version


def make_launch(*, user, version, enrolment=None, activity_key=None, registration=None, now=None, **fields):
    """A launch as `xapi.services.start_launch` makes it."""
    now = now or timezone.now()
    values = {"launched_at": now, "expires_at": now + timedelta(hours=12), "token_digest": uuid4().hex * 2}
    return Launch.objects.create(
        user=user,
        kind="h5p",
        version_key=version.uuid,
        enrolment=enrolment,
        activity_key=UUID(str(activity_key)) if activity_key else None,
        registration=registration or uuid4(),
        **values | fields,
    )


def fill_package(*, user, enrolment, activity_key, version, mark):
    """Something in every table that knows who used a package; `mark` stands in what is hers. Returns the launch, with
    its `attempt`."""
    launch = make_launch(user=user, version=version, enrolment=enrolment, activity_key=activity_key)
    document = {"result": {"response": mark}}
    Statement.objects.create(
        launch=launch, key=uuid4(), actor=uuid4().hex, verb="http://adlnet.gov/expapi/verbs/answered",
        activity_id="urn:x", raw=document, document=document, said_at=timezone.now(),
    )  # fmt: skip
    ActivityState.objects.create(
        user=user, place=activity_key, version_key=version.uuid, state=f'["{mark}"]', sequence=1
    )
    launch.attempt = H5PAttempt.objects.create(
        enrolment=enrolment, activity_key=activity_key, version=version, number=1,
        registration=launch.registration, first_launch=launch, score=1, max_score=1, scaled=1,
    )  # fmt: skip
    return launch


def add_package(version, course, **settings):
    """Put the version's package at the end of the course's first lesson."""
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    value = {
        "package": version.package_id,
        "counts": False,
        "is_required": False,
        "pass_percent": None,
        "weight": 1,
    }
    block = {"type": "h5p", "value": value | settings, "id": str(uuid4())}
    lesson.body = [*lesson.body.get_prep_value(), block]
    lesson.save()


def publish_package(version, *, course=None, **settings):
    """The same, published; returns the edition, with `package_activity`: the activity as trainees' pages have it."""
    course = course or make_course()
    add_package(version, course, **settings)
    edition = publish_edition(course=course, by=None)
    edition.package_activity = outline_for(edition, "tr").activities[-1]
    return edition
