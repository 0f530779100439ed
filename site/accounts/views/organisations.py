"""Signing in with an account of one's organisation, and which are connected."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from accounts.sso.adapter import LANGUAGE_KEY, is_last_way_in, refusal
from accounts.sso.organisations import organisation_named
from core import audit
from core.languages import active_language


@require_POST
def sign_in(request: HttpRequest, organisation: str) -> HttpResponse:
    """Send her to her organisation's own sign-in page."""
    return _go(request, organisation, AuthProcess.LOGIN, get_next_redirect_url(request))


@require_POST
@login_required
@reauthentication_required(app="allauth.account")
def connect(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same, to connect the account there with the one here."""
    return _go(request, organisation, AuthProcess.CONNECT, reverse("accounts:profile"))


def _go(request: HttpRequest, key: str, process: str, next_url: str | None) -> HttpResponse:
    organisation = organisation_named(key)
    if organisation is None:
        raise Http404
    request.session[LANGUAGE_KEY] = active_language()
    try:
        provider = get_adapter().get_provider(request, organisation.id)
        answer: HttpResponse = provider.redirect(request, process, next_url=next_url)
    except (RequestException, OAuth2Error, KeyError, ValueError):
        return refusal(request, organisation, "unreachable")
    return answer


@require_POST
@login_required
@reauthentication_required(app="allauth.account")
def disconnect(request: HttpRequest, organisation: str) -> HttpResponse:
    """Take a connection of hers away; the last way to sign in stays."""
    account = SocialAccount.objects.filter(user=request.user, provider=organisation).first()
    if account is None:
        raise Http404
    if is_last_way_in(request.user, account):
        messages.error(request, _("This is your only way to sign in. Choose a password first."))
        return redirect("accounts:profile")
    account.delete()
    audit.record(
        action="accounts.organisation_disconnected",
        actor=request.user,
        about=request.user,
        data={"organisation": organisation},
    )
    get_account_adapter(request).send_notification_mail(
        "socialaccount/email/account_disconnected", request.user, {}
    )
    messages.success(request, _("The connection was taken away."))
    return redirect("accounts:profile")
