"""Signed links that stop a kind of mail: they say whose and which kind, and let nobody do anything else."""

from dataclasses import dataclass

from django.core import signing

from accounts.models import User
from core.addresses import full_address

_SALT = "notifications.unsubscribe"


@dataclass(frozen=True)
class Unsubscribing:
    """Whose mails of which kind; an empty kind: all that can be stopped."""

    user_uuid: str
    kind: str


def unsubscribe_address(person: User, kind: str) -> str:
    """The link in a mail. It works as long as the account exists, as RFC 8058 expects of it."""
    token = signing.dumps([str(person.uuid), kind], salt=_SALT)
    return full_address("notifications:unsubscribe", token, language=person.language)


def read_token(token: str) -> Unsubscribing | None:
    """What a link says; None when we did not write it."""
    try:
        user_uuid, kind = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Unsubscribing(user_uuid, kind)
