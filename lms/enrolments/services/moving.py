"""Pin enrolments to another edition of their course."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from core.audit import record
from core.batches import in_batches
from lms.courses.models import CoursePage, Edition
from lms.courses.selectors.reading import newest_edition
from lms.courses.services.editions import lock_course
from lms.enrolments.exceptions import EditionNotNewest
from lms.enrolments.models import Enrolment, EnrolmentMove
from lms.enrolments.selectors.moving import in_group, waiting_for_move
from lms.enrolments.signals import enrolments_moved
from lms.programmes.models import Cohort

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
        for batch in in_batches(ids, BATCH):
            rows = list(
                Enrolment.objects.select_for_update()
                .filter(pk__in=batch)
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


def move_people(
    *, course: CoursePage, cohort: Cohort | None, edition: Edition, by: Any, reason: str = ""
) -> int:
    """Move a group's people in a course (or, without `cohort`, those who take it without one) to its newest edition.

    Who has completed the course stays on the edition she completed. Twice is once. Returns how many moved. The course
    is locked as for publishing, so that no edition comes out in between. Raises EditionNotNewest.
    """
    with transaction.atomic():
        source = lock_course(course)
        newest = newest_edition(source.key)
        if newest is None or newest.pk != edition.pk:
            raise EditionNotNewest
        waiting = waiting_for_move(course_key=source.key).filter(in_group(cohort))
        moved = move_to_edition(
            enrolments=waiting.only("pk", "course_key"), edition=newest, by=by, reason=reason
        )
        if moved:
            data = {"course": str(source.key), "edition": newest.number, "people": moved}
            record(
                action="enrolments.moved",
                actor=by,
                about=source if cohort is None else cohort,
                reason=reason[:300],
                data=data,
            )
    return moved


def see_move(*, enrolment: Enrolment, edition_number: int) -> bool:
    """Remember that she has read what the move to this edition changed; False when there was none."""
    move = enrolment.moves.filter(to_edition__number=edition_number).order_by("-pk").first()
    if move is None:
        return False
    Enrolment.objects.filter(pk=enrolment.pk).filter(Q(seen_move=None) | Q(seen_move__lt=move)).update(
        seen_move=move
    )
    return True
