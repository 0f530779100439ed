"""Members of a group, for who runs the programme: the list, one more, one member."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.guardians import facts_of
from accounts.identifiers import read_identifier
from accounts.services import create_person, invite_person, tell_birth_year
from accounts.views.people import show_way_in
from core import audit
from lms.enrolments.access import can_manage_membership
from lms.enrolments.exceptions import BirthYearNeeded, CohortFull, OnOtherTrack
from lms.enrolments.forms.members import (
    ExistingMemberForm,
    FirmForm,
    MoveMemberForm,
    NewMemberForm,
    WithdrawForm,
)
from lms.enrolments.models import Membership, MembershipState
from lms.enrolments.selectors.members import enrolments_in, members_of
from lms.enrolments.services import join_cohort, leave_cohort
from lms.enrolments.services.members import move_member, set_firm
from lms.programmes.models import Cohort
from lms.programmes.views.groups import managed_cohort

PER_PAGE = 50


@never_cache
@login_required
@require_GET
def cohort_members(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everybody who is, was or waits to be in the group."""
    cohort = managed_cohort(request, uuid)
    page = Paginator(members_of(cohort), PER_PAGE).get_page(request.GET.get("page"))
    labels = dict(MembershipState.choices)
    context = {
        "cohort": cohort,
        "page_obj": page,
        "rows": [(row, labels[row.state]) for row in page],
    }
    return render(request, "lms/enrolments/group_members.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="add_person")
def member_add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody with an account, or somebody new. `act` says which form was sent."""
    cohort = managed_cohort(request, uuid)
    act = request.POST.get("act", "")
    known = ExistingMemberForm(request.POST if act == "known" else None, cohort=cohort, prefix="known")
    new = NewMemberForm(request.POST if act == "new" else None, cohort=cohort, prefix="new")
    if known.is_bound and known.is_valid() and _join(request, cohort, known.person, known):
        return redirect("lms:cohort-members", cohort.uuid)
    if new.is_bound:
        raise_if_reauthentication_required(request, app="allauth.account")
        if new.is_valid() and (answer := _join_new(request, cohort, new)):
            return answer
    context = {"cohort": cohort, "known": known, "new": new}
    status = 422 if known.errors or new.errors else 200
    return render(request, "lms/enrolments/member_add.html", context, status=status)


def _join(request: HttpRequest, cohort: Cohort, person: Any, form: Any, *, is_told: bool = True) -> bool:
    """Put her into the group and say so; at the form why not."""
    name = person.get_full_name()
    year = form.cleaned_data.get("birth_year")
    try:
        with transaction.atomic():
            if year and facts_of(person).birth_year is None:
                tell_birth_year(user=person, year=year, by=request.user)
            membership = join_cohort(
                user=person, cohort=cohort, source="officer", by=request.user, firm=form.cleaned_data["firm"]
            )
    except BirthYearNeeded:
        form.add_error(
            "birth_year", _("It is missing. This programme takes people under 18 and must know it.")
        )
    except CohortFull:
        form.add_error(None, _("The group is full. Raise the number of places first."))
    except OnOtherTrack:
        form.add_error(None, _("%(name)s is on another track of this programme.") % {"name": name})
    else:
        if membership.state == MembershipState.WAITING:
            text = _("%(name)s is under 18: she waits until her guardian's consent is noted down.")
            messages.warning(request, text % {"name": name})
        elif is_told:
            messages.success(request, _("%(name)s is in the group now.") % {"name": name})
    return not form.errors


def _join_new(request: HttpRequest, cohort: Cohort, form: NewMemberForm) -> HttpResponse | None:
    data = form.cleaned_data
    try:
        identifier = read_identifier(data["identifier"])
        with transaction.atomic():
            person = create_person(
                first_name=data["first_name"],
                last_name=data["last_name"],
                language=data["language"],
                by=request.user,
                username=identifier.text if identifier.kind == "username" else "",
                email=identifier.text if identifier.kind == "email" else "",
                phone=identifier.text if identifier.kind == "phone" else "",
            )
            if not _join(request, cohort, person, form, is_told=False):
                transaction.set_rollback(True)
                return None
            link = invite_person(user=person, by=request.user)
    except (IdentifierNotUsable, IdentifierTaken) as problem:
        form.explain(problem)
        return None
    return show_way_in(request, person, link)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def membership_detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A member: her courses, her firm, to another group, out of this one. `act` says which form was sent."""
    membership = get_object_or_404(
        Membership.objects.select_related("cohort__programme", "cohort__track", "user", "firm"), uuid=uuid
    )
    if not can_manage_membership(request.user, membership):
        raise Http404
    act, cohort = request.POST.get("act", ""), membership.cohort
    firm = FirmForm(request.POST if act == "firm" else None, cohort=cohort, current=membership.firm)
    moving = MoveMemberForm(request.POST if act == "move" else None, cohort=cohort, prefix="move")
    leaving = WithdrawForm(request.POST if act == "withdraw" else None, prefix="withdraw")
    answer: HttpResponse | None = None
    if firm.is_bound and firm.is_valid():
        set_firm(membership=membership, firm=firm.cleaned_data["firm"], by=request.user)
        messages.success(request, _("Saved."))
        answer = redirect("lms:membership-detail", membership.uuid)
    elif moving.is_bound and moving.is_valid():
        answer = _move(request, membership, moving)
    elif leaving.is_bound and leaving.is_valid():
        leave_cohort(membership=membership, by=request.user, reason=leaving.cleaned_data["reason"])
        messages.success(
            request,
            _("%(name)s is out of the group. Her records stay.") % {"name": membership.user.get_full_name()},
        )
        answer = redirect("lms:cohort-members", cohort.uuid)
    if answer is not None:
        return answer
    audit.record_reading(action="lms.member_seen", actor=request.user, people=[membership.user])
    context = {
        "cohort": cohort,
        "membership": membership,
        "state": MembershipState(membership.state).label,
        "enrolments": enrolments_in(membership),
        "firm_form": firm,
        "move_form": moving,
        "withdraw_form": leaving,
    }
    status = 422 if firm.errors or moving.errors or leaving.errors else 200
    return render(request, "lms/enrolments/membership.html", context, status=status)


def _move(request: HttpRequest, membership: Membership, form: MoveMemberForm) -> HttpResponse | None:
    to = form.cleaned_data["to"]
    try:
        move_member(membership=membership, to=to, by=request.user, reason=form.cleaned_data["reason"])
    except CohortFull:
        form.add_error("to", _("The group is full. Raise the number of places first."))
    except OnOtherTrack:
        form.add_error("to", _("She is in one more group, on another track of this programme."))
    except ValueError:
        form.add_error("to", _("She is not in the group any more."))
    else:
        messages.success(
            request,
            _("%(name)s is in the group “%(group)s” now.")
            % {"name": membership.user.get_full_name(), "group": to.name},
        )
        return redirect("lms:cohort-members", membership.cohort.uuid)
    return None
