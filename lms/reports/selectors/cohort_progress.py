"""A group's people against its courses: how far each is, and who lacks what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from core.languages import active_language
from lms.courses.registry import activity_kinds
from lms.courses.selectors.reading import newest_edition, outline_for
from lms.enrolments.models import Enrolment, EnrolmentState, Membership, MembershipState
from lms.programmes.models import Cohort
from lms.progress.selectors import Progress, progress_of_many


@dataclass(frozen=True)
class CourseColumn:
    """A course of the group."""

    course_id: int
    key: str
    title: str


@dataclass(frozen=True)
class PersonRow:
    """A member with her progress by course id; None where she is not enrolled."""

    membership: Membership
    progress: dict[int, Progress | None]
    enrolments: dict[int, Enrolment]

    @property
    def name(self) -> str:
        return self.membership.user.get_full_name()


@dataclass(frozen=True)
class CohortReport:
    """All members of a group by family name."""

    columns: list[CourseColumn]
    rows: list[PersonRow]


def cohort_report(cohort: Cohort) -> CohortReport:
    """The group's active members with their progress in each of its courses. A constant number of queries."""
    language = active_language()
    members = list(
        Membership.objects.filter(cohort=cohort, state=MembershipState.ACTIVE)
        .select_related("user")
        .order_by("user__sort_name", "pk")
    )
    enrolments = list(
        Enrolment.objects.filter(membership__cohort=cohort, state=EnrolmentState.ACTIVE).select_related(
            "edition", "completion", "membership"
        )
    )
    progress = progress_of_many(enrolments)
    of_member: dict[int, dict[int, Enrolment]] = {}
    outlines: dict[int, Any] = {}
    for enrolment in enrolments:
        of_member.setdefault(enrolment.membership_id or 0, {})[enrolment.course_id] = enrolment
        outlines.setdefault(enrolment.course_id, enrolment.edition)
    columns = []
    for row in cohort.cohort_courses.select_related("course"):
        edition = outlines.get(row.course_id)
        title = outline_for(edition, language).title if edition else row.course.title
        columns.append(CourseColumn(row.course_id, str(row.course.translation_key), title))
    rows = []
    for member in members:
        own = of_member.get(member.pk, {})
        rows.append(
            PersonRow(
                member,
                {
                    column.course_id: progress[own[column.course_id].pk] if column.course_id in own else None
                    for column in columns
                },
                own,
            )
        )
    return CohortReport(columns, rows)


@dataclass(frozen=True)
class ActivityColumn:
    """Something a course asks for, and how many of the group have not done it."""

    key: str
    kind: str
    title: str
    lesson_title: str
    missing: int


def activities_of(report: CohortReport, course_id: int) -> list[ActivityColumn]:
    """What a course of the group asks for, in order, with how many people lack it."""
    enrolments = [row.enrolments[course_id] for row in report.rows if course_id in row.enrolments]
    if not enrolments:
        return []
    outline = outline_for(enrolments[0].edition, active_language())
    found = []
    for lesson in outline.lessons:
        if lesson.is_required:
            found.append((str(lesson.key), "lesson", lesson.title, lesson.title))
        found += [
            (str(activity.key), activity.kind, activity.title, lesson.title)
            for activity in lesson.activities
            if activity.is_required
        ]
    counts = _missing_counts(row.progress.get(course_id) for row in report.rows)
    return [
        ActivityColumn(key, kind, title, lesson, counts.get(key, 0)) for key, kind, title, lesson in found
    ]


@dataclass(frozen=True)
class ResultsLink:
    """A screen with the group's results in one activity."""

    title: str
    url: str


def results_of_activities(course_key: str, cohort: Cohort) -> list[ResultsLink]:
    """Quizzes, packages and so on of the course's newest edition, in order, with their results. At most one query."""
    edition = newest_edition(UUID(course_key))
    if edition is None:
        return []
    found = []
    for activity in outline_for(edition, active_language()).activities:
        kind = activity_kinds.get(activity.kind)
        if kind is not None and kind.results_url_name:
            address = reverse(kind.results_url_name, args=[course_key, activity.key])
            found.append(ResultsLink(activity.title, f"{address}?group={cohort.uuid}"))
    return found


def rows_missing(report: CohortReport, course_id: int, activity_key: str) -> list[PersonRow]:
    """Members who have not done an activity of a course ("" asks for the course as a whole)."""

    def lacks(progress: Progress | None) -> bool:
        if progress is None:
            return False
        if not activity_key:
            return not progress.is_complete
        return any(activity_key == item.key for item in progress.missing)

    return [row for row in report.rows if lacks(row.progress.get(course_id))]


def _missing_counts(all_progress: Iterable[Progress | None]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for progress in all_progress:
        for item in progress.missing if progress else ():
            counts[item.key] = counts.get(item.key, 0) + 1
    return counts
