"""Bring packages into a running site, each in a lesson of its own, for a demo person: prints what a test needs to know.

Run inside the site (`LiveSite.run`); the answer is written as JSON to the file named.
"""

import json
import os
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.urls import reverse

from accounts.models import User
from demo.keys import key_uuid
from lms.courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from lms.courses.selectors.reading import outline_for
from lms.courses.services.editions import publish_edition
from lms.enrolments.services import enrol
from lms.h5p.models import H5PPackage, H5PVersion
from lms.h5p.services import import_package
from tests.h5p_packages import TRAITS, build_package

SAMPLES = (
    Path(os.environ.get("SAMPLES_DIR") or Path(__file__).resolve().parents[4] / "shared" / "samples") / "h5p"
)
ALTERNATIVE = "Aynı içerik, sözle: dokuma salonunda kulaklık takılır."


def bring(target: str, person: str, *, abroad: str = "http://127.0.0.1:9") -> None:
    """Import every package, publish a course with a lesson for each, enrol the person, write what is where."""
    versions = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in TRAITS:
            path = Path(folder) / f"{name}.h5p"
            path.write_bytes(build_package(name, abroad=abroad))
            versions[name] = import_package(path=path, alternative=ALTERNATIVE)
    if SAMPLES.is_dir():
        for path in sorted(SAMPLES.glob("*.h5p")):
            versions[path.stem] = import_package(path=path, title=path.stem)
    place(target, person, versions)


def place(
    target: str, person: str, versions: dict[str, H5PVersion], title: str = "Etkileşimli içerikler"
) -> None:
    """Publish a course with a lesson for each version, enrol the person, write what is where."""
    course = _course(versions, title)
    edition = publish_edition(course=course, by=None)
    user = User.objects.get(uuid=key_uuid("person", person))
    enrol(user=user, course=course)
    outline = outline_for(edition, "tr")
    known: dict[str, Any] = {}
    for activity in outline.activities:
        name = next(key for key, one in versions.items() if str(one.uuid) == activity.config["version"])
        known[name] = {
            "page": reverse("lms:h5p-detail", args=[edition.course_key, activity.key]),
            "lesson": reverse("lms:lesson-detail", args=[edition.course_key, activity.lesson_key]),
            "activity": activity.key,
            "version": str(versions[name].uuid),
            "package": str(H5PPackage.objects.get(pk=versions[name].package_id).uuid),
        }
    Path(target).write_text(json.dumps({"packages": known, "course": str(edition.course_key)}))


def _course(versions: dict[str, H5PVersion], title: str) -> CoursePage:
    index = CourseIndexPage.objects.get(locale__language_code="tr")
    course = index.add_child(instance=CoursePage(title=title, is_open=True))
    module = course.add_child(instance=ModulePage(title="Paketler"))
    for name, version in versions.items():
        block = {
            "type": "h5p",
            "id": str(uuid.uuid4()),
            "value": {
                "package": version.package_id, "counts": True, "is_required": False, "pass_percent": None, "weight": 1,
            },
        }  # fmt: skip
        text = {"type": "text", "id": str(uuid.uuid4()), "value": "<p>Önce okuyun, sonra deneyin.</p>"}
        module.add_child(instance=LessonPage(title=f"Ders: {name}", body=[text, block]))
    return course
