"""What is held about people in accounts, and in the packages that sign them in."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import username_key
from core.personal_data import Erasure, Holding, declare, erasure_steps


def _never(_pseudonym: str) -> str:
    return make_password(None)


declare(
    Holding(
        model="accounts.User",
        title=_("Name and ways to sign in"),
        purpose="account",
        owner="pk",
        reason=_(
            "The row itself stays without name, address or number, so that what must be kept has a holder."
        ),
        cleared={
            "password": _never,
            "username": lambda pseudonym: pseudonym,
            "username_key": username_key,
            "email": None,
            "email_key": None,
            "email_verified_at": None,
            "phone": None,
            "phone_key": None,
            "phone_verified_at": None,
            "first_name": "",
            "last_name": "",
            "sort_name": "",
            "name_key": "",
            "last_login": None,
            "is_active": False,
        },
        secrets=("password",),
        shown=(
            "first_name",
            "last_name",
            "username",
            "email",
            "phone",
            "language",
            "date_joined",
            "last_login",
        ),
    ),
    Holding(
        model="account.EmailAddress",
        title=_("E-mail addresses"),
        purpose="account",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("email", "verified"),
    ),
    Holding(
        model="account.EmailConfirmation",
        title=_("Confirmations of an e-mail address"),
        purpose="account",
        owner="email_address__user",
        erasure=Erasure.DELETE,
        secrets=("key",),
        shown=("created", "sent"),
    ),
    Holding(
        model="accounts.SignInCard",
        title=_("Sign-in cards"),
        purpose="security",
        owner="user",
        others=("made_by",),
        erasure=Erasure.DELETE,
        secrets=("code_hash",),
        shown=("made_at", "expires_at", "used_at"),
        ages_from="expires_at",
    ),
    Holding(
        model="accounts.KnownDevice",
        title=_("Devices that are known"),
        purpose="security",
        owner="user",
        erasure=Erasure.DELETE,
        secrets=("device_hash",),
        shown=("name", "first_seen_at", "last_seen_at"),
        ages_from="last_seen_at",
    ),
    Holding(
        model="accounts.PendingErrand",
        title=_("What you came for when you registered"),
        purpose="security",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("address", "kept_at"),
        ages_from="kept_at",
    ),
    Holding(
        model="usersessions.UserSession",
        title=_("Devices used to sign in"),
        purpose="security",
        owner="user",
        erasure=Erasure.DELETE,
        secrets=("session_key",),
        shown=("created_at", "last_seen_at", "ip", "user_agent"),
        ages_from="last_seen_at",
    ),
    Holding(
        model="mfa.Authenticator",
        title=_("Second steps of signing in"),
        purpose="security",
        owner="user",
        erasure=Erasure.DELETE,
        secrets=("data",),
        shown=("type", "created_at", "last_used_at"),
    ),
    Holding(
        model="socialaccount.SocialToken",
        title=_("Keys for accounts elsewhere"),
        purpose="account",
        owner="account__user",
        erasure=Erasure.DELETE,
        secrets=("token", "token_secret"),
        shown=("expires_at",),
    ),
    Holding(
        model="socialaccount.SocialAccount",
        title=_("Accounts elsewhere used to sign in"),
        purpose="account",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("provider", "uid", "date_joined"),
    ),
    Holding(
        model="accounts.RoleAssignment",
        title=_("Roles"),
        purpose="office",
        owner="user",
        others=("granted_by", "revoked_by"),
        erasure=Erasure.DELETE,
        follows="user",
        clashes=("role", "scope_kind", "scope_id"),
        shown=("role", "granted_at", "granted_by", "reason", "revoked_at"),
    ),
    Holding(
        model="accounts.Consent",
        title=_("Consents"),
        purpose="consent",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("purpose", "text_version", "is_given", "channel", "at"),
    ),
    Holding(
        model="accounts.BirthYear",
        title=_("Year of birth"),
        purpose="guardian",
        owner="user",
        others=("told_by", "seen_by"),
        erasure=Erasure.DELETE,
        follows="user",
        is_single=True,
        shown=("year", "told_at", "seen_of_age_at"),
    ),
    Holding(
        model="accounts.GuardianConsent",
        title=_("Consent of a guardian"),
        purpose="guardian",
        owner="user",
        others=("recorded_by", "withdrawn_by"),
        erasure=Erasure.DELETE,
        follows="user",
        clashes=("withdrawn_at",),
        shown=("guardian_name", "way", "given_on", "covers_name", "recorded_at", "withdrawn_at"),
    ),
    Holding(
        model="accounts.User_groups",
        title=_("Groups of the editing pages"),
        purpose="office",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("group",),
    ),
    Holding(
        model="accounts.User_user_permissions",
        title=_("Rights in the editing pages"),
        purpose="office",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("permission",),
    ),
)


def _end_sessions(person: Any) -> None:
    """Signed out everywhere, at once."""
    for session in UserSession.objects.filter(user=person):
        session.end()


erasure_steps.register("sessions", _end_sessions)
