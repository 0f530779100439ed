"""Who trains a group: named by the programme's officers."""

from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import can_take_role
from accounts.models import Role
from accounts.services import assign_role, revoke_role
from lms.programmes.forms.trainer import TrainerForm
from lms.programmes.selectors import trainers_of
from lms.programmes.views.groups import managed_cohort


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_trainers(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The group's trainers, and one more."""
    cohort = managed_cohort(request, uuid)
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="allauth.account")
    form = TrainerForm(request.POST if request.method == "POST" else None, giver=request.user, cohort=cohort)
    if request.method == "POST" and form.is_valid() and form.person:
        assign_role(
            user=form.person, role=Role.TRAINER, scope_kind="cohort", scope_id=cohort.pk, by=request.user
        )
        messages.success(
            request, _("%(name)s trains this group now.") % {"name": form.person.get_full_name()}
        )
        return redirect("lms:cohort-trainers", cohort.uuid)
    context = {
        "cohort": cohort,
        "form": form,
        "trainers": [(one, can_take_role(request.user, one)) for one in trainers_of(cohort)],
    }
    return render(request, "lms/programmes/group_trainers.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def cohort_trainer_remove(request: HttpRequest, uuid: UUID, assignment_id: int) -> HttpResponse:
    """She trains this group no longer."""
    cohort = managed_cohort(request, uuid)
    assignment = next((one for one in trainers_of(cohort) if one.pk == assignment_id), None)
    if assignment is None or not can_take_role(request.user, assignment):
        raise Http404
    raise_if_reauthentication_required(request, app="allauth.account")
    revoke_role(assignment=assignment, by=request.user, reason=request.POST.get("reason", "")[:300])
    messages.success(
        request, _("%(name)s trains this group no longer.") % {"name": assignment.user.get_full_name()}
    )
    return redirect("lms:cohort-trainers", cohort.uuid)
