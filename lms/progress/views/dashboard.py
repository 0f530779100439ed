"""The first screen after signing in: what is next, what is due, how far."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from core.navigation import links
from lms.progress.registry import dashboard_panels
from lms.progress.selectors.dashboard import CourseCard, dashboard_of
from lms.progress.views.entering import catalogue_address, step_address


@never_cache
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """One "Continue" card, then what is due, her courses and what other applets add."""
    shown = dashboard_of(request.user)
    panels = [
        {"template": panel.template, **values}
        for panel in dashboard_panels
        if (values := panel.read(request.user))
    ]
    return render(
        request,
        "lms/progress/dashboard.html",
        {
            "dashboard": shown,
            "next_url": _next_address(shown.current),
            "panels": panels,
            "catalogue_address": partial(catalogue_address, request),
            "role_links": links("dashboard", request),
        },
    )


def _next_address(card: CourseCard | None) -> Any:
    if card is None or card.progress.next_step is None:
        return ""
    return step_address(card.enrolment.course_key, card.progress.next_step)
