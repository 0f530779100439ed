"""A trainee opens a video: from now on the time runs that her reports may claim."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils import timezone

from lms.courses.rules.reading import ActivityOutline
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment
from lms.enrolments.selectors import enrolment_for, is_open_now
from lms.videos.access import can_watch
from lms.videos.exceptions import OpeningOver
from lms.videos.models import VideoWatch
from lms.videos.selectors.watching import KIND, watch_of

VALID_FOR = timedelta(days=3)
"""A phone that was off line sends what was watched when it is back; after that the page opens the video again."""
_SALT = "lms.videos.opening"


@dataclass(frozen=True)
class Place:
    """A video in somebody's course."""

    enrolment: Enrolment
    activity: ActivityOutline


@dataclass(frozen=True)
class Opening:
    """What the server signed when the video was opened. at: by the server's clock."""

    enrolment_id: int
    activity_key: str
    file: str
    length_ms: int
    at: datetime


def place_of(*, user: Any, course_key: UUID, activity_key: UUID, language: str) -> Place | None:
    """The video in her edition; None for whoever is not enrolled, whose group has not begun, and where there is none."""
    enrolment = enrolment_for(user, course_key)
    if enrolment is None or not can_watch(user, enrolment) or not is_open_now(enrolment):
        return None
    activity = outline_for(enrolment.edition, language).find_activity(activity_key)
    if activity is None or activity.kind != KIND or not activity.config.get("length_ms"):
        return None
    return Place(enrolment, activity)


def open_video(*, place: Place) -> tuple[str, VideoWatch | None]:
    """A token for the reports of this opening, and what she watched so far. Nothing is written."""
    config = place.activity.config
    values = {
        "e": place.enrolment.pk,
        "a": place.activity.key,
        "f": config["file"],
        "l": config["length_ms"],
        "t": int(timezone.now().timestamp() * 1000),
    }
    return signing.dumps(values, salt=_SALT), watch_of(place.enrolment, place.activity)


def read_opening(token: Any, *, place: Place) -> Opening:
    """The opening that a token was given for, when it is hers and of this video. Raises OpeningOver."""
    if not isinstance(token, str) or len(token) > 1000:
        raise OpeningOver
    try:
        values = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise OpeningOver from None
    at = datetime.fromtimestamp(values["t"] / 1000, UTC)
    if values["e"] != place.enrolment.pk or values["a"] != place.activity.key:
        raise OpeningOver
    if timezone.now() - at > VALID_FOR:
        raise OpeningOver
    return Opening(values["e"], values["a"], values["f"], values["l"], at)
