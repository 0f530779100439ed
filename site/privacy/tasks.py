"""Scheduled work: the monthly look at what is past its time."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Role, RoleAssignment, User
from core.notifications import notify
from privacy.services import look_for_old_rows


@shared_task
def look_for_old_data() -> None:
    """A dry run, told to every administrator where it found anything. Run twice it is two rows and one mail a month."""
    run = look_for_old_rows()
    rows = sum(run.found.values())
    if not rows:
        return
    held = RoleAssignment.objects.current().filter(role=Role.ADMINISTRATOR, scope_id=None)
    administrators = User.objects.filter(is_active=True, pk__in=held.values("user")) | User.objects.filter(
        is_active=True, is_superuser=True
    )
    for person in administrators.distinct().order_by("pk"):
        notify(
            user=person,
            kind="retention_due",
            key=f"retention:{timezone.localdate():%Y-%m}",
            context={"rows": rows},
        )
