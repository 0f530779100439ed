"""What the page around a frame hands on: statements, with the person's own session."""

import uuid
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.shared_devices import background
from core.languages import active_language
from lms.courses.selectors.reading import outline_for
from lms.h5p.models import H5PAttempt
from lms.h5p.rules.meeting import is_met
from lms.h5p.services.attempts import attempt_of
from lms.h5p.views.launching import attempt_values, open_launch, read_object
from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Launch
from lms.xapi.services import accept_statements

MOST_ITEMS = 50
MAX_BODY = 256 * 1024
"""Bytes. A phone that was off line sends its queue in several requests."""


@background
@require_POST
@never_cache
def statements_store(request: HttpRequest, launch_uuid: uuid.UUID) -> HttpResponse:
    """Store what was reported: {"items": [{"key", "statement", "at"}]}. Answers what became of each item, and the attempt.

    404 when the launch is not hers; 410 when it is over; 413 when it is too much at once; 422 when it is no such JSON;
    429 when she sends more often than any content does (counted by person: a class sits behind one address).
    """
    if not request.user.is_authenticated:
        return JsonResponse({"signed_out": True}, status=401)
    launch = open_launch(request.user, launch_uuid)
    if isinstance(launch, HttpResponse):
        return launch
    if not ratelimit.consume(request, action="statements", user=request.user):
        return JsonResponse({"error": "too_often"}, status=429, headers={"Retry-After": "20"})
    if len(request.body) > MAX_BODY:
        return JsonResponse({"error": "too_large"}, status=413)
    items = (read_object(request.body) or {}).get("items")
    if not isinstance(items, list):
        return JsonResponse({"error": "unreadable"}, status=422)
    if len(items) > MOST_ITEMS:
        return JsonResponse({"error": "too_large"}, status=413)
    try:
        accepted = accept_statements(launch=launch, items=items, language=active_language())
    except LaunchOver:
        return JsonResponse({"error": "over"}, status=410)
    return JsonResponse(
        {
            "stored": accepted.stored,
            "repeated": accepted.repeated,
            "refused": accepted.refused,
            "progress": _progress(launch),
        }
    )


def _progress(launch: Launch) -> dict[str, Any] | None:
    """The attempt as the frame shows it; `met`: whether it is what the course asks for."""
    attempt = attempt_of(registration=launch.registration) if launch.enrolment_id else None
    values = attempt_values(attempt)
    return None if attempt is None or values is None else {**values, "met": _is_met(launch, attempt)}


def _is_met(launch: Launch, attempt: H5PAttempt) -> bool:
    if launch.enrolment is None:
        return False
    activity = outline_for(launch.enrolment.edition, active_language()).find_activity(attempt.activity_key)
    is_done = attempt.completed_at is not None
    return activity is not None and is_met(activity.config, is_completed=is_done, best=attempt.best)
