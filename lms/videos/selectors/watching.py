"""What somebody watched of a video, as her edition asks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from lms.courses.rules.reading import ActivityOutline
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment
from lms.videos.models import VideoWatch
from lms.videos.rules.meeting import is_met, percent_watched

KIND = "video"


@dataclass(frozen=True)
class Watched:
    """percent: of the video, rounded down. is_met: as her edition asks."""

    enrolment_id: int
    activity_key: str
    watch: UUID
    percent: Decimal
    is_met: bool


def watch_of(enrolment: Enrolment, activity: ActivityOutline) -> VideoWatch | None:
    """What she watched of the film that stands there now. One query."""
    rows = VideoWatch.objects.filter(
        enrolment=enrolment, activity_key=activity.key, file=activity.config["file"]
    )
    return rows.first()


def watched_results(enrolments: Iterable[Enrolment]) -> Iterator[Watched]:
    """What they watched of the videos of their editions. One query; none where no edition has a video."""
    wanted = {one.pk: videos for one in enrolments if (videos := _videos_of(one))}
    if not wanted:
        return
    rows = VideoWatch.objects.filter(enrolment__in=wanted).order_by("pk")
    for enrolment_id, key, file, watch, covered in rows.values_list(
        "enrolment_id", "activity_key", "file", "uuid", "covered_ms"
    ):
        activity = wanted[enrolment_id].get(str(key))
        if activity is None or activity.config.get("file") != file:
            continue
        percent = Decimal(percent_watched(covered, int(activity.config["length_ms"])))
        yield Watched(enrolment_id, str(key), watch, percent, is_met(activity.config, covered))


def _videos_of(enrolment: Enrolment) -> dict[str, ActivityOutline]:
    """The videos of her edition, by activity key; outlines come from the cache."""
    outline = outline_for(enrolment.edition, "tr")
    return {one.key: one for one in outline.activities if one.kind == KIND}
