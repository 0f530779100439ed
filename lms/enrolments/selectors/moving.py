"""People on an earlier edition than the newest: who waits to be moved, and what that would mean.

Only changes of what must be done make anybody wait: everything else is followed at once (services.moving).
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from core.languages import active_language
from lms.courses.access import can_publish_course
from lms.courses.models import CoursePage, Edition
from lms.courses.registry import PeopleBehind
from lms.courses.selectors.changes import Change, changes_between
from lms.courses.selectors.reading import newest_editions, outline_for
from lms.enrolments.models import Enrolment, EnrolmentQuerySet
from lms.programmes.models import Cohort
from lms.programmes.selectors import cohorts_taught_by


def waiting_for_move(*, course_key: uuid.UUID | None = None) -> EnrolmentQuerySet:
    """Active enrolments on an earlier edition than the newest (`newest`: its number), but for completed ones."""
    editions = Edition.objects.filter(course_key=OuterRef("course_key")).order_by("-number")
    rows = Enrolment.objects.active().filter(completion=None)
    if course_key is not None:
        rows = rows.filter(course_key=course_key)
    return rows.annotate(newest=Subquery(editions.values("number")[:1])).filter(
        edition__number__lt=F("newest")
    )


def in_group(cohort: Cohort | None) -> Q:
    """Enrolments through a group; None: those without one."""
    return Q(membership=None) if cohort is None else Q(membership__cohort=cohort)


@dataclass
class Waiting:
    """How many people of a group (without `cohort_id`: without a group) wait in a course, on which editions."""

    course_key: uuid.UUID
    cohort_id: int | None
    group: str
    cohort_uuid: uuid.UUID | None
    newest: int
    people: int = 0
    numbers: tuple[int, ...] = ()

    @property
    def url(self) -> str:
        """Where they are moved."""
        if self.cohort_uuid is None:
            return reverse("lms:course-move-people", args=[self.course_key])
        return reverse("lms:cohort-move-people", args=[self.cohort_uuid, self.course_key])


def _count(rows: EnrolmentQuerySet) -> list[Waiting]:
    """By group and course. One query."""
    cohort = "membership__cohort"
    counted = (
        rows.values("course_key", cohort, f"{cohort}__name", f"{cohort}__uuid", "newest", "edition__number")
        .annotate(people=Count("pk"))
        .order_by(f"{cohort}__sort_name", cohort, "course_key", "edition__number")
    )
    found: dict[tuple[Any, Any], Waiting] = {}
    for row in counted:
        key = row[cohort], row["course_key"]
        one = found.setdefault(
            key,
            Waiting(
                row["course_key"],
                row[cohort],
                row[f"{cohort}__name"] or "",
                row[f"{cohort}__uuid"],
                row["newest"],
            ),
        )
        one.people += row["people"]
        one.numbers = (*one.numbers, row["edition__number"])
    return list(found.values())


def waiting_in_cohorts(cohorts: Iterable[Cohort]) -> dict[int, list[Waiting]]:
    """By the group's id, a row a course. One query."""
    found: dict[int, list[Waiting]] = {}
    for one in _count(waiting_for_move().filter(membership__cohort__in=[cohort.pk for cohort in cohorts])):
        found.setdefault(one.cohort_id or 0, []).append(one)
    return found


@dataclass(frozen=True)
class CourseWaiting:
    """The same for a group's own page, with the course's title in the reader's language."""

    title: str
    people: int
    numbers: tuple[int, ...]
    newest: int
    url: str


def waiting_in_cohort(cohort: Cohort) -> list[CourseWaiting]:
    """What the group's trainer is told. One query; two where anybody waits (editions from the cache)."""
    rows = waiting_in_cohorts([cohort]).get(cohort.pk, [])
    editions = newest_editions([row.course_key for row in rows]) if rows else {}
    return [
        CourseWaiting(
            outline_for(editions[row.course_key], active_language()).title,
            row.people,
            row.numbers,
            row.newest,
            row.url,
        )
        for row in rows
    ]


def people_behind_in_course(user: Any, course: CoursePage) -> list[PeopleBehind]:
    """For whoever writes the course: people on earlier editions whom she may move, a row a group. One query."""
    hers = Q(membership__cohort__in=cohorts_taught_by(user).order_by().values("pk"))
    if can_publish_course(user, course):
        hers |= Q(membership=None)
    rows = _count(waiting_for_move(course_key=course.key).filter(hers))
    return [PeopleBehind(row.group, row.people, row.numbers, row.newest, row.url) for row in rows]


@dataclass(frozen=True)
class Step:
    """How many people are on one earlier edition and what moving changes for them."""

    edition: Edition
    people: int
    changes: list[Change]


@dataclass(frozen=True)
class MovePlan:
    """What a move would do.

    names: of a group's people who would move, in order. completed: how many stay on an earlier edition because they
    completed it. is_known: somebody takes the course so.
    """

    newest: Edition
    steps: list[Step]
    names: list[str]
    completed: int
    is_known: bool

    @property
    def count(self) -> int:
        """How many would move."""
        return sum(step.people for step in self.steps)


def plan_move(newest: Edition, cohort: Cohort | None) -> MovePlan:
    """Who would move to the newest edition and what that changes: five queries, and one an edition when they were not
    compared before."""
    mine = Enrolment.objects.active().filter(in_group(cohort), course_key=newest.course_key)
    waiting = waiting_for_move(course_key=newest.course_key).filter(in_group(cohort))
    people = dict(waiting.order_by().values_list("edition").annotate(people=Count("pk")))
    names = []
    if cohort is not None:
        rows = waiting.select_related("user").order_by("user__sort_name", "pk")
        names = [enrolment.user.get_full_name() for enrolment in rows]
    editions = Edition.objects.filter(pk__in=list(people)).order_by("number")
    return MovePlan(
        newest,
        [Step(edition, people[edition.pk], changes_between(edition, newest)) for edition in editions],
        names,
        mine.exclude(completion=None).filter(edition__number__lt=newest.number).count(),
        bool(people) or mine.exists(),
    )
