"""What people were told, by which channel, and how they want to be told.

Notification, Delivery, EventProgress: written by `notifications.services.spreading`, `.sending` and `.reading`.
Choice, ToldHow: written by `notifications.services.preferences`. PushSubscription: `notifications.services.devices`. BouncingAddress: `notifications.services.bounces`.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NotificationQuerySet(models.QuerySet["Notification"]):
    def shown_to(self, user: Any) -> "NotificationQuerySet":
        """What a person sees on her page, the newest first."""
        return self.filter(recipient=user, is_in_inbox=True).order_by("-created_at", "-pk")

    def unread(self) -> "NotificationQuerySet":
        """Those she has not opened."""
        return self.filter(read_at=None, is_in_inbox=True)


class Notification(models.Model):
    """One person is told of one event. Kind and values are kept; the words are made when it is read (`words.py`)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=40)
    event_key = models.CharField(max_length=200, help_text="The same event has the same key.")
    values = models.JSONField(default=dict, help_text="What the templates are filled with; no secrets.")
    names = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text='Whose name the values hold under "by": it goes when she is erased.',
    )
    is_in_inbox = models.BooleanField(
        default=True, help_text="Off: she chose not to see this kind on the site."
    )
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "event_key"], name="notifications_told_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notifications_newest"),
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at=None, is_in_inbox=True),
                name="notifications_unread",
            ),
            models.Index(fields=["event_key"], name="notifications_event"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_key}"


class DeliveryState(models.TextChoices):
    """How far a delivery is."""

    QUEUED = "queued", "waiting"
    SENDING = "sending", "being sent"
    SENT = "sent", "sent"
    FAILED = "failed", "failed"
    BOUNCED = "bounced", "came back"
    DROPPED = "dropped", "not wanted any more"


class Delivery(models.Model):
    """One notification leaves the site by one channel, once.

    A worker claims a row (SENDING, claimed_at) before it sends and notes the end after it. A row that a killed worker
    left in SENDING is taken over when its claim is old, and sent under the same `uuid`, by which the receiving side
    knows it again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    due_at = models.DateTimeField(default=timezone.now, help_text="Not before this time.")
    is_for_digest = models.BooleanField(default=False)
    batch = models.UUIDField(null=True, blank=True, help_text="The digest that carries it.")
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    provider_id = models.CharField(max_length=200, blank=True, help_text="What the receiving side calls it.")

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="notifications_delivered_once"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="notifications_open",
            ),
            models.Index(
                fields=["provider_id"],
                condition=~models.Q(provider_id=""),
                name="notifications_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class EventProgress(models.Model):
    """How far the telling of a big event is: how many people there are, and for how many the rows are written."""

    event_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    people = models.PositiveIntegerField()
    told = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "progress of events"

    def __str__(self) -> str:
        return f"{self.event_key}: {self.told}/{self.people}"


class Choice(models.Model):
    """A person wants a kind by a channel, or does not, other than by default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_choices"
    )
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "channel"], name="notifications_one_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel}: {self.is_on}"


class Digest(models.TextChoices):
    """How often mails come."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, at eight in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday morning")


class ToldHow(models.Model):
    """When a person wants to be told; no row: at once, at any hour."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="told_how")
    digest = models.CharField(max_length=10, choices=Digest.choices, default=Digest.AT_ONCE)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "told how"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="notifications_quiet_hours_whole",
            )
        ]

    def __str__(self) -> str:
        return self.digest


class BouncingAddress(models.Model):
    """An e-mail address whose mails come back: nothing is sent there until its owner says that it works again."""

    address_key = models.CharField(max_length=254, unique=True)
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "bouncing addresses"

    def __str__(self) -> str:
        return self.address_key


class PushSubscription(models.Model):
    """A browser that a person is told on: its address at its maker's push service, and the keys it reads with.

    device_hash: of the device's cookie, so that signing out there ends it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    device_hash = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    last_told_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
