"""A package of thirty libraries in a course of the demo trainee, for the benchmark. Needs a Django that is set up."""

import tempfile
import uuid
from functools import cache
from pathlib import Path

from django.apps import apps
from django.urls import reverse

from tests.bench.addresses import TRAINEE
from tests.h5p_packages import build_package


@cache
def _brought() -> tuple[str, str]:
    """Bring it in once; the paths of the player and of the page around it."""
    # Not at the top: whoever measures reads the list of pages without a Django.
    from lms.courses.selectors.reading import outline_for
    from lms.courses.services.editions import publish_edition
    from lms.enrolments.services import enrol
    from lms.h5p.services import import_package
    from lms.h5p.services.starting import open_package

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deep.h5p"
        path.write_bytes(build_package("deep"))
        version = import_package(path=path)
    index = apps.get_model("lms.CourseIndexPage").objects.get(locale__language_code="tr")
    course = index.add_child(instance=apps.get_model("lms.CoursePage")(title="Otuz kitaplık", is_open=True))
    module = course.add_child(instance=apps.get_model("lms.ModulePage")(title="Bölüm"))
    value = {
        "package": version.package_id,
        "counts": True,
        "is_required": False,
        "pass_percent": None,
        "weight": 1,
    }
    block = {"type": "h5p", "id": str(uuid.uuid4()), "value": value}
    module.add_child(instance=apps.get_model("lms.LessonPage")(title="Ders", body=[block]))
    edition = publish_edition(course=course, by=None)
    user = apps.get_model("accounts.User").objects.get(username=TRAINEE)
    enrol(user=user, course=course)
    (activity,) = outline_for(edition, "tr").activities
    opened = open_package(
        user=user,
        package_uuid=version.package.uuid,
        course_key=edition.course_key,
        activity_key=uuid.UUID(activity.key),
        language="tr",
    )
    assert opened is not None
    player = reverse("lms-frames:play", args=[opened.token])
    return player, reverse("lms:h5p-detail", args=[edition.course_key, activity.key])


def player() -> str:
    """The document that a frame loads."""
    return _brought()[0]


def around() -> str:
    """The page that shows the package."""
    return _brought()[1]
