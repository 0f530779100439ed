"""Who stands behind a programme."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.programmes.forms.partner import PartnerForm
from lms.programmes.services import add_partner, move_partner, remove_partner
from lms.programmes.views.office import programme_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_partners(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """In their order; one more; out again. `act`: what was pressed."""
    programme = programme_or_404(request, uuid)
    rows = list(programme.partner_rows.select_related("organisation"))
    act, _colon, which = request.POST.get("act", "").partition(":")
    if act in ("up", "down", "remove"):
        # A row of this very programme; another's is not there.
        row = next((one for one in rows if str(one.pk) == which), None)
        if row is None:
            raise Http404
        if act == "remove":
            remove_partner(row=row, by=request.user)
            messages.success(request, _("“%(name)s” is off the list.") % {"name": row.organisation})
        else:
            move_partner(row=row, up=act == "up")
        return redirect("lms:programme-partners", programme.uuid)
    form = PartnerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        add_partner(programme=programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("lms:programme-partners", programme.uuid)
    context = {"programme": programme, "rows": rows, "form": form}
    return render(request, "lms/programmes/partners.html", context, status=422 if form.errors else 200)
