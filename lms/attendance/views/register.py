"""The register, made for a phone in a trainer's hand: everybody present by one tap, each exception by one more.

Without script it is one form. register.js saves each tap; both ways end in the same function.
"""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.attendance.access import can_take_register
from lms.attendance.exceptions import (
    AttendanceError,
    NotAMember,
    ReasonNeeded,
    SessionCancelled,
    SessionNotBegun,
)
from lms.attendance.models import ClassSession, Presence
from lms.attendance.rules.corrections import SLIP, is_open
from lms.attendance.selectors import Register, register_of
from lms.attendance.services import record_attendance
from lms.enrolments.models import Membership

MAX_KEY = 58


@login_required
@require_GET
def session_register(request: HttpRequest, session_uuid: uuid.UUID) -> HttpResponse:
    """Who is there?"""
    return _page(request, _session_or_404(request, session_uuid))


@require_POST
def attendance_record(request: HttpRequest, session_uuid: uuid.UUID) -> HttpResponse:
    """Save entries: fields `p-<membership uuid>`, `key` (names this act), `reason`, `all` (the rest is present).

    Answers JSON to register.js (Accept: application/json), else goes back to the register.
    """
    is_script = "application/json" in request.headers.get("Accept", "")
    if not request.user.is_authenticated:
        url = f"{reverse('account_login')}?next={reverse('lms:session-register', args=[session_uuid])}"
        return JsonResponse({"signed_out": True, "url": url}, status=401) if is_script else redirect(url)
    session = _session_or_404(request, session_uuid)
    register = register_of(session)
    entries = _entries(request, register)
    key = request.POST.get("key", "")[:MAX_KEY].strip() or uuid.uuid4().hex
    try:
        record_attendance(
            session=session, entries=entries, by=request.user, key=key, reason=request.POST.get("reason", "")
        )
    except AttendanceError as error:
        return _refused(request, session, error, entries, is_script=is_script)
    if is_script:
        return JsonResponse(_state(register_of(session)))
    messages.success(request, _("The register is saved."))
    return redirect("lms:session-register", session.uuid)


def _page(
    request: HttpRequest,
    session: ClassSession,
    *,
    error: str = "",
    wanted: dict[Membership, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    register = register_of(session)
    typed = {member.pk: presence for member, presence in (wanted or {}).items()}
    context = {
        "session": session,
        "register": register,
        "rows": [(row, typed.get(row.membership.pk, row.was)) for row in register.rows],
        "choices": Presence.choices,
        "key": uuid.uuid4().hex,
        "is_open": is_open(starts_at=session.starts_at, now=now) and session.cancelled_at is None,
        "asks_reason": any(row.recorded_at and now - row.recorded_at > SLIP for row in register.rows),
        "reason": request.POST.get("reason", ""),
        "error": error,
        "crumbs": [
            {"label": _("Teaching"), "url": reverse("lms:teach-home")},
            {"label": session.cohort.name, "url": reverse("lms:cohort-detail", args=[session.cohort.uuid])},
            {"label": _("Sessions"), "url": reverse("lms:cohort-sessions", args=[session.cohort.uuid])},
            {"label": session.title, "url": ""},
        ],
    }
    return render(request, "lms/attendance/register.html", context, status=status)


def _session_or_404(request: HttpRequest, session_uuid: uuid.UUID) -> ClassSession:
    session = get_object_or_404(ClassSession.objects.select_related("cohort__programme"), uuid=session_uuid)
    if not can_take_register(request.user, session):
        raise Http404
    return session


def _entries(request: HttpRequest, register: Register) -> dict[Membership, str]:
    """What was sent about members of this register; anybody else's id is not in it and is passed over."""
    entries = {
        row.membership: request.POST[name]
        for row in register.rows
        if (name := f"p-{row.membership.uuid}") in request.POST
    }
    if request.POST.get("all"):
        # "Everybody is present" never overwrites what was recorded or tapped.
        for row in register.rows:
            if not row.was:
                entries.setdefault(row.membership, Presence.PRESENT)
    return entries


def _refused(
    request: HttpRequest,
    session: ClassSession,
    error: AttendanceError,
    entries: dict[Membership, str],
    *,
    is_script: bool,
) -> HttpResponse:
    text = {
        ReasonNeeded: _("You are changing an entry that was saved earlier. Write why."),
        SessionCancelled: _("This session was cancelled; nothing can be recorded."),
        SessionNotBegun: _("The register opens an hour before the session."),
        NotAMember: _("Somebody in the list is no longer in this group. Reload the page."),
    }.get(type(error), _("This entry could not be read. Reload the page."))
    if is_script:
        return JsonResponse({"error": text, "needs_reason": isinstance(error, ReasonNeeded)}, status=422)
    return _page(request, session, error=text, wanted=entries, status=422)


def _state(register: Register) -> dict[str, object]:
    """What the page shows after saving, as it stands in the database."""
    return {
        "entries": {str(row.membership.uuid): row.was for row in register.rows},
        "recorded": register.recorded,
        "counts": {value: number for value, _label, number in register.counts},
    }
