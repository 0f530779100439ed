"""Scheduled work: the monthly look at what is past its time, and the daily one at accounts that nobody uses."""

from celery import shared_task
from django.utils import timezone

from accounts.access import administrators
from core.notifications import notify
from privacy.services import look_for_old_rows
from privacy.services import tell_unused as tell_whose_account_is_unused


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


@shared_task
def tell_unused() -> None:
    """Tell people whose accounts nobody uses, once each. Run twice it finds nobody the second time."""
    tell_whose_account_is_unused()
