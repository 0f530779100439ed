""" "My firm is interested": a visitor's form, and the officers' list."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.languages import active_language
from organisations.access import can_answer_interests, represented_firms
from organisations.forms import FirmInterestForm
from organisations.services import InterestAnswered, answer_interest, leave_interest
from pages.access import visible_interests

PAGE_SIZE = 25


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def firm_interest(request: HttpRequest) -> HttpResponse:
    """The form. What was typed survives every refusal; a program that fills in the hidden field is thanked and ignored."""
    if request.method != "POST":
        return render(
            request, "pages/firm_interest.html", {"form": FirmInterestForm(initial=_known_of(request))}
        )
    form = FirmInterestForm(request.POST)
    if form.is_from_a_robot:
        return redirect("pages:firm-interest-done")
    status = 422
    if form.is_valid():
        if ratelimit.consume(request, action="firm_interest"):
            fields = {name: form.cleaned_data[name] for name in FirmInterestForm.Meta.fields}
            leave_interest(language=active_language(), **fields)
            return redirect("pages:firm-interest-done")
        form.add_error(None, _("Too many forms came from here within an hour. Please try again later."))
        status = 429
    return render(request, "pages/firm_interest.html", {"form": form}, status=status)


def _known_of(request: HttpRequest) -> dict[str, object]:
    """A firm's contact need not type what we know."""
    user = request.user
    if not user.is_authenticated:
        return {}
    firm = represented_firms(user).first()
    return {
        "person_name": user.get_full_name(),
        "email": user.email or "",
        "phone": user.phone or "",
        **({"firm_name": firm.name, "province": firm.province_id, "sector": firm.sector_id} if firm else {}),
    }


@require_GET
def firm_interest_done(request: HttpRequest) -> HttpResponse:
    """Thanks, and what comes next."""
    return render(request, "pages/firm_interest_done.html")


@login_required
@require_GET
def interest_list(request: HttpRequest) -> HttpResponse:
    """For programme officers: open interests first, then answered ones."""
    if not can_answer_interests(request.user):
        raise Http404
    answered = request.GET.get("show") == "answered"
    rows = visible_interests(request.user).filter(answered_at__isnull=not answered)
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page", "")[:6])
    return render(
        request,
        "pages/interest_list.html",
        {
            "page_obj": page_obj,
            "answered": answered,
            "tabs": [
                {"label": _("To answer"), "url": "?", "is_current": not answered},
                {"label": _("Answered"), "url": "?show=answered", "is_current": answered},
            ],
        },
    )


@login_required
@require_POST
def interest_answer(request: HttpRequest, interest_uuid: uuid.UUID) -> HttpResponse:
    """Mark one as answered."""
    interest = get_object_or_404(visible_interests(request.user), uuid=interest_uuid)
    try:
        answer_interest(interest=interest, by=request.user)
    except InterestAnswered:
        messages.info(request, _("Somebody has answered this firm already."))
    else:
        messages.success(request, _("%(firm)s is marked as answered.") % {"firm": interest.firm_name})
    return redirect("pages:interest-list")
