"""Ties the channels in while Django starts, and the count of unread notifications to the person of each request."""

from typing import Any

from django.contrib.auth import user_logged_out
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.backends import person_columns
from accounts.devices import device_of
from core.notifications import EMAIL, PUSH, SMS
from notifications.channels.mail import MailChannel
from notifications.channels.registry import channels
from notifications.channels.text_message import TextMessageChannel
from notifications.channels.web_push import WebPushChannel
from notifications.services.devices import forget_where_she_leaves

channels.register(EMAIL, MailChannel())
channels.register(SMS, TextMessageChannel())
channels.register(PUSH, WebPushChannel())

# Written as SQL because the ORM needs 0.8 ms to put such a subquery together, which every page would pay; this takes 0.1.
# The condition is that of the partial index notifications_unread. No value of anybody's is in it.
UNREAD = (
    "SELECT COUNT(*) FROM notifications_notification "
    "WHERE recipient_id = accounts_user.id AND read_at IS NULL AND is_in_inbox"
)
person_columns.register("unread_notifications", RawSQL(UNREAD, (), output_field=IntegerField()))  # noqa: S611


@receiver(user_logged_out, dispatch_uid="notifications.device_is_left")
def device_is_left(request: HttpRequest | None, user: Any, **_signal: Any) -> None:
    """Who signs out on a device is told there no more."""
    if request is not None and user is not None:
        forget_where_she_leaves(user=user, device=device_of(request))
