"""Her saved searches: the list, saving one, deleting one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.languages import active_language
from search.naming import value_names
from search.queries import FACETS, FacetValue
from search.saved_models import SavedSearch
from search.saving import MOST, TooManySaved, address_of, forget_search, save_search
from search.views.asked import read_asked


@require_safe
@never_cache
@login_required
def saved_list(request: HttpRequest) -> HttpResponse:
    """What she is told about, newest first. Queries do not grow with the number."""
    rows = list(SavedSearch.objects.filter(owner=request.user))
    chosen: dict[str, set[str]] = {name: set() for name in FACETS}
    for row in rows:
        for name, value in row.chosen.items():
            chosen.setdefault(name, set()).add(value)
    names = value_names({name: [FacetValue(value, 0) for value in values] for name, values in chosen.items()})
    searches: list[dict[str, Any]] = [
        {
            "saved": row,
            "url": address_of(row),
            "choices": [names[name].get(value, value) for name, value in row.chosen.items() if name in names],
        }
        for row in rows
    ]
    return render(request, "search/saved.html", {"searches": searches, "most": MOST})


@require_POST
@login_required
def saved_create(request: HttpRequest) -> HttpResponse:
    """Keep the search of the form's fields and go back to its results."""
    asked = read_asked(request.POST)
    if not (asked.text or asked.chosen):
        raise Http404
    try:
        save_search(user=request.user, query=asked.text, chosen=asked.chosen, language=active_language())
        messages.success(request, _("Saved. You are told when there is something new."))
    except TooManySaved:
        messages.error(
            request,
            _("You have %(most)s saved searches. Delete one to save another.") % {"most": MOST},
        )
    return redirect("search:saved-list")


@require_POST
@login_required
def saved_delete(request: HttpRequest, saved_uuid: UUID) -> HttpResponse:
    """Forget one of her own."""
    saved = SavedSearch.objects.filter(owner=request.user, uuid=saved_uuid).first()
    if saved is None:
        raise Http404
    forget_search(saved)
    messages.success(request, _("Deleted."))
    return redirect("search:saved-list")
