"""Devices that somebody signed in with: a new one is told to her."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.identifiers import email_key, phone_key, username_key
from accounts.models import KnownDevice, User
from core.notifications import notify

FORGOTTEN_AFTER = timedelta(days=400)
"""As long as browsers keep a cookie at most."""


def device_hash(device: str) -> str:
    """What is kept of the value in a device's cookie."""
    return hashlib.sha256(device.encode()).hexdigest()


def find_on_device(*, device: str, identifier: str) -> User | None:
    """The person with this identifier, if she signed in with this device before. One query, whether or not anybody has
    the identifier (security statement 35)."""
    if not device:
        return None
    text = identifier.strip()
    keys = {email_key(text)} if "@" in text else {phone_key(text), username_key(text)} - {""}
    known = KnownDevice.objects.filter(device_hash=device_hash(device)).select_related("user")
    people = (row.user for row in known)
    return next((one for one in people if keys & {one.email_key, one.phone_key, one.username_key}), None)


@transaction.atomic
def note_device(*, user: User, device: str, name: str) -> KnownDevice:
    """Remember a device she has just signed in with. Another one than ever before is told: by mail, or on the screen at
    her next sign-in when she has no address. The very first one is not told."""
    now = timezone.now()
    KnownDevice.objects.filter(user=user, last_seen_at__lt=now - FORGOTTEN_AFTER).delete()
    known, is_new = KnownDevice.objects.get_or_create(
        user=user, device_hash=device_hash(device), defaults={"name": name[:80]}
    )
    if not is_new:
        known.last_seen_at = now
        known.save(update_fields=["last_seen_at"])
        return known
    is_first = not KnownDevice.objects.filter(user=user).exclude(pk=known.pk).exists()
    if is_first or user.email:
        known.told_at = now
        known.save(update_fields=["told_at"])
    if not is_first:
        notify(
            user=user,
            kind="new-device",
            key=f"new-device:{known.pk}",
            context={"device": known.name, "at": known.first_seen_at.isoformat()},
        )
    return known


def take_untold_devices(*, user: User, on: KnownDevice) -> list[KnownDevice]:
    """Devices that are newer than the one she is on now and that she was not told of yet; they count as told then.

    Only an older device hears of a newer one: a stranger must not read away what is meant for her.
    """
    rows = list(KnownDevice.objects.filter(user=user, told_at=None, pk__gt=on.pk).order_by("pk"))
    if rows:
        KnownDevice.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=timezone.now())
    return rows
