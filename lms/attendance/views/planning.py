"""A trainer plans a group's sessions; a trainee reads hers."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import turkish
from lms.attendance.access import can_schedule, can_see_session
from lms.attendance.exceptions import CourseNotOfGroup, SessionCancelled, SessionWrong
from lms.attendance.forms import CancelForm, SessionForm
from lms.attendance.models import ClassSession, Presence
from lms.attendance.rules.calendar_file import CalendarEvent, calendar_text
from lms.attendance.selectors import own_sessions, sessions_of_cohort
from lms.attendance.services import cancel_session, change_session, schedule_session
from lms.programmes.models import Cohort

PAGE_SIZE = 30


@login_required
@require_GET
def cohort_sessions(request: HttpRequest, cohort_uuid: uuid.UUID) -> HttpResponse:
    """A group's sessions: those to come, then those that were."""
    cohort = _cohort_or_404(request, cohort_uuid)
    rows = list(sessions_of_cohort(cohort))
    now = timezone.now()
    context = {
        "cohort": cohort,
        "coming": [row for row in rows if row.ends_at > now],
        "page_obj": Paginator([row for row in reversed(rows) if row.ends_at <= now], PAGE_SIZE).get_page(
            request.GET.get("page")
        ),
        "crumbs": _crumbs(cohort),
    }
    return render(request, "lms/attendance/cohort_sessions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def session_create(request: HttpRequest, cohort_uuid: uuid.UUID) -> HttpResponse:
    """Plan a session."""
    cohort = _cohort_or_404(request, cohort_uuid)
    form = SessionForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        try:
            schedule_session(cohort=cohort, by=request.user, trainer=request.user, **form.session_parts())
        except (SessionWrong, CourseNotOfGroup) as error:
            form.add_service_error(error)
        else:
            messages.success(request, _("The session is planned. The group sees it at once."))
            return redirect("lms:cohort-sessions", cohort.uuid)
    context = {"form": form, "cohort": cohort, "session": None, "crumbs": _crumbs(cohort, _("New session"))}
    return render(request, "lms/attendance/session_form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, session_uuid: uuid.UUID) -> HttpResponse:
    """Change a session; members are told."""
    session = _session_or_404(request, session_uuid)
    form = SessionForm(request.POST or None, cohort=session.cohort, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            change_session(session=session, by=request.user, **form.session_parts())
        except (SessionWrong, CourseNotOfGroup) as error:
            form.add_service_error(error)
        except SessionCancelled:
            form.add_error(None, _("This session was cancelled."))
        else:
            messages.success(request, _("The session is changed. The group gets a message."))
            return redirect("lms:cohort-sessions", session.cohort.uuid)
    context = {
        "form": form,
        "cohort": session.cohort,
        "session": session,
        "cancel_form": CancelForm(prefix="cancel"),
        "crumbs": _crumbs(session.cohort, session.title),
    }
    return render(request, "lms/attendance/session_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def session_cancel(request: HttpRequest, session_uuid: uuid.UUID) -> HttpResponse:
    """Call a session off; members are told."""
    session = _session_or_404(request, session_uuid)
    form = CancelForm(request.POST, prefix="cancel")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    cancel_session(session=session, by=request.user, reason=reason)
    messages.success(request, _("The session is cancelled. The group gets a message."))
    return redirect("lms:cohort-sessions", session.cohort.uuid)


@login_required
@require_GET
def session_list(request: HttpRequest) -> HttpResponse:
    """Her own sessions and whether she was there."""
    now = timezone.now()
    rows = own_sessions(request.user)
    context = {
        "coming": list(rows.filter(ends_at__gt=now).order_by("starts_at", "pk")[:PAGE_SIZE]),
        "page_obj": Paginator(rows.filter(ends_at__lte=now), PAGE_SIZE).get_page(request.GET.get("page")),
        "labels": dict(Presence.choices),
    }
    return render(request, "lms/attendance/own_sessions.html", context)


@login_required
@require_GET
def session_calendar(request: HttpRequest, session_uuid: uuid.UUID) -> HttpResponse:
    """A session for the phone's own calendar."""
    session = get_object_or_404(ClassSession.objects.select_related("cohort"), uuid=session_uuid)
    if not can_see_session(request.user, session):
        raise Http404
    event = CalendarEvent(
        uid=str(session.uuid),
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        link=session.link,
        stamp=timezone.now(),
        is_cancelled=session.cancelled_at is not None,
    )
    response = HttpResponse(calendar_text(event), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{turkish.slug(session.title) or "session"}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def _cohort_or_404(request: HttpRequest, cohort_uuid: uuid.UUID) -> Cohort:
    cohort = get_object_or_404(
        Cohort.objects.select_related("programme", "training_centre"), uuid=cohort_uuid
    )
    if not can_schedule(request.user, cohort):
        raise Http404
    return cohort


def _session_or_404(request: HttpRequest, session_uuid: uuid.UUID) -> ClassSession:
    session = get_object_or_404(
        ClassSession.objects.select_related("cohort__programme", "course"), uuid=session_uuid
    )
    if not can_schedule(request.user, session.cohort):
        raise Http404
    return session


def _crumbs(cohort: Cohort, last: str = "") -> list[dict[str, str]]:
    crumbs = [
        {"label": _("Teaching"), "url": reverse("lms:teach-home")},
        {"label": cohort.name, "url": reverse("lms:cohort-detail", args=[cohort.uuid])},
        {"label": _("Sessions"), "url": reverse("lms:cohort-sessions", args=[cohort.uuid]) if last else ""},
    ]
    return [*crumbs, {"label": last, "url": ""}] if last else crumbs
