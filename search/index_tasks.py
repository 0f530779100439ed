"""Tasks of the search: the check of every night, and going on with what was left."""

import logging
import time
from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.utils import timezone

from core.models import OutboxMessage
from search.checking import check_server, check_table
from search.engines.elastic.client import ApiError, TransportError
from search.engines.elastic.mapping import serving_index
from search.engines.sending import TOPIC, has_server
from search.models import IndexRun
from search.rebuilding import rebuild_server, rebuild_table
from search.runs import HeldElsewhere, Report

log = logging.getLogger(__name__)
A_TURN = 40.0
"""Seconds after which a long run makes room for other tasks; it goes on a minute later."""
Work = Callable[[Report], Any]
WORK: dict[tuple[str, str], Work] = {
    (IndexRun.Task.REBUILD, IndexRun.Target.TABLE): rebuild_table,
    (IndexRun.Task.REBUILD, IndexRun.Target.SERVER): rebuild_server,
    (IndexRun.Task.CHECK, IndexRun.Target.TABLE): check_table,
    (IndexRun.Task.CHECK, IndexRun.Target.SERVER): check_server,
}


class TurnOver(Exception):
    """Others are waiting."""


@shared_task(name="search.tasks.check_index")
def check_index() -> None:
    """Compare both indexes with what they mirror, and mend them. Every night."""
    _work(check_table)
    if has_server():
        _work(check_server)


@shared_task(name="search.tasks.tend_index")
def tend_index() -> None:
    """Go on with runs whose process died, and let a server that is empty, or missed something, catch up. Every minute."""
    left = IndexRun.objects.filter(finished_at=None).filter(
        Q(held_until=None) | Q(held_until__lt=timezone.now())
    )
    for run in left.order_by("pk"):
        if run.target == IndexRun.Target.TABLE or has_server():
            _work(WORK[run.task, run.target])
    if has_server():
        _catch_up()


def _catch_up() -> None:
    try:
        is_empty = serving_index() is None
    except (ApiError, TransportError, ImproperlyConfigured) as error:
        log.warning("the search server does not answer: %s", error)
        return
    if is_empty:
        _work(rebuild_server)
        return
    checked = IndexRun.objects.filter(task=IndexRun.Task.CHECK, target=IndexRun.Target.SERVER).first()
    missed = OutboxMessage.objects.filter(topic=TOPIC, given_up_at__isnull=False)
    if checked:
        missed = missed.filter(given_up_at__gt=checked.started_at)
    if missed.exists():
        _work(check_server)


def _work(work: Work) -> None:
    """Work for one turn; what the server refuses or another process does is no error here."""
    end = time.monotonic() + A_TURN

    def stop_in_time(_run: IndexRun) -> None:
        if time.monotonic() > end:
            raise TurnOver

    try:
        work(stop_in_time)
    except (TurnOver, HeldElsewhere):
        pass
    except (ApiError, TransportError, ImproperlyConfigured) as error:
        log.warning("the search server does not answer, its index waits: %s", error)
