"""What the dashboard shows, put together in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.languages import active_language
from lms.attendance.models import ClassSession
from lms.courses.rules.reading import CourseOutline
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment, Membership, MembershipState
from lms.enrolments.selectors import enrolments_of, is_open_now, open_memberships_of
from lms.progress.selectors.course_progress import Progress, progress_of_many

SESSIONS_SHOWN = 4


@dataclass(frozen=True)
class CourseCard:
    """One of her courses. `number` is its place among the courses of its group."""

    enrolment: Enrolment
    outline: CourseOutline
    progress: Progress
    is_open: bool
    number: int
    total: int

    @property
    def minutes_left(self) -> int:
        """Of the lessons not read yet."""
        return sum(lesson.minutes for lesson in self.outline.lessons if lesson.key not in self.progress.done)


@dataclass(frozen=True)
class Due:
    """Something with a date: a course to finish, or a class session to come to."""

    day: date
    starts_at: datetime | None
    is_late: bool
    card: CourseCard | None = None
    session: ClassSession | None = None


@dataclass(frozen=True)
class Dashboard:
    current: CourseCard | None
    due: list[Due]
    running: list[CourseCard]
    completed: list[CourseCard]
    groups: list[Membership]
    waiting: list[Membership]

    @property
    def has_courses(self) -> bool:
        """Whether there is anything to learn or learned."""
        return bool(self.running or self.completed)


def dashboard_of(user: Any) -> Dashboard:
    """Her courses, what is next and what is due. At most eight queries."""
    memberships = open_memberships_of(user)
    groups = [one for one in memberships if one.state == MembershipState.ACTIVE]
    enrolments = enrolments_of(user)
    cards = _cards(enrolments)
    running = [card for card in cards if not card.progress.is_complete]
    today = timezone.localdate()
    due = [
        Due(card.enrolment.due_on, None, card.enrolment.due_on < today, card=card)
        for card in running
        if card.enrolment.due_on is not None and card.is_open
    ]
    due += [
        Due(timezone.localdate(session.starts_at), session.starts_at, False, session=session)
        for session in coming_sessions([one.cohort_id for one in groups])
    ]
    return Dashboard(
        current=_current(running),
        due=sorted(due, key=lambda one: (one.day, one.starts_at is not None)),
        running=running,
        completed=[card for card in cards if card.progress.is_complete],
        groups=groups,
        waiting=[one for one in memberships if one.state == MembershipState.WAITING],
    )


def coming_sessions(cohort_ids: list[int]) -> list[ClassSession]:
    """The next class sessions of these groups, those running now included. One query."""
    if not cohort_ids:
        return []
    return list(
        ClassSession.objects.filter(
            cohort__in=cohort_ids, cancelled_at=None, ends_at__gte=timezone.now()
        ).order_by("starts_at")[:SESSIONS_SHOWN]
    )


def _cards(enrolments: list[Enrolment]) -> list[CourseCard]:
    progress = progress_of_many(enrolments)
    language = active_language()
    totals: dict[int | None, int] = {}
    for enrolment in enrolments:
        totals[enrolment.membership_id] = totals.get(enrolment.membership_id, 0) + 1
    numbers: dict[int | None, int] = {}
    cards = []
    for enrolment in enrolments:
        number = numbers[enrolment.membership_id] = numbers.get(enrolment.membership_id, 0) + 1
        cards.append(
            CourseCard(
                enrolment,
                outline_for(enrolment.edition, language),
                progress[enrolment.pk],
                is_open_now(enrolment),
                number,
                totals[enrolment.membership_id] if enrolment.membership_id else 0,
            )
        )
    return cards


def _current(running: list[CourseCard]) -> CourseCard | None:
    """Where she was last, as long as something can be done there; else the first open course."""
    able = [card for card in running if card.is_open and card.progress.next_step is not None]
    begun = [card for card in able if card.progress.last_done_id]
    return max(begun, key=lambda card: card.progress.last_done_id, default=able[0] if able else None)
