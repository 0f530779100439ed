"""How the people she trains did in a package."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from core.charts import Chart, Series, bar_chart
from lms.enrolments.models import Enrolment
from lms.h5p.models import H5PAttempt
from lms.h5p.rules.meeting import percent_of

STATES = ("completed", "not_completed", "not_opened")
BANDS = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 101))
"""Of the best result in per cent: from, to (not included)."""


@dataclass(frozen=True)
class ResultRow:
    """One person's results in a package. percent: of the best attempt; None where nothing with points was reported."""

    name: str
    group: str
    attempts: int
    percent: int | None
    is_completed: bool
    last_at: datetime | None
    last_attempt: uuid.UUID | None


def people_with_results(
    enrolments: QuerySet[Enrolment], activity_key: uuid.UUID | str, state: str = ""
) -> QuerySet[Enrolment]:
    """Enrolments with what ResultRow needs, by name; `state`: one of STATES, or all."""
    own = H5PAttempt.objects.filter(enrolment=OuterRef("pk"), activity_key=activity_key)
    here = Q(h5p_attempts__activity_key=activity_key)
    rows = (
        enrolments.annotate(
            attempt_count=Count("h5p_attempts", filter=here),
            best=Max("h5p_attempts__best", filter=here),
            last_at=Max("h5p_attempts__started_at", filter=here),
            last_uuid=Subquery(own.order_by("-number").values("uuid")[:1]),
            has_completed=Exists(own.filter(completed_at__isnull=False)),
        )
        .select_related("user", "membership__cohort")
        .order_by("user__sort_name", "pk")
    )
    if state == "completed":
        return rows.filter(has_completed=True)
    if state == "not_completed":
        return rows.filter(has_completed=False, attempt_count__gt=0)
    if state == "not_opened":
        return rows.filter(attempt_count=0)
    return rows


def result_row(enrolment: Any) -> ResultRow:
    """An enrolment of people_with_results as a row."""
    return ResultRow(
        name=enrolment.user.get_full_name(),
        group=enrolment.membership.cohort.name if enrolment.membership else "",
        attempts=enrolment.attempt_count,
        percent=shown_percent(enrolment.best),
        is_completed=enrolment.has_completed,
        last_at=enrolment.last_at,
        last_attempt=enrolment.last_uuid,
    )


def shown_percent(share: float | None) -> int | None:
    """Whole per cent, rounded down: nobody reads a pass where there is none."""
    return None if share is None else int(percent_of(share))


def attempts_for_file(enrolments: QuerySet[Enrolment], activity_key: uuid.UUID | str) -> Iterator[H5PAttempt]:
    """Every attempt with its person and group, by name. One query."""
    rows = H5PAttempt.objects.filter(enrolment__in=enrolments.values("pk"), activity_key=activity_key)
    related = rows.select_related("enrolment__user", "enrolment__membership__cohort", "version")
    return related.order_by("enrolment__user__sort_name", "enrolment_id", "number").iterator(chunk_size=500)


def attempts_of(enrolment: Enrolment, activity_key: uuid.UUID | str) -> list[H5PAttempt]:
    """A person's attempts, the newest first. One query."""
    return list(H5PAttempt.objects.filter(enrolment=enrolment, activity_key=activity_key).order_by("-number"))


def has_attempts(enrolment: Enrolment, activity_key: uuid.UUID | str) -> bool:
    """Whether a person has opened a package at all. One query."""
    return H5PAttempt.objects.filter(enrolment=enrolment, activity_key=activity_key).exists()


def spread_chart(
    title: str, series: str, enrolments: QuerySet[Enrolment], activity_key: uuid.UUID | str
) -> Chart | None:
    """How many people have a best result in which band. One query; None where nobody has points."""
    best = (
        H5PAttempt.objects.filter(
            enrolment__in=enrolments.values("pk"), activity_key=activity_key, best__isnull=False
        )
        .order_by()
        .values("enrolment")
        .annotate(top=Max("best"))
        .values_list("top", flat=True)
    )
    counts = spread([percent_of(share) for share in best])
    if not any(counts):
        return None
    labels = [f"{low}–{min(high, 100)}%" for low, high in BANDS]
    return bar_chart(title, labels, [Series(series, counts)])


def spread(percents: Sequence[float]) -> list[int]:
    """How many lie in each of BANDS."""
    return [sum(low <= percent < high for percent in percents) for low, high in BANDS]
