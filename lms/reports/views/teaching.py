"""The teaching home and a group's page."""

from typing import Any

import segno
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe

from core.addresses import full_address
from lms.enrolments.access import memberships_for_cards
from lms.enrolments.models import Membership, MembershipState
from lms.enrolments.selectors.moving import waiting_in_cohort
from lms.programmes.access import can_manage_programmes, can_teach_cohort
from lms.programmes.models import Cohort, Joining
from lms.reports.access import can_open_teaching
from lms.reports.selectors.teaching import teaching_home


@login_required
def teach_home(request: HttpRequest) -> HttpResponse:
    """Groups, courses and next class sessions of a trainer or officer."""
    if not can_open_teaching(request.user):
        raise PermissionDenied
    context = {"home": teaching_home(request.user), "runs_programmes": can_manage_programmes(request.user)}
    return render(request, "lms/reports/teach_home.html", context)


def cohort_of(request: HttpRequest, uuid: Any) -> Cohort:
    """The group, for who may teach it; 404 for anybody else, as for a missing one."""
    cohort = get_object_or_404(
        Cohort.objects.select_related("programme", "track", "training_centre"), uuid=uuid
    )
    if not can_teach_cohort(request.user, cohort):
        raise Http404
    return cohort


@login_required
def cohort_detail(request: HttpRequest, uuid: Any) -> HttpResponse:
    """A group: its people, how one joins it, its courses."""
    cohort = cohort_of(request, uuid)
    members = (
        Membership.objects.filter(cohort=cohort)
        .exclude(state=MembershipState.WITHDRAWN)
        .select_related("user", "firm")
        .order_by("user__sort_name", "pk")
    )
    join_url = full_address("lms:cohort-join", cohort.join_code)
    return render(
        request,
        "lms/reports/cohort_detail.html",
        {
            "cohort": cohort,
            "members": members,
            "with_cards": set(memberships_for_cards(request.user, cohort).values_list("pk", flat=True)),
            "courses": cohort.cohort_courses.select_related("course"),
            "behind": waiting_in_cohort(cohort),
            "join_url": join_url if cohort.joining != Joining.CLOSED else "",
            "join_qr": mark_safe(segno.make(join_url, error="m").svg_inline(scale=5, omitsize=True)),
            "waiting": sum(member.state == MembershipState.WAITING for member in members),
        },
    )
