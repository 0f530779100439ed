"""Ties the channels in while Django starts, and the count of unread notifications to the person of each request."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.backends import person_columns
from core.notifications import EMAIL, SMS
from notifications.channels.mail import MailChannel
from notifications.channels.registry import channels
from notifications.channels.text_message import TextMessageChannel
from notifications.models import Notification

channels.register(EMAIL, MailChannel())
channels.register(SMS, TextMessageChannel())

_unread = (
    Notification.objects.filter(recipient=OuterRef("pk"))
    .unread()
    .order_by()
    .values("recipient")
    .annotate(count=Count("pk"))
    .values("count")
)
person_columns.register("unread_notifications", Coalesce(Subquery(_unread), 0, output_field=IntegerField()))
