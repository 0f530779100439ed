"""Reminders to people who have not done something; reports own no tables, so what was sent stands in the audit log."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.addresses import full_addresses
from core.audit import record
from core.notifications import notify_many
from lms.programmes.models import Cohort
from lms.reports.selectors.cohort_progress import PersonRow


@transaction.atomic
def remind(
    *, rows: Iterable[PersonRow], course_key: str, course_title: str, step: str, by: Any, cohort: Cohort
) -> int:
    """Tell each person what is missing, at most once a day. Returns how many have an e-mail address.

    Who has none sees it in her notifications when she comes, which may be too late: the trainer hears of her.
    """
    today = timezone.localdate().isoformat()
    people = [row.membership.user for row in rows]
    notify_many(
        user_ids=[user.pk for user in people],
        kind="reminder",
        key=f"remind:{course_key}:{step}:{today}"[:180],
        context={
            "course": course_title,
            "step": step,
            "address": full_addresses("lms:course-learn", course_key),
            "group": cohort.name,
        },
    )
    told = sum(bool(user.email) for user in people)
    record(
        action="cohort.reminded",
        actor=by,
        about=cohort,
        data={"course": course_key, "step": step, "people": told},
    )
    return told
