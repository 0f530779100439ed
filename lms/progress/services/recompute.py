"""Completion computed again from rules and records: after an event, after a move, or for a whole course."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import transaction

from core.batches import in_batches
from lms.enrolments.models import Enrolment, EnrolmentState
from lms.h5p.selectors.best import completed_results
from lms.progress.models import ActivityCompletion, CourseCompletion, Source
from lms.progress.selectors.course_progress import records_of_many, trace_of
from lms.progress.signals import activity_completed, course_completed
from lms.quizzes.models import Attempt
from lms.videos.selectors.watching import watched_results

BATCH = 200


def evaluate_courses(*, enrolments: Iterable[Enrolment]) -> list[CourseCompletion]:
    """Complete the courses of those whose records meet their edition's rules now. What was completed stays completed."""
    wanted = [enrolment for enrolment in enrolments if enrolment.state == EnrolmentState.ACTIVE]
    known = set(CourseCompletion.objects.filter(enrolment__in=wanted).values_list("enrolment_id", flat=True))
    wanted = [enrolment for enrolment in wanted if enrolment.pk not in known]
    completed = []
    with transaction.atomic():
        records = records_of_many(wanted)
        for enrolment in wanted:
            trace = trace_of(enrolment, records[enrolment.pk])
            if not trace.is_complete:
                continue
            completion, is_new = CourseCompletion.objects.get_or_create(
                enrolment=enrolment, defaults={"edition": enrolment.edition, "trace": trace.to_json()}
            )
            if is_new:
                course_completed.send(sender=CourseCompletion, completion=completion)
                completed.append(completion)
    return completed


def recompute(
    *, course_key: UUID | None = None, enrolment_ids: Iterable[int] | None = None
) -> list[CourseCompletion]:
    """Catch up on anything an interrupted event left open: passed quizzes, packages and watched videos without their
    mark, complete courses without theirs. Safe to run at any time; nothing is ever taken away."""
    rows = Enrolment.objects.active().select_related("edition", "membership")
    if course_key is not None:
        rows = rows.filter(course_key=course_key)
    if enrolment_ids is not None:
        rows = rows.filter(pk__in=list(enrolment_ids))
    completed: list[CourseCompletion] = []
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for batch in in_batches(ids, BATCH):
        enrolments = list(rows.filter(pk__in=batch))
        _mark_passed(enrolments)
        completed += evaluate_courses(enrolments=enrolments)
    return completed


def _mark_passed(enrolments: list[Enrolment]) -> None:
    marked = set(
        ActivityCompletion.objects.filter(enrolment__in=enrolments).values_list(
            "enrolment_id", "activity_key"
        )
    )
    found = (*_passed_quizzes(enrolments), *_met_packages(enrolments), *_watched_videos(enrolments))
    for enrolment_id, key, source, evidence in found:
        if (enrolment_id, key) in marked:
            continue
        marked.add((enrolment_id, key))
        completion, is_new = ActivityCompletion.objects.get_or_create(
            enrolment_id=enrolment_id, activity_key=key, defaults={"source": source, "evidence": evidence}
        )
        if is_new:
            activity_completed.send(sender=ActivityCompletion, completion=completion)


def _passed_quizzes(enrolments: list[Enrolment]) -> Iterator[tuple[int, UUID, str, str]]:
    passed = Attempt.objects.filter(enrolment__in=enrolments, passed=True).order_by("number")
    for enrolment_id, key, attempt in passed.values_list("enrolment_id", "activity_key", "uuid"):
        yield enrolment_id, key, Source.SERVER, f"attempt:{attempt}"


def _met_packages(enrolments: list[Enrolment]) -> Iterator[tuple[int, UUID, str, str]]:
    for one in completed_results(enrolments):
        if one.is_met:
            yield one.enrolment_id, UUID(one.activity_key), Source.PACKAGE, f"h5p:{one.attempt}"


def _watched_videos(enrolments: list[Enrolment]) -> Iterator[tuple[int, UUID, str, str]]:
    for one in watched_results(enrolments):
        if one.is_met:
            yield one.enrolment_id, UUID(one.activity_key), Source.WATCHED, f"video:{one.watch}"
