"""Second factors that are set for a person, not by her: the demo's staff."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db import transaction

from accounts.models import User
from core import audit


@transaction.atomic
def set_totp(*, user: User, secret: str) -> Authenticator:
    """Give a person an authenticator with this secret (base 32), replacing the one she had."""
    authenticator, _is_new = Authenticator.objects.update_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": encrypt(secret)}}
    )
    audit.record(action="accounts.second_factor_set", about=user)
    return authenticator
