"""Sending what is due. Each delivery is claimed before and noted after it is sent, in commits of its own.

So a worker that is killed loses nothing and repeats at most the one message it was sending, under the same name.
"""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.notifications import EMAIL, kinds
from core.outbox import MAX_TRIES, wait_before_trying_again
from notifications.channels.registry import Channel, Refused, TryLater, channels
from notifications.models import Delivery, DeliveryState
from notifications.services.bounces import mark_bouncing
from notifications.wishes import Wishes

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=40)
"""A claim older than this is that of a worker that died: a single message never takes so long."""


def open_deliveries(now: datetime) -> Q:
    """A condition: due and not claimed, or claimed by a worker that died."""
    return Q(due_at__lte=now) & (
        Q(state=DeliveryState.QUEUED) | Q(state=DeliveryState.SENDING, claimed_at__lte=now - LEASE)
    )


def due_deliveries(limit: int) -> list[int]:
    """Ids of deliveries that may leave now, outside of digests, the oldest first."""
    rows = Delivery.objects.filter(open_deliveries(timezone.now()), is_for_digest=False)
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])


def send_deliveries(*, ids: Collection[int]) -> int:
    """Send these, unless another worker does or did. Call outside of a transaction. Returns how many were sent here."""
    rows = (
        Delivery.objects.filter(open_deliveries(timezone.now()), pk__in=ids, is_for_digest=False)
        .select_related("notification__recipient")
        .order_by("channel", "pk")
    )
    sent = 0
    for name, group in groupby(list(rows), key=lambda row: row.channel):
        channel = channels.get(name)
        if channel is not None:
            sent += _send_by(channel, list(group))
    return sent


def _send_by(channel: Channel, deliveries: list[Delivery]) -> int:
    people = {row.notification.recipient_id: row.notification.recipient for row in deliveries}
    wishes, reachable = Wishes(people.keys()), channel.reachable(people.values())
    sent = 0
    with channel.line() as line:
        for number, delivery in enumerate(deliveries):
            if not _claim(delivery):
                continue
            later = _not_now(delivery, wishes, reachable)
            if later is not None:
                close(delivery, **later)
                continue
            try:
                provider_id = channel.send(delivery, line)
            except TryLater as problem:
                try_again(delivery, str(problem))
                if problem.is_line_down:
                    _wait(deliveries[number + 1 :])
                    break
            except Refused as refusal:
                refuse(delivery, delivery.notification.recipient, refusal)
            except Exception as error:
                log.exception("delivery %s could not be made", delivery.pk)
                try_again(delivery, f"{type(error).__name__}: {error}")
            else:
                close(delivery, state=DeliveryState.SENT, sent_at=timezone.now(), provider_id=provider_id)
                sent += 1
    return sent


def _claim(delivery: Delivery) -> bool:
    now = timezone.now()
    taken = Delivery.objects.filter(open_deliveries(now), pk=delivery.pk).update(
        state=DeliveryState.SENDING, claimed_at=now
    )
    return bool(taken)


def _not_now(delivery: Delivery, wishes: Wishes, reachable: set[int]) -> dict[str, Any] | None:
    """What becomes of a delivery that must not leave now, None for one that may: wishes change while it waits."""
    notification, now = delivery.notification, timezone.now()
    person, kind = notification.recipient, kinds.get(notification.kind)
    if kind is None or not person.is_active or not wishes.wants(person.pk, kind, delivery.channel):
        return {"state": DeliveryState.DROPPED}
    has_other = delivery.channel == EMAIL and notification.values.get("to_address")
    if person.pk not in reachable and not has_other:
        return {"state": DeliveryState.DROPPED, "last_error": "no address that can be reached"}
    quiet_until = wishes.end_of_quiet(person.pk, kind, now)
    return {"state": DeliveryState.QUEUED, "due_at": quiet_until} if quiet_until > now else None


def close(delivery: Delivery, **changes: Any) -> None:
    """Note the end of a claim; a claim that another worker took over meanwhile is that worker's to note."""
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING).update(
        **{"last_error": "", **changes}
    )


def try_again(delivery: Delivery, reason: str) -> None:
    """Later, as the outbox waits; after MAX_TRIES it has failed and a person must look."""
    tries = delivery.tries + 1
    has_failed = tries >= MAX_TRIES
    close(
        delivery,
        state=DeliveryState.FAILED if has_failed else DeliveryState.QUEUED,
        tries=tries,
        last_error=reason[:300],
        due_at=F("due_at") if has_failed else timezone.now() + wait_before_trying_again(tries),
    )


def _wait(deliveries: Iterable[Delivery]) -> None:
    """The line is down: nobody tries the rest for a few seconds."""
    Delivery.objects.filter(
        pk__in=[delivery.pk for delivery in deliveries], state=DeliveryState.QUEUED
    ).update(due_at=timezone.now() + timedelta(seconds=10))


def refuse(delivery: Delivery, person: User, refusal: Refused) -> None:
    """The other side said no for good; an e-mail address that nobody has is not written to again."""
    address = delivery.notification.values.get("to_address") or person.email
    if refusal.is_address_dead and delivery.channel == EMAIL and address:
        mark_bouncing(address=address, reason=str(refusal))
    close(
        delivery,
        state=DeliveryState.BOUNCED if refusal.is_address_dead else DeliveryState.FAILED,
        tries=delivery.tries + 1,
        last_error=str(refusal)[:300],
    )
