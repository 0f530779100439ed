"""Sign-in cards for a group: a sheet to print, and one member's access reset on the spot.

The codes are in the answer that makes the sheet and nowhere else: asked for again, they are others.
"""

import base64
import contextlib
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.card_codes import grouped
from accounts.card_sheet import card_address, card_sheet
from accounts.exceptions import CardRefused
from accounts.services import make_cards, reset_access, revoke_card
from accounts.views.people import prove
from core import turkish
from lms.enrolments.access import can_add_people, can_give_card, memberships_for_cards
from lms.enrolments.forms.cards import OWN, CardSheetForm
from lms.enrolments.models import Membership
from lms.enrolments.views.adding import STEPS, cohort_to_fill
from lms.programmes.models import Cohort

SHEET_KEPT = 24 * 3600


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_cards(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose members, get the sheet. `added` (the key of an addition) ticks those who came by it."""
    cohort = cohort_to_fill(request, uuid)
    prove(request)
    offered = list(
        memberships_for_cards(request.user, cohort)
        .select_related("user", "addition")
        .order_by("user__sort_name", "pk")
    )
    form = CardSheetForm(
        request.POST if request.method == "POST" else None, offered=offered, chosen=_ticked(request, offered)
    )
    if request.method == "POST" and form.is_valid():
        return _sheet(request, cohort, form)
    context = {"cohort": cohort, "form": form, "days": settings.SIGN_IN_CARD_DAYS, "people": len(offered)}
    if "added" in request.GET:
        context["steps"] = STEPS
    return render(request, "lms/enrolments/cards.html", context, status=422 if form.errors else 200)


def _ticked(request: HttpRequest, offered: list[Membership]) -> set[int]:
    """Those of the addition that was named; else who has never been in."""
    with contextlib.suppress(ValueError):
        key = UUID(request.GET.get("added", ""))
        return {row.pk for row in offered if row.addition is not None and row.addition.key == key}
    return {row.pk for row in offered if row.user.last_login is None}


def _sheet(request: HttpRequest, cohort: Cohort, form: CardSheetForm) -> HttpResponse:
    """One form makes one sheet: a second press would print codes that make the first sheet worthless."""
    if not cache.add(f"card-sheet:{form.cleaned_data['key']}", 1, SHEET_KEPT):
        messages.warning(
            request,
            _(
                "This sheet was made already; look among your downloads. Made again, the codes on it stop working."
            ),
        )
        return redirect("lms:cohort-cards", cohort.uuid)
    language = form.cleaned_data["language"]
    try:
        made = make_cards(users=[row.user for row in form.memberships()], by=request.user)
    except CardRefused:
        raise Http404 from None
    pdf = card_sheet(made, group=cohort.name, language=None if language == OWN else language)
    name = f"imece-{turkish.slug(cohort.name)[:40]}-{timezone.localdate():%Y-%m-%d}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def membership_card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Reset one trainee's access: a new card, shown once. `act`: `reset`, or `revoke` to take an unused card back."""
    membership = get_object_or_404(Membership.objects.select_related("cohort__programme", "user"), uuid=uuid)
    if not can_add_people(request.user, membership.cohort) or not can_give_card(request.user, membership):
        raise Http404
    prove(request)
    person, act = membership.user, request.POST.get("act", "")
    if act == "revoke":
        if revoke_card(user=person, by=request.user):
            messages.success(request, _("The card does not work any more."))
        return redirect("lms:membership-card", membership.uuid)
    context = {
        "membership": membership,
        "cohort": membership.cohort,
        "person": person,
        "days": settings.SIGN_IN_CARD_DAYS,
        "card": person.sign_in_cards.usable().first(),
    }
    if act == "reset":
        try:
            made = reset_access(user=person, by=request.user)
        except CardRefused:
            raise Http404 from None
        pdf = card_sheet([made], group=membership.cohort.name, language=None)
        context |= {
            "made": made,
            "code": grouped(made.code),
            "address": card_address(person.language),
            "qr": mark_safe(
                segno.make(card_address(person.language, made.code), error="m").svg_inline(
                    scale=6, omitsize=True
                )
            ),
            "pdf": base64.b64encode(pdf).decode(),
            "file_name": f"imece-{turkish.slug(person.get_username())}.pdf",
        }
    return render(request, "lms/enrolments/membership_card.html", context)
