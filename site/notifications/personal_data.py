"""What is held about people who were told of something."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.personal_data import Erasure, Holding, declare, erasure_steps
from notifications.services.forgetting import forget_name


def _hers(person: Any) -> Q:
    """Her address among those that mails come back from; nothing where she has none."""
    return Q(address_key=person.email_key) if person.email_key else Q(pk=None)


declare(
    Holding(
        model="notifications.Notification",
        title=_("Notifications"),
        purpose="told",
        owner="recipient",
        others=("names",),
        erasure=Erasure.DELETE,
        follows="recipient",
        clashes=("event_key",),
        shown=("kind", "created_at", "read_at"),
        ages_from="created_at",
    ),
    Holding(
        model="notifications.Delivery",
        title=_("How notifications reached you"),
        purpose="told",
        owner="notification__recipient",
        erasure=Erasure.DELETE,
        goes_with="notification",
        shown=("channel", "state", "sent_at"),
        ages_from="sent_at",
    ),
    Holding(
        model="notifications.Choice",
        title=_("What you want to be told of"),
        purpose="own",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("kind", "channel", "is_on"),
    ),
    Holding(
        model="notifications.ToldHow",
        title=_("When you want to be told"),
        purpose="own",
        owner="user",
        erasure=Erasure.DELETE,
        shown=("digest", "quiet_from", "quiet_until"),
    ),
    Holding(
        model="notifications.PushSubscription",
        title=_("Devices you are told on"),
        purpose="own",
        owner="user",
        erasure=Erasure.DELETE,
        secrets=("endpoint", "p256dh", "auth", "device_hash"),
        shown=("name", "made_at", "last_told_at"),
    ),
    Holding(
        model="notifications.BouncingAddress",
        title=_("Address that mails came back from"),
        purpose="told",
        erasure=Erasure.DELETE,
        find=_hers,
        shown=("since",),
        ages_from="since",
    ),
)

erasure_steps.register("names in what others were told", forget_name)
