"""Marking notifications as read, and forgetting old ones."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from notifications.models import EventProgress, Notification

KEPT_FOR = timedelta(days=365)
"""As long as the notice says ("told" in privacy/purposes.py)."""


def mark_read(*, notification: Notification) -> None:
    """She has opened it. Twice is once."""
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, user: Any, up_to: UUID | None = None) -> int:
    """Mark everything as read that came until the one named `up_to`, the newest she saw. Returns how many were not."""
    rows = Notification.objects.filter(recipient=user).unread()
    newest = Notification.objects.filter(recipient=user, uuid=up_to).first() if up_to else None
    if newest is not None:
        rows = rows.filter(created_at__lte=newest.created_at)
    return rows.update(read_at=timezone.now())


def forget_old() -> int:
    """Delete what is older than KEPT_FOR, with its deliveries. Returns how many rows."""
    before = timezone.now() - KEPT_FOR
    EventProgress.objects.filter(began_at__lt=before).delete()
    deleted, _by_model = Notification.objects.filter(created_at__lt=before).delete()
    return deleted
