"""What the installation still lacks, for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.readiness import steps_for
from pages.access import can_set_up
from pages.services.confirmations import confirm_backups
from pages.services.test_mails import ask_for_test_mail


@never_cache
@login_required
@require_safe
def step_list(request: HttpRequest) -> HttpResponse:
    """Every step, those to do first."""
    if not can_set_up(request.user):
        raise PermissionDenied
    return render(request, "pages/setup/steps.html", {"steps": steps_for(request.user)})


@never_cache
@login_required
@require_POST
def mail_test(request: HttpRequest) -> HttpResponse:
    """A test mail to oneself; the worker sends it."""
    if not can_set_up(request.user):
        raise PermissionDenied
    if request.user.email:
        ask_for_test_mail(address=request.user.email, by=request.user)
        messages.success(
            request, _("A test mail is on its way to %(email)s.") % {"email": request.user.email}
        )
    else:
        messages.warning(request, _("You have no e-mail address. Add one to your profile first."))
    return redirect("pages:setup-steps")


@never_cache
@login_required
@require_POST
def backups_confirm(request: HttpRequest) -> HttpResponse:
    """Only a person can say that backups are made."""
    if not can_set_up(request.user):
        raise PermissionDenied
    confirm_backups(by=request.user)
    messages.success(request, _("Saved."))
    return redirect("pages:setup-steps")
