"""Scheduled work of reports."""

from celery import shared_task
from django.utils import timezone

from lms.reports.services import tell_due_soon


@shared_task(name="lms.tasks.tell_due_soon")
def tell_of_due_courses() -> int:
    """Tell people of courses that are due soon."""
    return tell_due_soon(today=timezone.localdate())
