"""Attempts as a projection of statements: brought up to date with each report, and made anew at any time."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min

from lms.enrolments.models import Enrolment
from lms.h5p.models import H5PAttempt, H5PVersion
from lms.h5p.rules.projection import Report, project
from lms.h5p.signals import attempt_changed
from lms.xapi.models import Launch, Statement
from lms.xapi.services import activity_id

KIND = "h5p"
_COLUMNS = ("said_at", "pk", "verb", "score_raw", "score_max", "scaled", "success", "completion", "duration")


@transaction.atomic
def update_attempt(*, launch: Launch) -> H5PAttempt | None:
    """Bring the attempt of a launch up to date with everything reported of it. None where nothing is recorded.

    Sends `attempt_changed`. Safe to run at any time and again.
    """
    if launch.kind != KIND or launch.enrolment_id is None or launch.activity_key is None:
        return None
    # The person's row is the queue: numbers are given out once, and two devices do not overwrite each other.
    enrolments = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related("edition")
    enrolment = enrolments.get(pk=launch.enrolment_id)
    known = H5PAttempt.objects.filter(registration=launch.registration).select_related("first_launch")
    attempt = known.first() or _begin(launch)
    if attempt is None:
        return None
    if attempt.enrolment_id == enrolment.pk:
        # Whoever listens asks for it and its edition at once.
        attempt.enrolment = enrolment
    for name, value in asdict(project(_reports(attempt))).items():
        setattr(attempt, name, value)
    attempt.save()
    attempt_changed.send(sender=H5PAttempt, attempt=attempt)
    return attempt


def rebuild_attempts(*, enrolments: Iterable[Enrolment] | None = None) -> int:
    """Make attempts anew from their statements: those that there are, and those that an accident lost. Returns how many."""
    launches = Launch.objects.filter(
        kind=KIND, enrolment__isnull=False, activity_key__isnull=False, statements__isnull=False
    )
    if enrolments is not None:
        launches = launches.filter(enrolment__in=list(enrolments))
    # In the order in which they were first heard of, as their numbers were given.
    heard = launches.order_by().values("registration").annotate(first=Min("statements__pk")).order_by("first")
    count = 0
    for pk in list(heard.values_list("first", flat=True)):
        count += (
            update_attempt(launch=Statement.objects.select_related("launch").get(pk=pk).launch) is not None
        )
    return count


def _begin(launch: Launch) -> H5PAttempt | None:
    version = H5PVersion.objects.filter(uuid=launch.version_key).first()
    first = Launch.objects.filter(registration=launch.registration).order_by("pk").first() or launch
    if version is None:
        return None
    place: dict[str, Any] = {"enrolment_id": launch.enrolment_id, "activity_key": launch.activity_key}
    last = H5PAttempt.objects.filter(**place).aggregate(last=Max("number"))["last"]
    return H5PAttempt(
        **place,
        version=version,
        number=(last or 0) + 1,
        registration=launch.registration,
        first_launch=first,
        started_at=first.launched_at,
    )


def _reports(attempt: H5PAttempt) -> list[Report]:
    """What was said of the whole package; its parts have scores of their own."""
    rows = Statement.objects.filter(
        launch__registration=attempt.registration, launch__enrolment=attempt.enrolment_id,
        activity_id=activity_id(attempt.first_launch),
    )  # fmt: skip
    return [Report(*row) for row in rows.order_by("pk").values_list(*_COLUMNS)]


def attempt_of(*, registration: UUID) -> H5PAttempt | None:
    """The attempt of a registration."""
    return H5PAttempt.objects.filter(registration=registration).first()
