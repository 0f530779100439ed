"""The join link as a trainer shows it to the room, and who has come in by it so far."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

import segno
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.shared_devices import background
from core.addresses import full_address
from core.htmx import HTMX_CONFIG
from lms.enrolments.selectors.members import who_is_here
from lms.programmes.access import can_manage_cohort
from lms.programmes.models import Joining
from lms.programmes.views.groups import taught_cohort

STOP_ASKING = 286
"""The status with which htmx ends its asking."""


@never_cache
@login_required
@require_GET
def join_link(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The join code, big, with its QR: to show to the room or to print. Below it, who is in the group by now."""
    cohort = taught_cohort(request, uuid)
    link = full_address("lms:cohort-join", cohort.join_code)
    context = {
        "cohort": cohort,
        "link": link,
        "code": cohort.join_code,
        "code_page": full_address("lms:cohort-join-code"),
        "qr": mark_safe(segno.make(link, error="m").svg_inline(scale=8, omitsize=True)),
        "is_open": cohort.joining != Joining.CLOSED,
        "can_manage": can_manage_cohort(request.user, cohort),
        "here": who_is_here(cohort),
        "htmx_config": HTMX_CONFIG,
    }
    return render(request, "lms/enrolments/join_link.html", context)


@background
@never_cache
@require_GET
def arrivals(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who is in the group by now: asked every few seconds by the page above. 204 while nothing has changed since `?seen=`.

    Signed out meanwhile, the page itself goes to the sign-in screen: an answer to htmx would be put into the list.
    """
    if not request.user.is_authenticated:
        page = reverse("lms:cohort-join-link", args=[uuid])
        if "HX-Request" not in request.headers:
            return redirect_to_login(page)
        door = f"{reverse('account_login')}?{urlencode({'next': page})}"
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": door})
    cohort = taught_cohort(request, uuid)
    here = who_is_here(cohort)
    if cohort.joining != Joining.CLOSED and request.GET.get("seen") == here.mark:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    status = STOP_ASKING if cohort.joining == Joining.CLOSED else HTTPStatus.OK
    context = {"cohort": cohort, "here": here, "is_answer": True}
    return render(request, "lms/enrolments/_arrivals.html", context, status=status)
