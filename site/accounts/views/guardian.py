"""A person under 18: her year of birth and her guardian's consent, for the programme office."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import can_note_guardian
from accounts.exceptions import GuardianWrong
from accounts.forms.guardian import BirthYearForm, GuardianConsentForm
from accounts.forms.people import ReasonForm
from accounts.guardians import consent_in_force, facts_of
from accounts.guardianship import is_under_age
from accounts.models import GuardianConsent, User
from accounts.services import (
    confirm_of_age,
    record_guardian_consent,
    tell_birth_year,
    withdraw_guardian_consent,
)
from accounts.views.people import person_to_act_on
from core import audit


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_guardian(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Year of birth, consent, its withdrawal, and that she is of age by now. `act` says which form was sent."""
    person = person_to_act_on(request, uuid, can_note_guardian)
    act = request.POST.get("act", "")
    facts = facts_of(person)
    year = BirthYearForm(
        request.POST if act == "year" else None, prefix="year", initial={"year": facts.birth_year}
    )
    consent = GuardianConsentForm(request.POST if act == "consent" else None, prefix="consent")
    reason = ReasonForm(request.POST if act == "withdraw" else None, prefix="withdraw")
    if act and _act(request, person, act, {"year": year, "consent": consent, "withdraw": reason}):
        return redirect("people:person-guardian", person.uuid)
    audit.record_reading(action="accounts.guardian_seen", actor=request.user, people=[person])
    context = {
        "person": person,
        "facts": facts,
        "is_under_age": is_under_age(facts),
        "consent": consent_in_force(person),
        "earlier": GuardianConsent.objects.filter(user=person, withdrawn_at__isnull=False).order_by(
            "-withdrawn_at"
        )[:20],
        "year_form": year,
        "consent_form": consent,
        "withdraw_form": reason,
    }
    status = 422 if year.errors or consent.errors or reason.errors else 200
    return render(request, "accounts/people/guardian.html", context, status=status)


def _act(request: HttpRequest, person: User, act: str, bound: dict[str, forms.Form]) -> bool:
    """Do what was sent. False: the form says why not."""
    by: Any = request.user
    form = bound.get(act)
    if form is not None and not form.is_valid():
        return False
    try:
        if act == "year":
            tell_birth_year(user=person, by=by, **bound[act].cleaned_data)
        elif act == "consent":
            record_guardian_consent(user=person, by=by, **bound[act].cleaned_data)
        elif act == "withdraw":
            withdraw_guardian_consent(user=person, by=by, reason=bound[act].cleaned_data["reason"])
        elif act == "of_age":
            confirm_of_age(user=person, by=by)
    except GuardianWrong as problem:
        if isinstance(form, BirthYearForm | GuardianConsentForm):
            form.explain(problem)
            return False
        messages.error(request, _("Write down her year of birth first."))
        return True
    messages.success(request, _("Saved."))
    return True
