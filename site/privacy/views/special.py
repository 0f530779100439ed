"""Special details: a person's own page, reading them with a reason, and the list of who read."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.forms.people import ReasonForm
from accounts.views.people import person_to_act_on
from privacy.access import can_read_special, can_run_retention
from privacy.exceptions import ConsentNeeded
from privacy.models import SpecialDetail
from privacy.selectors.access_log import special_readings
from privacy.services.special import read_special, tell_special, withdraw_special
from privacy.special_consents import SPECIAL_CONSENTS

PER_PAGE = 50


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.account")
def special(request: HttpRequest) -> HttpResponse:
    """Tell it, change it, take it back; all of it is free."""
    if request.method == "POST":
        _save(request)
        return redirect("privacy:special")
    told = {detail.kind: detail for detail in SpecialDetail.objects.filter(person=request.user)}
    rows = [(kind, consent, told.get(kind)) for kind, consent in SPECIAL_CONSENTS.items()]
    return render(request, "privacy/special.html", {"rows": rows})


def _save(request: HttpRequest) -> None:
    kind = request.POST.get("kind", "")
    if kind not in SPECIAL_CONSENTS:
        raise Http404
    if request.POST.get("act") == "withdraw":
        withdraw_special(person=request.user, kind=kind)
        messages.success(request, _("It is deleted."))
        return
    try:
        tell_special(
            person=request.user, kind=kind, text=request.POST.get("text", ""), agrees="agrees" in request.POST
        )
    except ConsentNeeded:
        messages.error(request, _("Nothing was kept: that needs a text and your tick beside it."))
    else:
        messages.success(request, _("Saved."))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_special(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What somebody told, shown once after a reason was given; the reading is written down."""
    person = person_to_act_on(request, uuid, can_read_special)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    details = None
    if request.method == "POST" and form.is_valid():
        details = read_special(person=person, by=request.user, reason=form.cleaned_data["reason"])
    context = {"person": person, "form": form, "details": details}
    return render(request, "privacy/person_special.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_GET
def special_log(request: HttpRequest) -> HttpResponse:
    """Every reading of a special detail: who, whom, when, why."""
    if not can_run_retention(request.user):
        raise PermissionDenied
    page = Paginator(special_readings(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/special_log.html", {"page_obj": page, "lines": list(page)})
