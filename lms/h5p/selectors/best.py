"""Best results in packages, as the course asks for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from lms.courses.rules.reading import ActivityOutline
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment
from lms.h5p.models import H5PAttempt
from lms.h5p.rules.meeting import is_met, percent_of

KIND = "h5p"


@dataclass(frozen=True)
class Result:
    """A completed attempt. percent: its best; None for a package without points. is_met: as her edition asks."""

    enrolment_id: int
    activity_key: str
    attempt: UUID
    percent: Decimal | None
    is_met: bool


def completed_results(enrolments: Iterable[Enrolment]) -> Iterator[Result]:
    """Completed attempts at packages of their editions, in the order of the attempts. One query; none where no edition
    has a package. An attempt at another package, which stood there before, is not the activity's any more."""
    wanted = {one.pk: activities for one in enrolments if (activities := packages_of(one))}
    if not wanted:
        return
    rows = H5PAttempt.objects.filter(enrolment__in=wanted, completed_at__isnull=False).order_by(
        "number", "pk"
    )
    for enrolment_id, key, attempt, package, best in rows.values_list(
        "enrolment_id", "activity_key", "uuid", "version__package__uuid", "best"
    ):
        activity = wanted[enrolment_id].get(str(key))
        if activity is not None and activity.config.get("package") == str(package):
            percent = None if best is None else Decimal(str(percent_of(best)))
            met = is_met(activity.config, is_completed=True, best=best)
            yield Result(enrolment_id, str(key), attempt, percent, met)


def packages_of(enrolment: Enrolment) -> dict[str, ActivityOutline]:
    """The packages of her edition, by activity key; outlines come from the cache."""
    outline = outline_for(enrolment.edition, "tr")
    return {one.key: one for one in outline.activities if one.kind == KIND}
