"""Giving a role to somebody and taking it away again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import can_take_role, roles_to_give
from accounts.directory import roles_of_person
from accounts.forms.people import ReasonForm, RoleForm
from accounts.models import RoleAssignment
from accounts.services import assign_role, revoke_role
from accounts.views.people import person_or_404, prove


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role_give(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A role for something; in force at once."""
    person = person_or_404(request, uuid)
    if not roles_to_give(request.user) or person.pk == request.user.pk or not person.is_active:
        raise Http404
    prove(request)
    form = RoleForm(request.POST if request.method == "POST" else None, giver=request.user, person=person)
    form.fields["reason"].required = True
    if request.method == "POST" and form.is_valid():
        kind, identifier = form.chosen_scope or ("", None)
        assign_role(
            user=person,
            role=form.cleaned_data["role"],
            scope_kind=kind,
            scope_id=identifier,
            by=request.user,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The role is given. It counts from now on."))
        return redirect("people:person-detail", person.uuid)
    return render(
        request,
        "accounts/people/role_give.html",
        {"form": form, "person": person},
        status=422 if form.errors else 200,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role_take(request: HttpRequest, uuid: UUID, assignment_id: int) -> HttpResponse:
    """Take a role away; it stops with the next request."""
    person = person_or_404(request, uuid)
    held = RoleAssignment.objects.of(person).select_related("user")
    assignment = get_object_or_404(held, pk=assignment_id)
    if not can_take_role(request.user, assignment):
        raise Http404
    prove(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        revoke_role(assignment=assignment, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The role is taken away. It has stopped working."))
        return redirect("people:person-detail", person.uuid)
    rows, _elsewhere = roles_of_person(request.user, person)
    row = next((row for row in rows if row.assignment.pk == assignment.pk), None)
    return render(
        request,
        "accounts/people/role_take.html",
        {"form": form, "person": person, "row": row},
        status=422 if form.errors else 200,
    )
