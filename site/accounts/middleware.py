"""Staff need a second factor (security statement 36), and see the CMS in their own language."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from accounts.looking import real_person
from accounts.roles import is_staff_member
from accounts.second_factor import can_enter_cms, has_second_factor

ALLOWED_NAMES = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_set_password",
        "account_change_password",
        "core:manifest",
        "core:offline",
        "core-root:service-worker",
        "core:mailbox-list",
        "core:mailbox-detail",
        "core:mailbox-html",
        "healthz",
        "readyz",
    }
)
"""What stays open meanwhile: signing out, proving who one is, confirming the address, and what the browser fetches."""


class StaffSecondFactorMiddleware:
    """Leads people with a role of the staff to setting up a second factor before anything else; in the CMS everybody
    who can enter it, whichever way she got the permission.

    Whoever has one is asked for it by allauth when she signs in. Trainees cost the one query of their roles.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in ALLOWED_NAMES or name.startswith("mfa_"):
            return None
        if not self._needs_one(request) or has_second_factor(real_person(request)):
            return None
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("mfa_index")})
        return redirect("mfa_index")

    @staticmethod
    def _needs_one(request: HttpRequest) -> bool:
        person = real_person(request)
        if is_staff_member(person):
            return True
        return request.path.startswith(reverse("wagtailadmin_home")) and can_enter_cms(person)


class CmsLanguageMiddleware:
    """The CMS has one address for all languages: it speaks the one that the person chose in her profile.

    A language chosen in the CMS's own account page still goes before (Wagtail asks for it later).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)
