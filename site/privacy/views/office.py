"""What officers and administrators do about people's data: erasure at a person's request, two accounts made one, retention."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import people_for
from accounts.directory import find_people
from accounts.forms.people import ReasonForm
from accounts.models import User
from accounts.views.people import person_to_act_on, prove
from core.models import AuditEntry
from core.personal_data import holdings, purposes
from privacy.access import can_ask_erasure_for, can_merge, can_run_retention, can_undo
from privacy.exceptions import ErasureNotOpen, MergeRefused, StillHasDuties, UndoNotPossible
from privacy.models import AccountMerge, ErasureRequest, ErasureState, RetentionRun
from privacy.selectors.kept import outlook_of
from privacy.selectors.merging import rows_to_move
from privacy.services import (
    ask_erasure,
    ask_retention,
    look_for_old_rows,
    merge_accounts,
    take_back_erasure,
    undo_merge,
)
from privacy.services.erasing import TIME_TO_THINK, UNUSED, has_duties
from privacy.services.merging import TIME_TO_UNDO, can_be_undone
from privacy.services.unused import COUNTED, LOOKED_FIRST

MOST_FOUND = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_erasure(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Have somebody erased who asked for it, or take the request back at her wish."""
    person = person_to_act_on(request, uuid, can_ask_erasure_for)
    asked = ErasureRequest.objects.filter(person=person, state=ErasureState.ASKED).first()
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _answer_erasure(request, person, form.cleaned_data["reason"])
        return redirect("people:person-detail", person.uuid)
    context = {
        "person": person,
        "asked": asked,
        "form": form,
        "outlook": outlook_of(person),
        "days": TIME_TO_THINK.days,
        "has_duties": has_duties(person),
    }
    return render(request, "privacy/person_erasure.html", context, status=422 if form.errors else 200)


def _answer_erasure(request: HttpRequest, person: User, reason: str) -> None:
    try:
        if request.POST.get("act") == "take_back":
            take_back_erasure(person=person, by=request.user)
            messages.success(request, _("The request is taken back."))
        else:
            ask_erasure(person=person, by=request.user, reason=reason)
            messages.success(request, _("The request is noted."))
    except StillHasDuties:
        messages.error(request, _("She has a role over others. Take it away first."))
    except ErasureNotOpen:
        messages.error(request, _("There is no open request."))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Find the second account of this person, see what would move, and make the two one. `other`: the account that closes."""
    person = person_to_act_on(request, uuid, can_ask_erasure_for)
    other = _other(request, person)
    form = ReasonForm(request.POST if request.method == "POST" and other else None)
    if other and form.is_bound and form.is_valid():
        return _merge(request, person, other, form.cleaned_data["reason"])
    words = request.GET.get("q", "")[:100]
    found = []
    if words and other is None:
        people = find_people(people_for(request.user), words).exclude(pk=person.pk).filter(is_active=True)
        found = list(people[:MOST_FOUND])
    context = {
        "person": person,
        "other": other,
        "form": form,
        "words": words,
        "found": found,
        "moving": rows_to_move(person, other) if other else [],
        "days": TIME_TO_UNDO.days,
        "merges": _merges_of(person),
    }
    return render(request, "privacy/merge.html", context, status=422 if form.errors else 200)


def _other(request: HttpRequest, person: User) -> User | None:
    """The account that would be closed; one that she may not close is not there."""
    wanted = request.POST.get("other") or request.GET.get("other", "")
    if not wanted:
        return None
    try:
        other = User.objects.filter(uuid=UUID(wanted)).first()
    except ValueError:
        raise Http404 from None
    if other is None or not can_merge(request.user, person, other):
        raise Http404
    return other


def _merge(request: HttpRequest, person: User, other: User, reason: str) -> HttpResponse:
    try:
        merge_accounts(kept=person, closed=other, by=request.user, reason=reason)
    except StillHasDuties:
        messages.error(request, _("She has a role over others. Take it away first."))
    except MergeRefused:
        messages.error(request, _("These two accounts cannot be made one: one of them is closed."))
    else:
        messages.success(request, _("The two accounts are one."))
    return redirect("privacy:person-merge", person.uuid)


def _merges_of(person: User) -> list[tuple[AccountMerge, Any, bool]]:
    merges = AccountMerge.objects.filter(kept=person).select_related("closed", "made_by", "undone_by")
    return [
        (merge, merge.made_at + TIME_TO_UNDO, can_be_undone(merge)) for merge in merges.order_by("-made_at")
    ]


@login_required
@require_POST
def merge_undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take two accounts apart again."""
    merge = get_object_or_404(AccountMerge.objects.select_related("kept", "closed"), uuid=uuid)
    if not can_undo(request.user, merge):
        raise Http404
    prove(request)
    try:
        undo_merge(merge=merge, by=request.user, reason=request.POST.get("reason", "")[:300])
    except UndoNotPossible:
        messages.error(request, _("This cannot be undone any more."))
    else:
        messages.success(request, _("The two accounts are apart again."))
    return redirect("privacy:person-merge", merge.kept.uuid)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """What is past its time, by purpose; a POST looks again."""
    if not can_run_retention(request.user):
        raise PermissionDenied
    if request.method == "POST":
        look_for_old_rows()
        messages.success(request, _("Looked again."))
        return redirect("privacy:retention")
    runs = list(RetentionRun.objects.select_related("carried_out_by").order_by("-made_at")[:12])
    newest = runs[0] if runs else None
    rows = _rows_of(newest)
    context = {
        "newest": newest,
        "rows": [row for row in rows if row[2]],
        "looked_at": [row[:2] for row in rows],
        "unused": _unused(newest),
        "runs": [(run, sum(run.found.values())) for run in runs],
    }
    return render(request, "privacy/retention.html", context)


def _unused(run: RetentionRun | None) -> dict[str, Any]:
    """What is done about accounts that nobody uses: how many there are, were told, and are gone."""
    planned = ErasureRequest.objects.filter(asked_by=None, reason=UNUSED, state=ErasureState.ASKED)
    gone = AuditEntry.objects.filter(action="privacy.unused_erased")
    return {
        "months": settings.UNUSED_ACCOUNT_MONTHS,
        "days": settings.UNUSED_ACCOUNT_NOTICE_DAYS,
        "counted": run.found.get(COUNTED) if run else None,
        "told_from": run.made_at + LOOKED_FIRST if run else None,
        "told": planned.count(),
        "next_due": planned.aggregate(first=Min("due_at"))["first"],
        "gone": gone.count(),
    }


def _rows_of(run: RetentionRun | None) -> list[tuple[Any, Any, int, int | None]]:
    """Holding, purpose, rows found, rows that went."""
    if run is None:
        return []
    return [
        (holdings[model], purposes[holdings[model].purpose], count, run.done.get(model))
        for model, count in run.found.items()
        if model in holdings
    ]


@login_required
@require_POST
def retention_carry_out(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Have what is past its time deleted, or cleared of what it says about people."""
    run = get_object_or_404(RetentionRun, uuid=uuid)
    if not can_run_retention(request.user):
        raise Http404
    prove(request)
    if ask_retention(run=run, by=request.user):
        messages.success(request, _("It is being done."))
    return redirect("privacy:retention")
