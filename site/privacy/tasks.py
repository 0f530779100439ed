"""Scheduled work: the monthly look at what is past its time."""

from celery import shared_task
from django.utils import timezone

from accounts.access import administrators
from core.notifications import notify
from privacy.services import look_for_old_rows


@shared_task
def look_for_old_data() -> None:
    """A dry run, told to every administrator where it found anything. Run twice it is two rows and one mail a month."""
    run = look_for_old_rows()
    rows = sum(run.found.values())
    if not rows:
        return
    for person in administrators().order_by("pk"):
        notify(
            user=person,
            kind="retention_due",
            key=f"retention:{timezone.localdate():%Y-%m}",
            context={"rows": rows},
        )
