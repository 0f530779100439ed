"""The transactional outbox: a side effect is written beside the change that causes it, then delivered.

`enqueue` in a service's transaction; a handler registered with `outbox_handler` does the work. Delivery is at least
once: the handler's own database writes commit together with the mark "done", so for those it is exactly once. A
handler with `keeps_its_own_books` commits step by step instead, because what it does outside cannot be rolled back.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.models import OutboxMessage

Handler = Callable[[dict[str, Any]], None]
_HANDLERS: dict[str, Handler] = {}
_WITHOUT_TRANSACTION: set[str] = set()
MAX_TRIES = 12
LEASE = timedelta(seconds=45)
"""A message handed to a worker is offered again after this time, so a killed worker's work is taken over."""

wake_up: list[Callable[[str], None]] = []
"""Called after commit with a message's uuid; core.tasks puts the Celery task here."""


def outbox_handler(topic: str, *, keeps_its_own_books: bool = False) -> Callable[[Handler], Handler]:
    """Register the function that delivers messages of `topic`; it gets the payload and must be idempotent.

    `keeps_its_own_books`: it runs outside of any transaction and notes each of its steps itself, so that a worker that
    is killed half-way (after thirty of fifty mails) does not forget the first thirty.
    """

    def register(handler: Handler) -> Handler:
        _HANDLERS[topic] = handler
        if keeps_its_own_books:
            _WITHOUT_TRANSACTION.add(topic)
        return handler

    return register


def enqueue(
    *, topic: str, key: str, payload: dict[str, Any] | None = None, delay: timedelta | None = None
) -> None:
    """Promise an effect. The same `key` twice is one effect. Call inside the transaction of the change itself."""
    message, is_new = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "topic": topic,
            "payload": payload or {},
            "available_at": timezone.now() + (delay or timedelta()),
        },
    )
    if is_new and not delay:
        uuid = str(message.uuid)
        for wake in wake_up:
            transaction.on_commit(lambda wake=wake: wake(uuid), robust=True)


def open_messages() -> QuerySet[OutboxMessage]:
    """Messages that are due and not delivered yet."""
    return OutboxMessage.objects.filter(done_at=None, given_up_at=None, available_at__lte=timezone.now())


def claim(uuid: str) -> OutboxMessage | None:
    """Take a message for LEASE; None when another worker holds it or it is done."""
    now = timezone.now()
    taken = OutboxMessage.objects.filter(
        uuid=uuid, done_at=None, given_up_at=None, available_at__lte=now
    ).update(available_at=now + LEASE)
    return OutboxMessage.objects.get(uuid=uuid) if taken else None


def deliver(uuid: str) -> bool:
    """Deliver one message now. Returns whether it was delivered here. Errors are kept on the row and retried later."""
    message = claim(uuid)
    if message is None:
        return False
    try:
        handler = _HANDLERS[message.topic]
        if message.topic in _WITHOUT_TRANSACTION:
            handler(message.payload)
            _mark_done(OutboxMessage.objects.filter(pk=message.pk, done_at=None), message)
            return True
        with transaction.atomic():
            rows = OutboxMessage.objects.filter(pk=message.pk, done_at=None)
            if connection.features.has_select_for_update:
                rows = rows.select_for_update()
            if not rows.exists():
                return False
            handler(message.payload)
            _mark_done(rows, message)
    except Exception as error:
        _postpone(message, error)
        return False
    return True


def _mark_done(rows: QuerySet[OutboxMessage], message: OutboxMessage) -> None:
    rows.update(done_at=timezone.now(), tries=message.tries + 1, last_error="")


def wait_before_trying_again(tries: int) -> timedelta:
    """After so many tries in vain: 5 s, 10 s, 20 s … at most an hour."""
    return timedelta(seconds=min(5 * 2 ** (tries - 1), 3600))


def _postpone(message: OutboxMessage, error: Exception) -> None:
    """Keep the error and try again later; after MAX_TRIES a person must look."""
    tries = message.tries + 1
    OutboxMessage.objects.filter(pk=message.pk).update(
        tries=tries,
        last_error=f"{type(error).__name__}: {error}"[:2000],
        available_at=timezone.now() + wait_before_trying_again(tries),
        given_up_at=timezone.now() if tries >= MAX_TRIES else None,
    )


def deliver_all(limit: int = 500) -> int:
    """Deliver everything that is due, in this process (tests, management commands). Returns how many."""
    delivered = 0
    while delivered < limit:
        uuids = list(open_messages().order_by("id").values_list("uuid", flat=True)[:50])
        done_now = sum(deliver(str(uuid)) for uuid in uuids)
        if not done_now:
            break
        delivered += done_now
    return delivered
