"""The page of a mentor at the workplace."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import audit
from lms.reports.access import is_mentor
from lms.reports.selectors.mentoring import accompanied, memberships_mentored_by

PER_PAGE = 30


@never_cache
@login_required
@require_GET
def mentor_home(request: HttpRequest) -> HttpResponse:
    """The trainees of her firm or group, and how far each is. Nothing is changed here."""
    if not is_mentor(request.user):
        raise PermissionDenied
    page = Paginator(memberships_mentored_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    audit.record_reading(
        action="lms.progress_seen", actor=request.user, people=[membership.user for membership in page]
    )
    context = {"page_obj": page, "people": accompanied(list(page))}
    return render(request, "lms/reports/mentor_home.html", context)
