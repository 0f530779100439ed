"""Celery tasks: what waited for its hour, for a server to come back, or for a worker that died."""

from celery import shared_task

from core.batches import in_batches
from notifications import services
from notifications.services.digests import promise_digests
from notifications.services.sending import due_deliveries, send_deliveries
from notifications.services.spreading import MAILS_IN_A_BATCH

AT_A_TIME = 1000


@shared_task
def send_due() -> None:
    """Send deliveries whose hour has come. Runs side by side are harmless: each delivery is claimed by one."""
    for batch in in_batches(due_deliveries(AT_A_TIME), MAILS_IN_A_BATCH):
        send_deliveries(ids=batch)


@shared_task
def send_digests() -> None:
    """Promise the digests that are due."""
    promise_digests()


@shared_task
def forget_old() -> None:
    """Delete notifications that nobody looks for any more."""
    services.forget_old()
