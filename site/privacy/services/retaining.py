"""Retention: what is past its time is found every month, shown, and goes when somebody says so."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from core import audit
from core.append_only import ERASURE, open_door
from core.outbox import enqueue
from core.personal_data import Erasure, Holding, holdings, purposes
from privacy.models import RetentionRun
from privacy.selectors.unused import unused_people
from privacy.services.copies import stored_files
from privacy.services.unused import COUNTED

TOPIC = "privacy.retention"


def rows_past_their_time(holding: Holding) -> QuerySet[Any] | None:
    """Rows that its purpose no longer needs; None for a table whose purpose sets no time."""
    purpose = purposes[holding.purpose]
    if not holding.ages_from or purpose.days is None:
        return None
    limit = timezone.now() - timedelta(days=purpose.days)
    rows = holding.rows.filter(**{f"{holding.ages_from}__lt": limit})
    return rows if holding.erasure == Erasure.DELETE else holding.not_cleared(rows)


@transaction.atomic
def look_for_old_rows() -> RetentionRun:
    """A dry run: count what is past its time, change nothing, and keep the answer."""
    found = {}
    for holding in holdings:
        rows = rows_past_their_time(holding)
        if rows is not None:
            found[holding.model] = rows.count()
    if settings.UNUSED_ACCOUNT_MONTHS:
        found[COUNTED] = unused_people(timezone.now()).count()
    run = RetentionRun.objects.create(found=found)
    audit.record(action="privacy.retention_looked", about=run, data={"rows": sum(found.values())})
    return run


def ask_retention(*, run: RetentionRun, by: User) -> bool:
    """Have a run carried out in the background. Twice is once; False when somebody asked before."""
    with transaction.atomic():
        asked = RetentionRun.objects.filter(pk=run.pk, carried_out_by=None).update(carried_out_by=by)
        if asked:
            audit.record(action="privacy.retention_asked", actor=by, about=run)
            enqueue(topic=TOPIC, key=f"{TOPIC}:{run.uuid}", payload={"run": run.pk})
        return bool(asked)


def carry_out(*, run: RetentionRun) -> dict[str, int]:
    """Delete or clear what is past its time now. The log proves that it ran. Done before: the numbers of then."""
    with transaction.atomic():
        run = RetentionRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.carried_out_at is not None:
            return run.done
        done: dict[str, int] = {}
        files: list[tuple[Storage, str]] = []
        with open_door(ERASURE):
            for holding in holdings:
                rows = rows_past_their_time(holding)
                if rows is not None:
                    done[holding.model] = _let_go(holding, rows, files)
        run.done, run.carried_out_at = done, timezone.now()
        run.save(update_fields=["done", "carried_out_at"])
        audit.record(action="privacy.retention_done", actor=run.carried_out_by, about=run, data=done)
        transaction.on_commit(lambda: _delete(files))
    return done


def _let_go(holding: Holding, rows: QuerySet[Any], files: list[tuple[Storage, str]]) -> int:
    if holding.erasure == Erasure.KEEP:
        return rows.update(**holding.values_after(""))
    ids = list(rows.values_list("pk", flat=True))
    old = holding.rows.filter(pk__in=ids)
    files += [(storage, name) for _row, storage, name in stored_files(holding, old)]
    old.delete()
    return len(ids)


def _delete(files: list[tuple[Storage, str]]) -> None:
    for storage, name in files:
        storage.delete(name)
