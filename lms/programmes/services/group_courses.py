"""The courses of a group, in their order, with their dates."""

from datetime import date
from typing import Any

from django.db import transaction

from core.audit import record
from core.page_cache import purge_public_pages
from lms.courses.models import CoursePage
from lms.programmes.exceptions import GroupWrong
from lms.programmes.models import Cohort, CohortCourse
from lms.programmes.services.ordering import move_one_place
from lms.programmes.signals import cohort_courses_changed

Dates = tuple[date | None, date | None]
"""First day and last day of a course in a group; None: open."""


@transaction.atomic
def add_course(
    *,
    cohort: Cohort,
    course: CoursePage,
    by: Any,
    starts_on: date | None = None,
    due_on: date | None = None,
) -> CohortCourse:
    """Put a course at the end of a group's courses; its members are enrolled. Twice is once. Raises GroupWrong."""
    _check((starts_on, due_on))
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = cohort.cohort_courses.filter(course=course).first()
    if known is not None:
        return known
    last = cohort.cohort_courses.order_by("-sort_order").values_list("sort_order", flat=True).first()
    row = CohortCourse.objects.create(
        cohort=cohort,
        course=course,
        starts_on=starts_on,
        due_on=due_on,
        sort_order=0 if last is None else last + 1,
    )
    _after(cohort, by, "cohort.course_added", course, added=[course])
    return row


@transaction.atomic
def remove_course(*, row: CohortCourse, by: Any) -> None:
    """Take a course out of a group; what its members did in it stays with them."""
    cohort, course = row.cohort, row.course
    row.delete()
    _after(cohort, by, "cohort.course_removed", course, removed=[course])


@transaction.atomic
def change_course_dates(*, cohort: Cohort, by: Any, dates: dict[int, Dates]) -> None:
    """Set first and last day by id of the group's course rows; others' ids are passed over. Raises GroupWrong."""
    changed = []
    for row in cohort.cohort_courses.select_for_update():
        wanted = dates.get(row.pk)
        if wanted is None or wanted == (row.starts_on, row.due_on):
            continue
        _check(wanted)
        row.starts_on, row.due_on = wanted
        row.save(update_fields=["starts_on", "due_on"])
        changed.append(row.pk)
    if changed:
        record(action="cohort.course_dates_changed", actor=by, about=cohort, data={"rows": changed})
        cohort_courses_changed.send(sender=Cohort, cohort=cohort, added=[], removed=[], by=by)
        transaction.on_commit(purge_public_pages)


@transaction.atomic
def move_course(*, row: CohortCourse, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens."""
    move_one_place(row.cohort.cohort_courses.all(), row, up=up)


def _check(dates: Dates) -> None:
    starts_on, due_on = dates
    if starts_on and due_on and due_on < starts_on:
        raise GroupWrong("due_on", "before_start")


def _after(cohort: Cohort, by: Any, action: str, course: CoursePage, **what: list[CoursePage]) -> None:
    record(action=action, actor=by, about=cohort, data={"course": str(course.key)})
    cohort_courses_changed.send(
        sender=Cohort, cohort=cohort, added=what.get("added", []), removed=what.get("removed", []), by=by
    )
    transaction.on_commit(purge_public_pages)
