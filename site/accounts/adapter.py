"""allauth's questions about our people."""

import time
import uuid
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.devices import device_of, name_of_device, recognise_device
from accounts.errands import run_errand, run_errands
from accounts.exceptions import IdentifierNotUsable
from accounts.identifiers import email_key, phone_key, read_email, username_key
from accounts.landing import landing_address
from accounts.models import User
from accounts.problems import problem_text
from accounts.services.errands import take_errand
from accounts.services.known_devices import find_on_device
from accounts.services.mails import ask_for_confirmation
from accounts.shared_devices import mark_session
from core.notifications import notify

TOLD = {
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_set",
    "account/email/email_changed",
    "account/email/email_deleted",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
    "mfa/email/recovery_codes_generated",
    "socialaccount/email/account_connected",
    "socialaccount/email/account_disconnected",
}
"""allauth's security mails that `notifications/account_changed.*` has words for."""


class AccountAdapter(DefaultAccountAdapter):
    """Identifiers as our model keeps them, mail through the notification seam, redirects on this host only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask your programme office."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _(
            "This code is not right or was used already. Wait for the next one and try again."
        ),
        "invalid_password_reset": _("This link was used already or is too old. Ask for a new one."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "same_as_current": _("This is what you have already."),
        "duplicate_email": _("This is your address already."),
        "too_many_login_attempts": _(
            "Too many tries. Wait ten minutes, or ask for a new password. Your trainer can help, too."
        ),
    }

    def is_safe_url(self, url: str) -> bool:
        """Only addresses on the very host of the request (security statement 34), whole or from the root: a bare word
        would be taken for the name of a view."""
        request = context.request
        is_whole = url.startswith(("/", f"{request.scheme}://")) if url else False
        return is_whole and url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_address(request.user)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return landing_address(request.user)

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        """Do what she came for, and lead her there."""
        response: HttpResponse = super().post_login(request, user, **about)
        if request.resolver_match and request.resolver_match.view_name == "mfa_login_webauthn":
            # The other doors ask by a field of their form; here the page sends along what stands in that field.
            mark_session(request, is_shared="shared_device" in request.POST)
        recognise_device(request, response, user)
        response["Location"] = run_errands(request, user, response["Location"])
        return response

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Do what she registered for, in whichever browser she opened the mail; there she may have to sign in first."""
        kept = take_errand(user=email_address.user)
        goes_on = run_errand(self.request, email_address.user, kept) if kept else None
        if not goes_on:
            address: str = super().get_email_verification_redirect_url(email_address)
            return address
        if self.request.user.is_authenticated:
            return goes_on
        return f"{reverse('account_login')}?{urlencode({'next': goes_on})}"

    def clean_email(self, email: str) -> str:
        try:
            return read_email(email).text
        except IdentifierNotUsable as problem:
            raise problem_text(problem) from None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count of failures a person, however the identifier is spelt."""
        text = str(credentials.get("username") or credentials.get("email") or "")
        return email_key(text) if "@" in text else phone_key(text) or username_key(text)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Who comes with a device that she used before is counted by herself: neither a classroom's mistakes nor somebody
        who tries her password from elsewhere locks her out."""
        text = str(credentials.get("username") or credentials.get("email") or "")
        device = device_of(request)
        user = find_on_device(device=device, identifier=text)
        if user is None:
            super().pre_authenticate(request, **credentials)
            return
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed_here", key=f"{user.pk}:{device}"
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password of the person who is signed in, whatever identifier she has."""
        found = self.authenticate(context.request, username=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has proved in the last minutes who she is, signing in included, is not asked again."""
        request = context.request
        proved = [record["at"] for record in get_authentication_records(request, request.user)]
        if proved and time.time() - proved[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """The last way to sign in stays."""
        user = email_address.user
        return (
            bool(user.username or user.phone)
            or EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk).exists()
        )

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm, unless the address is another person's by now."""
        others = User.objects.filter(email_key=email_key(email_address.email)).exclude(
            pk=email_address.user_id
        )
        if others.exists():
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False
        return super().confirm_email(request, email_address)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        ask_for_confirmation(emailconfirmation.email_address)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Say "your account was changed" through the notification seam; to the old address when that was changed."""
        if template_prefix not in TOLD:
            return
        change = template_prefix.rsplit("/", 1)[1]
        if change == "email_deleted":
            email = (context or {}).get("deleted_email")
        told = {
            "change": change,
            "at": timezone.now().isoformat(),
            "device": name_of_device(self.request),
            "to_email": (context or {}).get("to_email", ""),
        }
        if email and email != user.email:
            told["to_address"] = email
        notify(user=user, kind="account_changed", key=f"account-changed:{uuid.uuid4()}", context=told)
