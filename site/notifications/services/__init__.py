"""Everything that writes notifications and how people want them."""

from notifications.services.bounces import mark_bouncing, trust_address
from notifications.services.preferences import choose, set_told_how, stop_mails
from notifications.services.reading import forget_old, mark_all_read, mark_read
from notifications.services.sending import due_deliveries, send_deliveries
from notifications.services.spreading import put_into_inboxes, spread_event

__all__ = [
    "choose",
    "due_deliveries",
    "forget_old",
    "mark_all_read",
    "mark_bouncing",
    "mark_read",
    "put_into_inboxes",
    "send_deliveries",
    "set_told_how",
    "spread_event",
    "stop_mails",
    "trust_address",
]
