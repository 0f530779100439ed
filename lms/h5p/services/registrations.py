"""Which attempt a launch belongs to."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from lms.enrolments.models import Enrolment
from lms.h5p.models import H5PAttempt, H5PVersion
from lms.xapi.models import Launch


@transaction.atomic
def registration_for(
    *, enrolment: Enrolment, activity_key: UUID | str, version: H5PVersion, new: bool
) -> UUID:
    """The registration (xAPI 1.0.3, 4.1.8.1) for a launch that is about to begin.

    The last one of this version goes on, so that she finds what she left; with `new` a completed one is followed by
    another, while an open one still goes on. Another version begins anew: results belong to a version. Call it in the
    transaction that makes the launch: two tabs then get the same answer.
    """
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    last = _last_launch(enrolment, activity_key, version)
    if last is None:
        return uuid4()
    is_done = H5PAttempt.objects.filter(registration=last.registration, completed_at__isnull=False)
    return uuid4() if new and is_done.exists() else last.registration


def _last_launch(enrolment: Enrolment, activity_key: Any, version: H5PVersion) -> Launch | None:
    rows = Launch.objects.filter(
        enrolment=enrolment, activity_key=activity_key, kind="h5p", version_key=version.uuid
    )
    return rows.order_by("-pk").first()
