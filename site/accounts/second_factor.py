"""Whether a person has a second factor, and the code her app shows now (for the demo and for tests)."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are no second factor: they only stand in for one."""


def has_second_factor(user: Any) -> bool:
    """Whether she has an authenticator app or a passkey. One query."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def can_enter_cms(user: Any) -> bool:
    """Whether any permission of hers opens the CMS, also one that no role gave. Two queries at most."""
    return bool(user.has_perm("wagtailadmin.access_admin"))


def current_code(user: Any) -> str:
    """The code that her authenticator app shows at this moment; "" when she has none."""
    authenticator = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        return ""
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]
    return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter))
