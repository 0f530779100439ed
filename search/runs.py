"""Long work on the index, noted as it goes: one process holds a run, another goes on with it when that one died."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from search.models import IndexRun

HELD = timedelta(seconds=30)
"""A run that was not touched for so long has lost its process."""
Report = Callable[[IndexRun], None]


class HeldElsewhere(Exception):
    """Another process is at it."""


def quiet(run: IndexRun) -> None:
    """Report to nobody."""


def open_run(task: str, target: str) -> IndexRun:
    """The run of this kind that is not finished, or a new one; taken by this process. Raises HeldElsewhere."""
    run = IndexRun.objects.filter(task=task, target=target, finished_at=None).first()
    if run is None:
        try:
            with transaction.atomic():
                run = IndexRun.objects.create(task=task, target=target)
        except IntegrityError:
            raise HeldElsewhere from None
    runner = str(uuid.uuid4())
    now = timezone.now()
    free = Q(held_until=None) | Q(held_until__lt=now)
    taken = IndexRun.objects.filter(free, pk=run.pk, finished_at=None).update(
        runner=runner, held_until=now + HELD
    )
    if not taken:
        raise HeldElsewhere
    run.refresh_from_db()
    return run


@contextmanager
def held(task: str, target: str) -> Iterator[IndexRun]:
    """A run for as long as the block lasts; whatever breaks it off lets it go, so that it can be gone on with at once."""
    run = open_run(task, target)
    try:
        yield run
        finish(run)
    except BaseException:
        let_go(run)
        raise


def note(run: IndexRun, **values: object) -> None:
    """Write down how far it is, and hold it on. Raises HeldElsewhere when another process took it over."""
    values["held_until"] = timezone.now() + HELD
    if not IndexRun.objects.filter(pk=run.pk, runner=run.runner, finished_at=None).update(**values):
        raise HeldElsewhere
    for name, value in values.items():
        setattr(run, name, value)


def finish(run: IndexRun) -> None:
    """It is done."""
    note(run, finished_at=timezone.now())
    run.held_until = None
    IndexRun.objects.filter(pk=run.pk).update(held_until=None)


def let_go(run: IndexRun) -> None:
    """An error ended it here: whoever comes next may go on at once."""
    IndexRun.objects.filter(pk=run.pk, runner=run.runner).update(held_until=None)
