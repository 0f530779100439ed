"""Addresses whose mails come back."""

from django.db import transaction

from accounts.identifiers import email_key
from accounts.models import User
from core.audit import record
from notifications.models import BouncingAddress, Delivery, DeliveryState


@transaction.atomic
def mark_bouncing(*, address: str, reason: str = "", provider_id: str = "") -> None:
    """Mails to this address come back: write there no more. `provider_id`: the delivery that came back, if known."""
    key = email_key(address)
    row, is_new = BouncingAddress.objects.get_or_create(
        address_key=key, defaults={"reason": " ".join(reason.split())[:300]}
    )
    if provider_id:
        Delivery.objects.filter(
            provider_id=provider_id, notification__recipient__email_key=key, state=DeliveryState.SENT
        ).update(state=DeliveryState.BOUNCED, last_error=row.reason)
    owner = User.objects.filter(email_key=key).first()
    if is_new and owner is not None:
        record(
            action="notifications.address_bounced", actor=None, about=owner, data={"reason": row.reason[:100]}
        )


@transaction.atomic
def trust_address(*, user: User) -> bool:
    """Its owner says that her address works again. Returns whether it had been marked."""
    deleted, _kinds = BouncingAddress.objects.filter(address_key=user.email_key or "").delete()
    if deleted:
        record(action="notifications.address_trusted", actor=user, about=user)
    return bool(deleted)
