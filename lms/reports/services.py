"""Reminders to people who have not done something; reports own no tables, so what was sent stands in the audit log."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from core.addresses import paths_by_language
from core.audit import record
from core.languages import LANGUAGES, in_each_language
from core.notifications import notify_many
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment
from lms.programmes.models import Cohort
from lms.reports.selectors.cohort_progress import PersonRow

DAYS_BEFORE = 3
"""So long before the day a course is due she is told."""


@transaction.atomic
def tell_due_soon(*, today: date) -> int:
    """Tell whoever has not completed a course that is due within three days; each once a course and day that it is due.

    Twice a day, or not for two days, does no harm. Returns how many enrolments there are, told before included.
    """
    rows = (
        Enrolment.objects.active()
        .filter(due_on__range=(today, today + timedelta(days=DAYS_BEFORE)), completion=None)
        .select_related("edition")
        .order_by("pk")
    )
    events: dict[tuple[Any, date], list[Enrolment]] = defaultdict(list)
    for enrolment in rows:
        if enrolment.due_on is not None:
            events[enrolment.course_key, enrolment.due_on].append(enrolment)
    for (course_key, due_on), enrolments in events.items():
        edition = enrolments[-1].edition
        notify_many(
            user_ids=[enrolment.user_id for enrolment in enrolments],
            kind="due_soon",
            key=f"due:{course_key}:{due_on}",
            context={
                "course": {language: outline_for(edition, language).title for language in LANGUAGES},
                "day": in_each_language(partial(date_format, due_on, "DATE_FORMAT")),
                "address": paths_by_language("lms:course-learn", course_key),
            },
        )
    return sum(len(enrolments) for enrolments in events.values())


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
            "address": paths_by_language("lms:course-learn", course_key),
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
