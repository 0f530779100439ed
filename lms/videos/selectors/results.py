"""How much of a video the people she trains watched, and which parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from lms.courses.rules.reading import ActivityOutline
from lms.enrolments.models import Enrolment
from lms.videos.models import VideoWatch
from lms.videos.rules.coverage import Slice, slices_of
from lms.videos.rules.meeting import is_met, percent_watched

STATES = ("enough", "begun", "not_begun")


@dataclass(frozen=True)
class WatchRow:
    """One person and a video. percent: None where nothing was watched. bands: covered parts as (from, width) in per
    mille of the video, for a drawing."""

    name: str
    group: str
    percent: int | None
    is_enough: bool
    seconds: int
    started_at: datetime | None
    last_at: datetime | None
    bands: Sequence[tuple[int, int]]


def people_with_watching(
    enrolments: QuerySet[Enrolment], activity: ActivityOutline, state: str = ""
) -> QuerySet[Enrolment]:
    """Enrolments with what WatchRow needs, by name; `state`: one of STATES, or all. One query."""
    config = activity.config
    here = Q(video_watches__activity_key=activity.key, video_watches__file=config["file"])
    rows = (
        enrolments.annotate(watch=FilteredRelation("video_watches", condition=here))
        .annotate(
            covered_ms=F("watch__covered_ms"),
            parts=F("watch__parts"),
            started_at=F("watch__started_at"),
            heard_at=F("watch__heard_at"),
        )
        .select_related("user", "membership__cohort")
        .order_by("user__sort_name", "pk")
    )
    # The smallest number of milliseconds that is enough, so that the database answers as the rule does.
    needed = -(-int(config["watch_percent"]) * int(config["length_ms"]) // 100)
    if state == "enough":
        return rows.filter(covered_ms__gte=needed, covered_ms__gt=0)
    if state == "begun":
        return rows.filter(covered_ms__lt=needed)
    if state == "not_begun":
        return rows.filter(covered_ms=None)
    return rows


def watch_row(enrolment: Any, activity: ActivityOutline) -> WatchRow:
    """An enrolment of people_with_watching as a row."""
    length = int(activity.config["length_ms"])
    covered = enrolment.covered_ms
    return WatchRow(
        name=enrolment.user.get_full_name(),
        group=enrolment.membership.cohort.name if enrolment.membership else "",
        percent=None if covered is None else percent_watched(covered, length),
        is_enough=covered is not None and is_met(activity.config, covered),
        seconds=(covered or 0) // 1000,
        started_at=enrolment.started_at,
        last_at=enrolment.heard_at,
        bands=_bands(enrolment.parts or [], length),
    )


def _bands(parts: Sequence[Sequence[int]], length: int) -> list[tuple[int, int]]:
    if length <= 0:
        return []
    edges = [(start * 1000 // length, end * 1000 // length) for start, end in parts]
    return [(start, max(1, end - start)) for start, end in edges]


def rows_for_file(enrolments: QuerySet[Enrolment], activity: ActivityOutline) -> Iterator[WatchRow]:
    """Every person, by name. One query."""
    for enrolment in people_with_watching(enrolments, activity).iterator(chunk_size=500):
        yield watch_row(enrolment, activity)


def watched_slices(enrolments: QuerySet[Enrolment], activity: ActivityOutline) -> tuple[list[Slice], int]:
    """The video in pieces with how many people saw each, and how many watched any of it. One query."""
    rows = VideoWatch.objects.filter(
        enrolment__in=enrolments.values("pk"), activity_key=activity.key, file=activity.config["file"]
    ).exclude(covered_ms=0)
    people = [[(start, end) for start, end in parts] for parts in rows.values_list("parts", flat=True)]
    return slices_of(int(activity.config["length_ms"]), people), len(people)
