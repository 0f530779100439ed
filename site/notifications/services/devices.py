"""The browsers and telephones that a person is told on."""

from django.db import transaction

from accounts.models import User
from accounts.services.known_devices import device_hash
from notifications.models import PushSubscription
from notifications.push.keys import decode
from notifications.push.services import is_push_service

AT_MOST = 10
"""Devices of one person; the oldest makes room."""


class NotASubscription(ValueError):
    """What was sent is not what a browser sends."""


@transaction.atomic
def tell_on_device(
    *, user: User, endpoint: str, p256dh: str, auth: str, device: str, name: str
) -> PushSubscription:
    """Tell her on this browser. A subscription that another person left there is hers from now on. Raises NotASubscription."""
    try:
        keys_fit = len(decode(p256dh)) == 65 and len(decode(auth)) == 16
    except ValueError:
        keys_fit = False
    if not (keys_fit and is_push_service(endpoint)):
        raise NotASubscription
    row, _is_new = PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "user": user,
            "p256dh": p256dh,
            "auth": auth,
            "device_hash": device_hash(device) if device else "",
            "name": name[:100],
        },
    )
    kept = PushSubscription.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:AT_MOST]
    PushSubscription.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
    return row


def forget_device(*, user: User, uuid: object) -> bool:
    """Tell her there no more; whether it was hers."""
    return bool(PushSubscription.objects.filter(user=user, uuid=uuid).delete()[0])


def forget_where_she_leaves(*, user: User, device: str) -> None:
    """She signs out on a device: the next person there must not read what concerns her."""
    if device:
        PushSubscription.objects.filter(user=user, device_hash=device_hash(device)).delete()
