"""A person opens a package, and her state is kept: all by the page around the frame, with her own session."""

import json
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.shared_devices import background
from core.activity_origin import activity_origin
from core.languages import active_language
from lms.h5p.access import can_choose_package
from lms.h5p.models import H5PAttempt, H5PPackage
from lms.h5p.services.opening import page_token
from lms.h5p.services.starting import open_package
from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Launch
from lms.xapi.services import StateTooLarge, launch_for, save_state

MAX_BODY = 600 * 1024
MAX_SUB = 64
MAX_SEQUENCE = 10**14


@require_POST
@never_cache
def launch_create(request: HttpRequest, package_uuid: uuid.UUID) -> JsonResponse:
    """Open a package: in a course for whoever is enrolled in it, else as a try that is not recorded for whoever may put
    it into pages. Everybody else gets 404, whether the package exists or not.

    Body: {"course": uuid, "activity": uuid, "new": begin anew, "registration": one that still has something to send}.
    """
    if not request.user.is_authenticated:
        return _signed_out()
    asked = read_object(request.body)
    if asked is None:
        return JsonResponse({"error": "unreadable"}, status=400)
    course_key, activity_key = _uuid(asked.get("course")), _uuid(asked.get("activity"))
    if course_key is None or activity_key is None:
        return _try_out(request, package_uuid)
    opened = open_package(
        user=request.user,
        package_uuid=package_uuid,
        course_key=course_key,
        activity_key=activity_key,
        language=active_language(),
        is_new=asked.get("new") is True,
        registration=_uuid(asked.get("registration")),
    )
    if opened is None:
        raise Http404
    launch = opened.launch
    return JsonResponse(
        {
            "launch": str(launch.uuid),
            "registration": str(launch.registration),
            "frame": _frame(request, opened.token),
            "state_url": reverse("lms:h5p-state", args=[launch.uuid]),
            "statements_url": reverse("lms:h5p-statements", args=[launch.uuid]),
            "expires": launch.expires_at.isoformat(),
            "clock": int(timezone.now().timestamp() * 1000),
            "key": salted_hmac(
                "lms.h5p.pending", f"{launch.user_id} {launch.registration}", algorithm="sha256"
            ).hexdigest(),
            "attempt": attempt_values(opened.attempt),
        }
    )


@background
@require_POST
@never_cache
def state_save(request: HttpRequest, launch_uuid: uuid.UUID) -> HttpResponse:
    """Keep where she stopped: {"sequence": ms, "sub": "", "state": "<json>"}. 204; 409 when a newer one is there;
    410 when the launch is over; 413 when it is too large."""
    if not request.user.is_authenticated:
        return _signed_out()
    launch = open_launch(request.user, launch_uuid)
    if isinstance(launch, HttpResponse):
        return launch
    if len(request.body) > MAX_BODY:
        return HttpResponse(status=413)
    given = read_object(request.body)
    if given is None:
        return JsonResponse({"error": "unreadable"}, status=400)
    sub, state, sequence = given.get("sub", ""), given.get("state"), given.get("sequence")
    if (
        not isinstance(sub, str)
        or len(sub) > MAX_SUB
        or not (state is None or (isinstance(state, str) and _is_json(state)))
        or type(sequence) is not int
        or not 0 < sequence < MAX_SEQUENCE
    ):
        return JsonResponse({"error": "unreadable"}, status=422)
    try:
        is_kept = save_state(launch=launch, sub=sub, state=state or "", sequence=sequence)
    except StateTooLarge:
        return HttpResponse(status=413)
    return HttpResponse(status=204 if is_kept else 409)


def open_launch(user: Any, launch_uuid: uuid.UUID) -> Launch | HttpResponse:
    """Her launch, or 410 when it is over. Raises Http404 when it is not hers."""
    try:
        launch = launch_for(uuid=launch_uuid, user=user)
    except LaunchOver:
        return JsonResponse({"error": "over"}, status=410)
    if launch is None:
        raise Http404
    return launch


def read_object(body: bytes) -> dict[str, Any] | None:
    """The JSON object of a request's body; None when it is none. An empty body is an empty object."""
    try:
        found = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _try_out(request: HttpRequest, package_uuid: uuid.UUID) -> JsonResponse:
    package = get_object_or_404(H5PPackage.objects.select_related("current"), uuid=package_uuid)
    if package.current is None or not can_choose_package(request.user, package):
        raise Http404
    return JsonResponse({"launch": None, "frame": _frame(request, page_token(package.current.uuid))})


def _frame(request: HttpRequest, token: str) -> str:
    address = reverse("lms-frames:play", args=[token])
    return f"{activity_origin(request)}{address}?language={active_language()}"


def attempt_values(attempt: H5PAttempt | None) -> dict[str, Any] | None:
    """What the page around a frame is told of an attempt."""
    if attempt is None:
        return None
    return {
        "completed": attempt.completed_at is not None,
        "score": attempt.score,
        "max_score": attempt.max_score,
        "passed": attempt.passed,
    }


def _signed_out() -> JsonResponse:
    return JsonResponse({"signed_out": True, "url": reverse("account_login")}, status=401)


def _uuid(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except (ValueError, TypeError, AttributeError):
        return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
