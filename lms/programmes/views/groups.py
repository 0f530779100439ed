"""Groups, for who runs the programme; the join link for who teaches the group, too."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lms.programmes.access import can_manage_cohort, can_teach_cohort
from lms.programmes.exceptions import GroupWrong
from lms.programmes.forms.fields import bound
from lms.programmes.forms.group import GroupForm
from lms.programmes.models import Cohort
from lms.programmes.rules.duration import disagrees
from lms.programmes.selectors import newest_group
from lms.programmes.services import change_group, create_group, renew_join_code
from lms.programmes.views.office import programme_or_404


def managed_cohort(request: HttpRequest, uuid: UUID) -> Cohort:
    """A group of a programme that this one runs; others' are not there."""
    cohort = get_object_or_404(
        Cohort.objects.select_related("programme", "track", "province", "training_centre"), uuid=uuid
    )
    if not can_manage_cohort(request.user, cohort):
        raise Http404
    return cohort


def taught_cohort(request: HttpRequest, uuid: UUID) -> Cohort:
    """A group that this one teaches or runs; others' are not there. One query beside the one for her roles."""
    cohort = get_object_or_404(Cohort.objects.select_related("programme", "track"), uuid=uuid)
    if not can_teach_cohort(request.user, cohort):
        raise Http404
    return cohort


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_create(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A new group: a track and a first day are enough."""
    programme = programme_or_404(request, uuid)
    if not programme.tracks.exists():
        messages.info(request, _("A group is on a track: make one first."))
        return redirect("lms:track-create", programme.uuid)
    form = bound(GroupForm, request, programme=programme)
    if request.method == "POST" and form.is_valid():
        track = form.cleaned_data["track"]
        like = newest_group(programme, track) if form.cleaned_data["with_courses"] else None
        try:
            cohort = create_group(programme=programme, by=request.user, courses_of=like, **form.group_parts())
        except GroupWrong as problem:
            form.explain(problem)
        else:
            _warn_of_dates(request, cohort)
            messages.success(request, _("The group is there. Check its courses, then name its trainers."))
            return redirect("lms:cohort-courses", cohort.uuid)
    context = {"form": form, "programme": programme}
    return render(request, "lms/programmes/group_form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a group."""
    cohort = managed_cohort(request, uuid)
    form = bound(GroupForm, request, programme=cohort.programme, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_group(cohort=cohort, by=request.user, **form.group_parts())
        except GroupWrong as problem:
            form.explain(problem)
        else:
            _warn_of_dates(request, changed)
            messages.success(request, _("Saved."))
            return redirect("lms:cohort-edit", cohort.uuid)
    context = {"form": form, "programme": cohort.programme, "cohort": cohort}
    return render(request, "lms/programmes/group_form.html", context, status=422 if form.errors else 200)


def _warn_of_dates(request: HttpRequest, cohort: Cohort) -> None:
    """Dates that are far from what the track promises are allowed, and said (A-15)."""
    if disagrees(cohort.starts_on, cohort.ends_on, cohort.track.months):
        messages.warning(
            request,
            ngettext(
                "The dates of the group do not fit the track “%(track)s”, which lasts %(months)d month.",
                "The dates of the group do not fit the track “%(track)s”, which lasts %(months)d months.",
                cohort.track.months,
            )
            % {"track": cohort.track.name, "months": cohort.track.months},
        )


@require_POST
@login_required
def join_code_renew(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Another join code, when the old one went too far round."""
    cohort = managed_cohort(request, uuid)
    renew_join_code(cohort=cohort, by=request.user)
    messages.success(request, _("The group has a new join code. The old one does not work any more."))
    return redirect("lms:cohort-join-link", cohort.uuid)
