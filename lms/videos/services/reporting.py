"""Take what a player says was watched: merged, bounded by the server's clock, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from lms.videos.models import VideoReport, VideoWatch
from lms.videos.rules.claims import allowance, count
from lms.videos.rules.intervals import Part, measure
from lms.videos.services.opening import Opening, Place
from lms.videos.signals import video_watched

AHEAD_MS = 60_000
"""How far a device's clock may be ahead before what it says of its own order is not believed."""


@dataclass(frozen=True)
class Said:
    """One report. key: the player's, once for each report. position_ms, sequence: where she is, and when she was there
    (milliseconds since 1970)."""

    key: UUID
    claims: Sequence[Part]
    position_ms: int
    sequence: int


@dataclass(frozen=True)
class Taken:
    """watch: as it is now. added, cut: milliseconds of this report that counted, and that did not."""

    watch: VideoWatch
    added: int
    cut: int


@transaction.atomic
def take_report(*, place: Place, opening: Opening, said: Said) -> Taken:
    """Count what a report brings. The same report again changes nothing.

    More than the time since the opening at MAX_SPEED never counts, whatever is said and in how many videos and windows.
    Sends `video_watched` when something was added.
    """
    # The person's row is the queue: two devices of hers cannot spend the same time twice.
    get_user_model().objects.select_for_update(no_key=True).only("pk").get(pk=place.enrolment.user_id)
    now = timezone.now()
    watch, _is_new = VideoWatch.objects.get_or_create(
        enrolment=place.enrolment,
        activity_key=UUID(opening.activity_key),
        file=opening.file,
        defaults={"length_ms": opening.length_ms, "started_at": opening.at, "heard_at": now},
    )
    known = VideoReport.objects.filter(watch=watch, key=said.key).first()
    if known is not None:
        return Taken(watch, known.counted_ms, known.cut_ms)
    counted = count(
        said.claims,
        [(start, end) for start, end in watch.parts],
        length=watch.length_ms,
        allowed=allowance(
            opened_ms=_milliseconds(opening.at),
            now_ms=_milliseconds(now),
            counted_since=_counted_since(place, opening.at),
        ),
        in_order=bool(place.activity.config.get("in_order")),
    )
    if counted.added or counted.cut:
        VideoReport.objects.create(
            watch=watch,
            key=said.key,
            claims=[list(part) for part in said.claims],
            counted_ms=counted.added,
            cut_ms=counted.cut,
            opened_at=opening.at,
            arrived_at=now,
        )
    _grow(watch, counted.parts, said, now)
    if counted.added:
        video_watched.send(sender=VideoWatch, watch=watch)
    return Taken(watch, counted.added, counted.cut)


def _counted_since(place: Place, moment: datetime) -> int:
    """What of all her videos counted since then: nobody watches two at once."""
    rows = VideoReport.objects.filter(watch__enrolment__user=place.enrolment.user_id, arrived_at__gte=moment)
    return rows.aggregate(total=Sum("counted_ms"))["total"] or 0


def _grow(watch: VideoWatch, parts: Sequence[Part], said: Said, now: datetime) -> None:
    watch.parts = [list(part) for part in parts]
    watch.covered_ms = min(measure(parts), watch.length_ms)
    watch.heard_at = now
    if watch.sequence < said.sequence <= _milliseconds(now) + AHEAD_MS:
        watch.sequence = said.sequence
        watch.position_ms = min(said.position_ms, watch.length_ms)
    watch.save(update_fields=["parts", "covered_ms", "heard_at", "sequence", "position_ms"])


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
