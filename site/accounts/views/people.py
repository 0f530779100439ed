"""People as administrators and programme officers see them: the list, a person, somebody new, an account closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import segno
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import (
    can_invite_again,
    can_look_as,
    can_manage_account,
    can_open_people,
    people_for,
    roles_to_give,
)
from accounts.directory import (
    find_people,
    past_roles_of,
    person_panels,
    role_names,
    roles_of_person,
    with_roles,
)
from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.forms.people import PersonForm, ReasonForm
from accounts.models import Role, User
from accounts.services import assign_role, close_account, create_person, invite_person, reopen_account
from accounts.services.invitations import link_days
from core import audit

PER_PAGE = 30


def prove(request: HttpRequest) -> None:
    """Ask who she is before something that matters, unless she proved it some minutes ago."""
    raise_if_reauthentication_required(request, app="allauth.account")


def person_or_404(request: HttpRequest, uuid: UUID) -> User:
    """A person that this one may see; somebody outside her scope is not there."""
    person = people_for(request.user).filter(uuid=uuid).first()
    if person is None:
        raise Http404
    return person


def person_to_act_on(request: HttpRequest, uuid: UUID, may: Callable[[Any, User], bool]) -> User:
    """The same where a rule lets this one act on her, after asking who it is that acts."""
    person = person_or_404(request, uuid)
    if not may(request.user, person):
        raise Http404
    prove(request)
    return person


@never_cache
@login_required
@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody she may see, with a search and a choice of role."""
    if not can_open_people(request.user):
        raise PermissionDenied
    words, role = request.GET.get("q", "")[:100], request.GET.get("role", "")
    found = with_roles(find_people(people_for(request.user), words, role))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    labels = dict(Role.choices)
    rows = [(person, [labels[name] for name in role_names(person)]) for person in page]
    context = {
        "rows": rows,
        "page_obj": page,
        "words": words,
        "role": role,
        "roles": [choice for choice in Role.choices if choice[0] != Role.TRAINEE],
    }
    return render(request, "accounts/people/list.html", context)


@never_cache
@login_required
@require_GET
def person_detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who she is, what she may do and why, where she takes part."""
    person = person_or_404(request, uuid)
    audit.record_reading(action="accounts.person_seen", actor=request.user, people=[person])
    roles, elsewhere = roles_of_person(request.user, person)
    context = {
        "person": person,
        "roles": roles,
        "roles_elsewhere": elsewhere,
        "past_roles": past_roles_of(person),
        "panels": [shown for panel in person_panels if (shown := panel(request.user, person)) is not None],
        "can_give": bool(roles_to_give(request.user)) and person.pk != request.user.pk and person.is_active,
        "can_manage": can_manage_account(request.user, person),
        "can_look": can_look_as(request.user, person),
        "can_invite": can_invite_again(request.user, person),
    }
    return render(request, "accounts/people/detail.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="add_person")
def person_create(request: HttpRequest) -> HttpResponse:
    """Add somebody, with a role. Her password is hers to choose: by mail, or by a link shown here once."""
    if not can_open_people(request.user):
        raise PermissionDenied
    prove(request)
    form = PersonForm(request.POST if request.method == "POST" else None, giver=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                person = create_person(by=request.user, **form.person_parts())
                _give_first_role(request.user, person, form)
                link = invite_person(user=person, by=request.user)
        except (IdentifierNotUsable, IdentifierTaken) as problem:
            form.explain(problem)
        else:
            return show_way_in(request, person, link)
    return render(request, "accounts/people/create.html", {"form": form}, status=422 if form.errors else 200)


def _give_first_role(giver: Any, person: User, form: PersonForm) -> None:
    if form.cleaned_data["role"]:
        kind, identifier = form.chosen_scope or ("", None)
        assign_role(
            user=person,
            role=form.cleaned_data["role"],
            scope_kind=kind,
            scope_id=identifier,
            by=giver,
            reason=form.cleaned_data["reason"],
        )


def show_way_in(request: HttpRequest, person: User, link: str) -> HttpResponse:
    """Told that a mail is on its way; without an address the link is on this answer and nowhere else."""
    if not link:
        messages.success(
            request, _("%(name)s gets a mail to choose a password.") % {"name": person.get_full_name()}
        )
        return redirect("people:person-detail", person.uuid)
    qr = mark_safe(segno.make(link, error="m").svg_inline(scale=5, omitsize=True))
    context = {"person": person, "link": link, "qr": qr, "days": link_days()}
    return render(request, "accounts/people/way_in.html", context)


@never_cache
@login_required
@require_POST
def person_invite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The first way in once more, for somebody who has never been in."""
    person = person_to_act_on(request, uuid, can_invite_again)
    return show_way_in(request, person, invite_person(user=person, by=request.user))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close an account, or open it again."""
    person = person_to_act_on(request, uuid, can_manage_account)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if request.POST.get("act") == "reopen":
            reopen_account(user=person, by=request.user, reason=reason)
            messages.success(request, _("The account is open again."))
        else:
            close_account(user=person, by=request.user, reason=reason)
            messages.success(request, _("The account is closed."))
        return redirect("people:person-detail", person.uuid)
    return render(
        request,
        "accounts/people/account.html",
        {"form": form, "person": person},
        status=422 if form.errors else 200,
    )
