"""Mails with a secret link. The outbox holds only whom it is for: the link is made when the mail is sent."""

import hashlib
import uuid

from allauth.account.models import EmailAddress
from django.utils import timezone

from core.outbox import enqueue

CONFIRM, RESET, REGISTERED_ALREADY = (
    "accounts.confirm_email",
    "accounts.reset_password",
    "accounts.registered_already",
)


def ask_for_confirmation(address: EmailAddress, *, is_new_person: bool = False) -> None:
    """Send a confirmation link to an address; asked again within the same minute it is one mail."""
    event = "new" if is_new_person else timezone.now().strftime("%Y%m%d%H%M")
    enqueue(
        topic=CONFIRM,
        key=f"confirm-email:{address.pk}:{event}",
        payload={"address": address.pk, "is_new_person": is_new_person},
    )


def ask_for_reset(*, identifier: str, language: str) -> None:
    """Promise a reset mail for whoever this is. The same work whether or not anybody is (security statement 35)."""
    enqueue(
        topic=RESET,
        key=f"reset-password:{uuid.uuid4()}",
        payload={"identifier": identifier, "language": language},
    )


def tell_registered_already(*, email: str, language: str) -> None:
    """Tell the owner of an address that somebody tried to register with it; at most once an hour."""
    digest = hashlib.sha256(email.encode()).hexdigest()[:32]
    enqueue(
        topic=REGISTERED_ALREADY,
        key=f"registered-already:{digest}:{timezone.now():%Y%m%d%H}",
        payload={"email": email, "language": language},
    )
