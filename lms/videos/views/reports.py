"""What the page around a video asks for and says, with the person's own session."""

import json
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.shared_devices import background
from core.languages import active_language
from lms.courses.rules.reading import ActivityOutline
from lms.videos.exceptions import OpeningOver
from lms.videos.models import VideoWatch
from lms.videos.rules.claims import read_claims
from lms.videos.rules.meeting import is_met, percent_watched, wanted_percent
from lms.videos.services import Said, open_video, place_of, read_opening, take_report
from lms.videos.services.opening import Place

MAX_BODY = 16 * 1024
_LARGEST = 10**14


@require_POST
@never_cache
def video_open(request: HttpRequest, course_key: UUID, activity_key: UUID) -> JsonResponse:
    """Begin to watch: a token for the reports, what counts already, and where she stopped. 404 for everybody else."""
    place = _place(request, course_key, activity_key)
    if isinstance(place, JsonResponse):
        return place
    token, watch = open_video(place=place)
    secret = salted_hmac(
        "lms.videos.pending", f"{place.enrolment.user_id} {place.activity.key}", algorithm="sha256"
    )
    return JsonResponse(
        {
            "token": token,
            "clock": int(timezone.now().timestamp() * 1000),
            "key": secret.hexdigest(),
            "progress": _progress(place.activity, watch),
        }
    )


@background
@require_POST
@never_cache
def video_report(request: HttpRequest, course_key: UUID, activity_key: UUID) -> JsonResponse:
    """Count what was watched: {"token", "key": uuid, "parts": [[from, to], …] in seconds, "position", "sequence": ms}.

    404 when the video is none of hers; 410 when the opening is over; 413 when it is too much at once; 422 when it is no
    such JSON; 429 when she sends more often than any player does.
    """
    place = _place(request, course_key, activity_key)
    if isinstance(place, JsonResponse):
        return place
    if not ratelimit.consume(request, action="watching", user=request.user):
        return JsonResponse({"error": "too_often"}, status=429, headers={"Retry-After": "20"})
    if len(request.body) > MAX_BODY:
        return JsonResponse({"error": "too_large"}, status=413)
    given = _read(request.body)
    said = _said(given)
    if said is None:
        return JsonResponse({"error": "unreadable"}, status=422)
    try:
        opening = read_opening(given.get("token"), place=place)
    except OpeningOver:
        return JsonResponse({"error": "over"}, status=410)
    taken = take_report(place=place, opening=opening, said=said)
    is_current = opening.file == place.activity.config["file"]
    return JsonResponse(
        {
            "cut": round(taken.cut / 1000, 1),
            "progress": _progress(place.activity, taken.watch) if is_current else None,
        }
    )


def _place(request: HttpRequest, course_key: UUID, activity_key: UUID) -> Place | JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"signed_out": True}, status=401)
    place = place_of(
        user=request.user, course_key=course_key, activity_key=activity_key, language=active_language()
    )
    if place is None:
        raise Http404
    return place


def _progress(activity: ActivityOutline, watch: VideoWatch | None) -> dict[str, Any]:
    """What the page shows: parts and position in seconds, shares in whole per cent."""
    covered = watch.covered_ms if watch else 0
    return {
        "parts": [[start / 1000, end / 1000] for start, end in watch.parts] if watch else [],
        "position": (watch.position_ms if watch else 0) / 1000,
        "percent": percent_watched(covered, int(activity.config["length_ms"])),
        "wanted": wanted_percent(activity.config),
        "met": is_met(activity.config, covered),
    }


def _read(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _said(given: dict[str, Any]) -> Said | None:
    claims = read_claims(given.get("parts"))
    position = read_claims([[0, given.get("position")]])
    sequence = given.get("sequence")
    try:
        key = UUID(given.get("key") or "")
    except (ValueError, TypeError, AttributeError):
        return None
    if claims is None or position is None or not isinstance(sequence, int) or not 0 <= sequence < _LARGEST:
        return None
    return Said(key, claims, position[0][1], sequence)
