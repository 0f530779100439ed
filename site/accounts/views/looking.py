"""Seeing the site as another person does, and being oneself again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import can_look_as, people_for
from accounts.forms.people import ReasonForm
from accounts.landing import landing_address
from accounts.looking import forget_looking, remember_looking
from accounts.views.people import person_to_act_on


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def looking_begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Why, then to where she begins."""
    person = person_to_act_on(request, uuid, can_look_as)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        remember_looking(request, person, form.cleaned_data["reason"])
        return redirect(landing_address(person))
    return render(
        request,
        "accounts/people/look.html",
        {"form": form, "person": person},
        status=422 if form.errors else 200,
    )


@never_cache
@login_required
@require_POST
def looking_end(request: HttpRequest) -> HttpResponse:
    """Back to the page of the person; without one (ended in another tab) to where oneself begins."""
    identifier = forget_looking(request, "button")
    messages.info(request, _("You are yourself again."))
    person = people_for(request.user).filter(pk=identifier).first()
    return (
        redirect("people:person-detail", person.uuid) if person else redirect(landing_address(request.user))
    )
