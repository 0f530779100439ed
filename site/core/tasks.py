"""Celery tasks of the house itself: the outbox relay, scheduled pages, old sessions."""

import logging

from celery import shared_task
from django.core.management import call_command
from kombu.exceptions import OperationalError

from core import outbox

log = logging.getLogger(__name__)


@shared_task
def deliver_outbox(uuid: str) -> None:
    """Deliver one outbox message."""
    outbox.deliver(uuid)


@shared_task
def relay_outbox() -> None:
    """Deliver whatever is due: messages whose wake-up was lost, or whose worker died."""
    for uuid in outbox.open_messages().order_by("id").values_list("uuid", flat=True)[:200]:
        outbox.deliver(str(uuid))


@shared_task
def publish_scheduled() -> None:
    """Publish and expire pages whose time has come (Wagtail's schedule)."""
    call_command("publish_scheduled", verbosity=0)


@shared_task
def clear_sessions() -> None:
    """Delete expired sessions."""
    call_command("clearsessions", verbosity=0)


def wake_worker(uuid: str) -> None:
    """Ask a worker to deliver now. A broker that is down is no error: the relay delivers later (fault 3)."""
    try:
        deliver_outbox.apply_async(args=[uuid], retry=False)
    except (OperationalError, OSError) as error:
        log.warning("broker not reachable, outbox message waits for the relay: %s", error)


outbox.wake_up.append(wake_worker)
