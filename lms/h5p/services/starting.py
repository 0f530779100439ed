"""Opening a package inside a course: which version, which attempt goes on, which launch begins."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from lms.courses.rules.reading import ActivityOutline
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment
from lms.enrolments.selectors import enrolment_for, is_open_now
from lms.h5p.models import H5PAttempt, H5PVersion
from lms.h5p.services.registrations import registration_for
from lms.xapi.models import Launch
from lms.xapi.services import forget_states, start_launch

KIND = "h5p"


@dataclass(frozen=True)
class OpenedPackage:
    """A launch and its token; the attempt that it goes on with, None when it is a new one."""

    launch: Launch
    token: str
    attempt: H5PAttempt | None


def open_package(
    *,
    user: Any,
    package_uuid: UUID,
    course_key: UUID,
    activity_key: UUID,
    language: str,
    is_new: bool = False,
    registration: UUID | None = None,
) -> OpenedPackage | None:
    """Launch the version that her edition of the course holds. None for whoever is not enrolled, whose group has not
    begun, and where the activity is none of this package.

    is_new: a new attempt, from the beginning. registration: of an attempt of hers that has results still to be sent.
    """
    enrolment = enrolment_for(user, course_key)
    if enrolment is None or not is_open_now(enrolment):
        return None
    activity = outline_for(enrolment.edition, language).find_activity(str(activity_key))
    if activity is None or activity.kind != KIND or activity.config.get("package") != str(package_uuid):
        return None
    return _launch(enrolment, activity, is_new=is_new, asked=registration)


def _launch(
    enrolment: Enrolment, activity: ActivityOutline, *, is_new: bool, asked: UUID | None
) -> OpenedPackage | None:
    key, version_key = UUID(activity.key), UUID(activity.config["version"])
    version = H5PVersion.objects.only("pk", "uuid").filter(uuid=version_key).first()
    if version is None:
        return None
    with transaction.atomic():
        going_on = None
        if asked is not None and not is_new:
            going_on = _own_registration(enrolment, key, version_key, asked)
        registration = going_on or registration_for(
            enrolment=enrolment, activity_key=key, version=version, new=is_new
        )
        if is_new:
            forget_states(user=enrolment.user, place=key, version_key=version_key)
        launch, token = start_launch(
            user=enrolment.user,
            kind=KIND,
            version_key=version_key,
            enrolment=enrolment,
            activity_key=key,
            registration=registration,
        )
    return OpenedPackage(launch, token, H5PAttempt.objects.filter(registration=registration).first())


def _own_registration(
    enrolment: Enrolment, activity_key: UUID, version_key: UUID, asked: UUID
) -> UUID | None:
    """The registration asked for, when it was given to her for this very activity and version; else None."""
    known = Launch.objects.filter(
        enrolment=enrolment, activity_key=activity_key, version_key=version_key, registration=asked
    )
    return asked if known.exists() else None
