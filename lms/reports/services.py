"""Reminders to people who have not done something; reports own no tables, so what was sent stands in the audit log."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.addresses import full_address
from core.audit import record
from core.notifications import notify
from lms.programmes.models import Cohort
from lms.reports.selectors.cohort_progress import PersonRow


@transaction.atomic
def remind(
    *, rows: Iterable[PersonRow], course_key: str, course_title: str, step: str, by: Any, cohort: Cohort
) -> int:
    """Tell each person what is missing, at most once a day. Returns how many can be reached by e-mail."""
    today = timezone.localdate().isoformat()
    told = 0
    for row in rows:
        user = row.membership.user
        if not user.email:
            continue
        address = full_address("lms:course-learn", course_key, language=user.language)
        notify(
            user=user,
            kind="reminder",
            key=f"remind:{course_key}:{step}:{today}",
            context={"course": course_title, "step": step, "url": address, "group": cohort.name},
        )
        told += 1
    record(
        action="cohort.reminded",
        actor=by,
        about=cohort,
        data={"course": course_key, "step": step, "people": told},
    )
    return told
