"""Several mails as one: what came since yesterday, or since last Monday, for those who want it so."""

import logging
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from core.batches import in_batches
from core.notifications import EMAIL, build_mail, kinds
from core.outbox import enqueue
from notifications.channels.mail import list_headers, message_id, post, ways_out
from notifications.channels.registry import Refused, TryLater, channels
from notifications.models import Delivery, DeliveryState
from notifications.services.sending import close, open_deliveries, refuse, try_again
from notifications.wishes import Wishes
from notifications.words import put_into_words

log = logging.getLogger(__name__)

DIGEST = "notifications.digest"
PEOPLE_IN_A_BATCH = 50


@transaction.atomic
def promise_digests() -> int:
    """Promise the digests that are due, fifty people a message. Twice in a minute is once. Returns how many people."""
    now = timezone.now()
    due = Delivery.objects.filter(open_deliveries(now), is_for_digest=True)
    people = sorted(set(due.values_list("notification__recipient", flat=True)))
    minute = now.strftime("%Y-%m-%dT%H:%M")
    for batch in in_batches(people, PEOPLE_IN_A_BATCH):
        enqueue(topic=DIGEST, key=f"{DIGEST}:{minute}:{batch[0]}", payload={"users": batch})
    return len(people)


def send_digests(*, user_ids: Collection[int]) -> int:
    """Send each of these people one mail with what is due. Call outside of a transaction. Returns how many mails."""
    sent = 0
    with channels[EMAIL].line() as line:
        for user in User.objects.filter(pk__in=user_ids):
            while deliveries := _claim(user):
                if not _send(user, deliveries, line):
                    break
                sent += 1
    return sent


def _claim(user: User) -> list[Delivery]:
    """Take what is due for one mail: that of a worker that died, under its name, else whatever is new."""
    now = timezone.now()
    due = Delivery.objects.filter(
        open_deliveries(now), is_for_digest=True, notification__recipient=user
    ).order_by("pk")
    left = due.exclude(batch=None).first()
    batch = left.batch if left else uuid.uuid4()
    mine = due.filter(batch=batch) if left else due
    ids = list(mine.values_list("pk", flat=True))
    Delivery.objects.filter(open_deliveries(now), pk__in=ids).update(
        batch=batch, state=DeliveryState.SENDING, claimed_at=now
    )
    taken = Delivery.objects.filter(pk__in=ids, batch=batch, claimed_at=now, state=DeliveryState.SENDING)
    return list(taken.select_related("notification").order_by("notification__created_at", "pk"))


def _send(user: User, deliveries: list[Delivery], line: object) -> bool:
    """One mail. Returns False when nothing more can be sent to her now."""
    wishes = Wishes([user.pk])
    wanted = []
    for delivery in deliveries:
        kind = kinds.get(delivery.notification.kind)
        if kind is not None and wishes.wants(user.pk, kind, EMAIL):
            wanted.append(delivery)
        else:
            close(delivery, state=DeliveryState.DROPPED)
    if not wanted:
        return True
    if not user.is_active or user.pk not in channels[EMAIL].reachable([user]):
        for delivery in wanted:
            close(delivery, state=DeliveryState.DROPPED, last_error="no address that can be reached")
        return True
    name = str(wanted[0].batch)
    try:
        with translation.override(user.language):
            items = [put_into_words(delivery.notification) for delivery in wanted]
        links = ways_out(user, None)
        message = build_mail(
            address=user.email or "",
            language=user.language,
            kind="digest",
            context={"items": items, **links},
            person=user,
            headers={**message_id(name), **list_headers(links["unsubscribe"])},
            connection=line,  # type: ignore[arg-type]
        )
        provider_id = post(message, wanted[0], name, line)  # type: ignore[arg-type]
    except TryLater as problem:
        for delivery in wanted:
            try_again(delivery, str(problem))
        return False
    except Refused as refusal:
        for delivery in wanted:
            refuse(delivery, user, refusal)
        return False
    except Exception as error:
        log.exception("the digest of %s could not be made", user.pk)
        for delivery in wanted:
            try_again(delivery, f"{type(error).__name__}: {error}")
        return False
    for delivery in wanted:
        close(delivery, state=DeliveryState.SENT, sent_at=timezone.now(), provider_id=provider_id)
    return True
