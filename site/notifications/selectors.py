"""What the bell and the pages ask."""

from typing import Any

from notifications.models import Notification, NotificationQuerySet


def unread_count(user: Any) -> int:
    """How many notifications a person has not read. It came with the row of the person (`wiring`): no query."""
    known = getattr(user, "unread_notifications", None)
    return Notification.objects.filter(recipient=user).unread().count() if known is None else known


def notifications_of(user: Any, *, only_unread: bool = False) -> NotificationQuerySet:
    """What she sees on her page, the newest first."""
    rows = Notification.objects.all().shown_to(user)
    return rows.unread() if only_unread else rows
