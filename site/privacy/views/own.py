"""A person's own pages: what is held about her, her copy, who saw it, and being erased."""

import json
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Consent
from core import audit
from core.htmx import HTMX_CONFIG
from core.personal_data import purposes
from privacy.exceptions import ErasureNotOpen, StillHasDuties
from privacy.models import DataCopy, ErasureRequest, ErasureState
from privacy.selectors.access_log import entries_about, log_line
from privacy.selectors.everything import machine_readable, readable_parts
from privacy.selectors.kept import outlook_of
from privacy.services import ask_copy, ask_erasure, take_back_erasure
from privacy.services.copies import open_copy, progress_of
from privacy.services.erasing import TIME_TO_THINK, has_duties
from privacy.special_consents import consent_named

PER_PAGE = 50


@never_cache
@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What I can do with my data, and what I decided."""
    copy = _newest_copy(request)
    decisions = Consent.objects.filter(user=request.user).order_by("-at", "-pk")[:PER_PAGE]
    context = {
        "copy": copy,
        "percent": progress_of(copy) if copy else 0,
        "htmx_config": HTMX_CONFIG,
        "erasure": ErasureRequest.objects.filter(person=request.user, state=ErasureState.ASKED).first(),
        "decisions": [(decision, consent_named(decision.purpose)) for decision in decisions],
    }
    return render(request, "privacy/overview.html", context)


@never_cache
@login_required
@require_GET
@reauthentication_required(app="allauth.account")
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is held about me, to read."""
    parts = [(part, purposes[part.holding.purpose]) for part in readable_parts(request.user)]
    return render(request, "privacy/data.html", {"parts": parts})


@never_cache
@login_required
@require_GET
@reauthentication_required(app="allauth.account")
def data_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    audit.record(action="privacy.data_taken", actor=request.user, about=request.user)
    text = json.dumps(machine_readable(request.user), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="data.json"'
    return response


@login_required
@require_POST
@rate_limit(action="data_copy")
@reauthentication_required(app="allauth.account")
def copy_ask(request: HttpRequest) -> HttpResponse:
    """Have a file with everything made."""
    ask_copy(person=request.user)
    messages.success(request, _("Your file is being made. We tell you when it is ready."))
    return redirect("privacy:overview")


@never_cache
@login_required
@require_GET
def copy_progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How far my file is: a part of the page that asks again by itself."""
    copy = _own_copy(request, uuid)
    return render(request, "privacy/_copy.html", {"copy": copy, "percent": progress_of(copy)})


@never_cache
@login_required
@require_GET
@reauthentication_required(app="allauth.account")
def copy_download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """My file, for the days that it is valid."""
    copy = _own_copy(request, uuid)
    if copy.made_at is None or copy.expires_at <= timezone.now():
        raise Http404
    try:
        source = open_copy(copy)
    except OSError:
        raise Http404 from None
    audit.record(action="privacy.data_taken", actor=request.user, about=request.user)
    response = FileResponse(source, as_attachment=True, filename="data.zip", content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_required
@require_GET
def access_log(request: HttpRequest) -> HttpResponse:
    """Who saw, changed or took out my data, when and why."""
    page = Paginator(entries_about(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": [log_line(entry, request.user) for entry in page]}
    return render(request, "privacy/access_log.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.account")
def erasure(request: HttpRequest) -> HttpResponse:
    """What would go and what must stay; then ask to be erased."""
    if request.method == "POST":
        try:
            ask_erasure(person=request.user, by=request.user)
        except StillHasDuties:
            messages.error(request, _("Hand over your roles first."))
            return redirect("privacy:erasure")
        messages.success(request, _("Noted. You can take it back until then."))
        return redirect("privacy:overview")
    context = {
        "outlook": outlook_of(request.user),
        "days": TIME_TO_THINK.days,
        "has_duties": has_duties(request.user),
    }
    return render(request, "privacy/erasure.html", context)


@login_required
@require_POST
def erasure_take_back(request: HttpRequest) -> HttpResponse:
    """I changed my mind."""
    try:
        take_back_erasure(person=request.user, by=request.user)
    except ErasureNotOpen:
        raise Http404 from None
    messages.success(request, _("Your account stays as it is."))
    return redirect("privacy:overview")


def _newest_copy(request: HttpRequest) -> DataCopy | None:
    mine = DataCopy.objects.filter(person=request.user, expires_at__gt=timezone.now())
    return mine.order_by("-asked_at").first()


def _own_copy(request: HttpRequest, uuid: UUID) -> DataCopy:
    return get_object_or_404(DataCopy, person=request.user, uuid=uuid)
