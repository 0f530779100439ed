"""Ties the channels in while Django starts, and the count of unread notifications to the person of each request."""

from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from accounts.backends import person_columns
from core.notifications import EMAIL, SMS
from notifications.channels.mail import MailChannel
from notifications.channels.registry import channels
from notifications.channels.text_message import TextMessageChannel

channels.register(EMAIL, MailChannel())
channels.register(SMS, TextMessageChannel())

# Written as SQL because the ORM needs 0.8 ms to put such a subquery together, which every page would pay; this takes 0.1.
# The condition is that of the partial index notifications_unread. No value of anybody's is in it.
UNREAD = (
    "SELECT COUNT(*) FROM notifications_notification "
    "WHERE recipient_id = accounts_user.id AND read_at IS NULL AND is_in_inbox"
)
person_columns.register("unread_notifications", RawSQL(UNREAD, (), output_field=IntegerField()))  # noqa: S611
