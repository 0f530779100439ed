"""A firm's own page: for its contacts and the officers of its province."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from organisations.access import can_read_firm, can_represent_firm, represented_firms
from organisations.models import Firm
from toolkits.collections.access import readable_collections
from toolkits.collections.selectors import collections_with_counts, people_of_firm, suggestions_for


@login_required
@require_safe
def firm_home(request: HttpRequest) -> HttpResponse:
    """Leads a contact to her firm; with several, to the first in Turkish order."""
    firm = represented_firms(request.user).first()
    if firm is None:
        raise Http404
    return redirect("toolkits:firm-detail", firm.uuid)


@login_required
@require_safe
def firm_detail(request: HttpRequest, firm_uuid: uuid.UUID) -> HttpResponse:
    """Profile, suggestions with their reasons, collections, and who acts for the firm. Nothing about trainees."""
    firm = get_object_or_404(Firm.objects.select_related("sector", "province"), uuid=firm_uuid)
    if not can_read_firm(request.user, firm):
        raise Http404
    return render(
        request,
        "toolkits/collections/firm.html",
        {
            "firm": firm,
            "suggestions": suggestions_for(firm),
            "collections": collections_with_counts(readable_collections(request.user).filter(firm=firm))[:50],
            "people": people_of_firm(firm),
            "is_contact": can_represent_firm(request.user, firm),
        },
    )
