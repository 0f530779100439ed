"""Six digits that prove a telephone is hers. Made from the secret of the installation; stored nowhere."""

from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from accounts.models import User

DIGITS = 6
MINUTES = 10
TRIES = 5


def new_nonce() -> str:
    """What makes one code differ from the next; no secret."""
    return get_random_string(20)


def code_for(user: User, nonce: str) -> str:
    """The code of this person, number and nonce."""
    digest = salted_hmac(
        "notifications.phone", f"{user.pk}:{user.phone_key}:{nonce}", algorithm="sha256"
    ).digest()
    return str(int.from_bytes(digest[:8], "big") % 10**DIGITS).zfill(DIGITS)


def is_code(user: User, nonce: str, typed: str) -> bool:
    """Whether that is the code, however it was spaced."""
    return constant_time_compare(code_for(user, nonce), "".join(typed.split()))
