"""allauth's questions about people who come from an organisation."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.identifiers import email_key
from accounts.models import User
from accounts.services.people import create_person
from accounts.sso.deciding import Decision, Known, claims_of, decide
from accounts.sso.organisations import Organisation, organisation_named
from core import audit
from core.addresses import paths_by_language
from core.languages import active_language

LANGUAGE_KEY = "organisation_language"
"""The answer comes back to one address without a language, so that an organisation has one to register."""


def refusal(request: HttpRequest, organisation: Organisation | None, why: str) -> HttpResponse:
    """The page that says why the organisation's answer let nobody in, and what to do, in her language."""
    language = request.session.get(LANGUAGE_KEY) or active_language()
    with translation.override(language):
        return render(
            request,
            "accounts/organisation_refusal.html",
            {
                "organisation": organisation,
                "why": str(why),
                # The address of this page holds an answer that works once: another language begins anew.
                "language_urls": paths_by_language("account_login"),
            },
            status=403 if why != "unreachable" else 502,
        )


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Who is let in is decided here alone; allauth's own registration form is never reached."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Those of the settings; no query for rows that nobody makes."""
        return super().list_apps(None, provider=provider, client_id=client_id) if provider else []

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect the account that is meant, make a new one, or say why not."""
        organisation = organisation_named(sociallogin.account.provider)
        if organisation is None:
            raise ImmediateHttpResponse(refusal(request, None, "unknown"))
        claims = claims_of(sociallogin.account.extra_data)
        if claims is None or str(claims["sub"]) != sociallogin.account.uid:
            raise ImmediateHttpResponse(refusal(request, organisation, Decision.MISMATCH))
        # What is kept of the answer is who she is there; the rest is in our own account.
        sociallogin.account.extra_data = {"sub": claims["sub"], "email": claims.get("email", "")}
        if sociallogin.state.get("process") == "connect" or sociallogin.is_existing:
            return
        self._let_in(request, sociallogin, organisation, claims)

    def _let_in(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        organisation: Organisation,
        claims: dict[str, Any],
    ) -> None:
        user = self._holder(claims)
        known = None
        if user is not None:
            known = Known(is_confirmed=user.email_verified_at is not None, is_active=user.is_active)
        decision = decide(claims, organisation.rules, known)
        if decision is Decision.CREATE:
            user = self._create(request, organisation, claims)
        elif decision is not Decision.CONNECT or user is None:
            raise ImmediateHttpResponse(refusal(request, organisation, decision))
        sociallogin.connect(request, user)
        audit.record(
            action="accounts.organisation_connected",
            actor=user,
            about=user,
            data={"organisation": organisation.id},
        )

    def _holder(self, claims: dict[str, Any]) -> User | None:
        address = claims.get("email")
        if not isinstance(address, str) or "@" not in address:
            return None
        found: User | None = User.objects.filter(email_key=email_key(address)).first()
        return found

    def _create(self, request: HttpRequest, organisation: Organisation, claims: dict[str, Any]) -> User:
        first, _space, last = str(claims.get("name") or "").rpartition(" ")
        address = str(claims["email"])
        try:
            return create_person(
                first_name=str(claims.get("given_name") or first or address.partition("@")[0])[:100],
                last_name=str(claims.get("family_name") or last)[:100],
                email=address,
                language=request.session.get(LANGUAGE_KEY) or active_language(),
                is_email_verified=True,
            )
        except (IdentifierNotUsable, IdentifierTaken):
            # An address we cannot send to, or two of her tabs at once: a second try finds the account.
            raise ImmediateHttpResponse(refusal(request, organisation, Decision.NO_ADDRESS)) from None

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("accounts:profile")

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        """She pressed cancel there, or the organisation's server did not answer as it should."""
        organisation = organisation_named(getattr(getattr(provider, "app", None), "provider_id", ""))
        why = "cancelled" if str(error) in {"cancelled", "denied"} else "failed"
        raise ImmediateHttpResponse(refusal(request, organisation, why))


def is_last_way_in(user: User, account: SocialAccount) -> bool:
    """Whether she could not sign in any more without this organisation: no password, no other organisation, and no
    confirmed address to which a new password could be sent."""
    has_address = EmailAddress.objects.filter(user=user, verified=True).exists()
    others = SocialAccount.objects.filter(user=user).exclude(pk=account.pk).exists()
    return not (user.has_usable_password() or has_address or others)
