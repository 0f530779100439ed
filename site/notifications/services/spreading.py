"""From an event to rows: one notification a person, one delivery a person and channel, each once."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from core.batches import in_batches
from core.notifications import EMAIL, INBOX, kinds
from core.outbox import enqueue
from notifications.channels.registry import channels
from notifications.models import Delivery, EventProgress, Notification
from notifications.wishes import Wishes

SEND = "notifications.send"
MAILS_IN_A_BATCH = 50


@transaction.atomic
def spread_event(
    *,
    kind: str,
    key: str,
    user_ids: Collection[int],
    context: dict[str, Any],
    of: int = 0,
    names: int | None = None,
) -> int:
    """Write what each of these people is told, and promise the sending of what is due now. Returns how many people.

    The same event for the same person is written once, whatever is called again. People who left are not told. `of`:
    how many people the whole event has, when it comes in several batches; its progress is kept then. `names`: the id of
    the person whom the context names under "by".
    """
    known = kinds[kind]
    people = list(User.objects.filter(pk__in=user_ids, is_active=True).order_by("pk"))
    wishes = Wishes([person.pk for person in people])
    now = timezone.now()
    told_before = set(
        Notification.objects.filter(event_key=key, recipient__in=people).values_list("recipient", flat=True)
    )
    Notification.objects.bulk_create(
        [
            Notification(
                recipient=person,
                kind=kind,
                event_key=key,
                values=context,
                names_id=names,
                is_in_inbox=wishes.wants(person.pk, known, INBOX),
                created_at=now,
            )
            for person in people
            if person.pk not in told_before
        ],
        ignore_conflicts=True,
    )
    written = Notification.objects.filter(event_key=key, recipient__in=people).exclude(
        recipient__in=told_before
    )
    by_person = {row.recipient_id: row for row in written}
    deliveries = []
    for name in channels.names():
        wanting = [
            person for person in people if person.pk in by_person and wishes.wants(person.pk, known, name)
        ]
        reachable = channels[name].reachable(wanting) if wanting else set()
        deliveries += [
            Delivery(
                notification=by_person[person.pk],
                channel=name,
                due_at=wishes.due_at(person.pk, known, name, now),
                is_for_digest=wishes.is_digested(person.pk, known, name),
            )
            for person in wanting
            if person.pk in reachable or (name == EMAIL and known.is_essential and context.get("to_address"))
        ]
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    _promise([delivery.uuid for delivery in deliveries if delivery.due_at <= now])
    _note_progress(kind=kind, key=key, told=len(user_ids), of=of)
    return len(people)


def put_into_inboxes(*, payloads: Iterable[dict[str, Any]], read: Collection[str] = ()) -> int:
    """Show what `notify` promised on the site and send nothing, as for people who are invented. Returns how many.

    `payloads`: of the outbox messages. `read`: kinds that nobody need look at again.
    """
    now = timezone.now()
    rows = [
        Notification(
            recipient_id=user,
            kind=payload["kind"],
            event_key=payload["key"],
            values=payload["context"],
            names_id=payload.get("names"),
            created_at=now,
            read_at=now if payload["kind"] in read else None,
        )
        for payload in payloads
        for user in payload.get("users") or [payload["user"]]
    ]
    return len(Notification.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True))


def _promise(uuids: list[Any]) -> None:
    """One outbox message a batch. What waits for its hour is found by the schedule (`notifications.tasks.send_due`)."""
    ids = sorted(Delivery.objects.filter(uuid__in=uuids).values_list("pk", flat=True))
    for batch in in_batches(ids, MAILS_IN_A_BATCH):
        enqueue(topic=SEND, key=f"{SEND}:{batch[0]}-{batch[-1]}", payload={"deliveries": batch})


def _note_progress(*, kind: str, key: str, told: int, of: int) -> None:
    if of <= told:
        return
    EventProgress.objects.get_or_create(event_key=key, defaults={"kind": kind, "people": of})
    EventProgress.objects.filter(event_key=key).update(told=F("told") + told)
    EventProgress.objects.filter(event_key=key, told__gte=F("people"), ended_at=None).update(
        ended_at=timezone.now()
    )
