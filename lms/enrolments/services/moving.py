"""Pin enrolments to another edition of their course."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from lms.courses.models import Edition
from lms.enrolments.models import Enrolment, EnrolmentMove
from lms.enrolments.signals import enrolments_moved

BATCH = 500


def move_to_edition(*, enrolments: Iterable[Enrolment], edition: Edition, by: Any, reason: str = "") -> int:
    """Move enrolments of the edition's course to it; each move is a row. Returns how many moved.

    Records stay with their enrolment, so what was done stays done. Raises ValueError for another course's enrolment.
    """
    wanted = list(enrolments)
    if any(enrolment.course_key != edition.course_key for enrolment in wanted):
        raise ValueError("An enrolment can only move to an edition of its own course")
    ids = sorted(enrolment.pk for enrolment in wanted)
    moved: list[int] = []
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            rows = list(
                Enrolment.objects.select_for_update()
                .filter(pk__in=ids[start : start + BATCH])
                .exclude(edition=edition)
                .values_list("pk", "edition_id")
            )
            EnrolmentMove.objects.bulk_create(
                EnrolmentMove(
                    enrolment_id=pk,
                    from_edition_id=previous,
                    to_edition=edition,
                    moved_by=by,
                    reason=reason[:300],
                )
                for pk, previous in rows
            )
            Enrolment.objects.filter(pk__in=[pk for pk, _previous in rows]).update(edition=edition)
            moved += [pk for pk, _previous in rows]
        for enrolment in wanted:
            if enrolment.pk in set(moved):
                enrolment.edition = edition
        if moved:
            enrolments_moved.send(sender=Enrolment, enrolment_ids=moved, edition=edition)
    return len(moved)


def follow_edition(*, edition: Edition, by: Any = None) -> int:
    """Move on everybody who is on an older edition of the same line: only texts differ, so nothing waits."""
    followers = Enrolment.objects.filter(
        course_key=edition.course_key, edition__line=edition.line, edition__number__lt=edition.number
    ).only("pk", "course_key")
    return move_to_edition(enrolments=followers, edition=edition, by=by)
