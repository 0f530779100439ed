"""Reading sessions, registers and shares of attendance."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from lms.attendance.models import AttendanceRecord, ClassSession, Presence
from lms.attendance.rules.share import Meeting, Share, share_of
from lms.courses.models import CoursePage
from lms.enrolments.models import Membership, MembershipState
from lms.programmes.models import Cohort

__all__ = ["Share", "attendance_share", "attendance_shares", "upcoming_sessions"]


def members_of(cohort: Cohort) -> list[Membership]:
    """Active members by name. One query."""
    return list(
        Membership.objects.filter(cohort=cohort, state=MembershipState.ACTIVE)
        .select_related("user")
        .order_by("user__sort_name", "pk")
    )


def newest_records(session: ClassSession) -> dict[int, AttendanceRecord]:
    """The entry that counts for each member of a session, by membership id. One query."""
    rows = AttendanceRecord.objects.filter(session=session).order_by("pk")
    return {row.membership_id: row for row in rows}


@dataclass(frozen=True)
class RegisterRow:
    """A member in the register. was: "" while nothing is recorded."""

    membership: Membership
    name: str
    was: str
    recorded_at: datetime | None
    changes: int


@dataclass(frozen=True)
class Register:
    """Everybody of a session and what is recorded."""

    rows: list[RegisterRow]

    @property
    def recorded(self) -> int:
        """How many have an entry."""
        return sum(bool(row.was) for row in self.rows)

    def count(self, presence: str) -> int:
        """How many have this entry."""
        return sum(row.was == presence for row in self.rows)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(presence, its name, how many) in the order of the buttons."""
        return [(value, str(label), self.count(value)) for value, label in Presence.choices]


def register_of(session: ClassSession) -> Register:
    """The register: active members, and former ones who have an entry. Two queries."""
    records: dict[int, list[AttendanceRecord]] = defaultdict(list)
    for row in AttendanceRecord.objects.filter(session=session).order_by("pk"):
        records[row.membership_id].append(row)
    members = (
        Membership.objects.filter(cohort=session.cohort_id)
        .filter(Q(state=MembershipState.ACTIVE) | Q(pk__in=list(records)))
        .select_related("user")
        .order_by("user__sort_name", "pk")
    )
    return Register(
        [
            RegisterRow(
                membership=member,
                name=member.user.get_full_name(),
                was=records[member.pk][-1].presence if records[member.pk] else "",
                recorded_at=records[member.pk][-1].recorded_at if records[member.pk] else None,
                changes=max(0, len(records[member.pk]) - 1),
            )
            for member in members
        ]
    )


def sessions_of_cohort(cohort: Cohort) -> QuerySet[ClassSession]:
    """All sessions of a group, earliest first, with `there` (present or late) and `recorded` counted. One query."""
    newest = AttendanceRecord.objects.filter(session=OuterRef("session"), membership=OuterRef("membership"))
    counting = AttendanceRecord.objects.filter(
        session=OuterRef("pk"), pk=Subquery(newest.order_by("-pk").values("pk")[:1])
    ).order_by()
    there = counting.filter(presence__in=[Presence.PRESENT, Presence.LATE]).values("session")
    return (
        ClassSession.objects.filter(cohort=cohort)
        .select_related("course", "trainer")
        .annotate(
            recorded=Subquery(counting.values("session").annotate(number=Count("pk")).values("number")),
            there=Subquery(there.annotate(number=Count("pk")).values("number")),
        )
        .order_by("starts_at", "pk")
    )


def last_session(cohort: Cohort) -> ClassSession | None:
    """The session planned last: a new one is usually like it."""
    return ClassSession.objects.filter(cohort=cohort, cancelled_at=None).order_by("-starts_at").first()


def courses_of(cohort: Cohort) -> list[CoursePage]:
    """The group's courses in their order."""
    return list(
        CoursePage.objects.filter(cohort_courses__cohort=cohort).order_by("cohort_courses__sort_order")
    )


def upcoming_sessions(user: Any, *, limit: int = 5) -> list[ClassSession]:
    """Her next sessions, the one under way first. One query."""
    return list(
        _sessions_of_person(user)
        .filter(ends_at__gt=timezone.now(), cancelled_at=None)
        .order_by("starts_at", "pk")[:limit]
    )


def own_sessions(user: Any) -> QuerySet[ClassSession]:
    """All sessions of her groups with `was` (her newest entry), latest first. One query."""
    own = AttendanceRecord.objects.filter(session=OuterRef("pk"), membership__user=user).order_by("-pk")
    return (
        _sessions_of_person(user)
        .annotate(was=Subquery(own.values("presence")[:1]))
        .order_by("-starts_at", "-pk")
    )


def _sessions_of_person(user: Any) -> QuerySet[ClassSession]:
    mine = Membership.objects.filter(cohort=OuterRef("cohort"), user=user, state=MembershipState.ACTIVE)
    return ClassSession.objects.filter(Exists(mine)).select_related("cohort", "course")


def attendance_share(membership: Membership, course_key: uuid.UUID) -> Share:
    """What share of a course's sessions a member attended. Two queries; for many people attendance_shares."""
    return attendance_shares([membership], course_key)[membership.pk]


def attendance_shares(memberships: Collection[Membership], course_key: uuid.UUID) -> dict[int, Share]:
    """The same for many members, of any groups, by membership id. Two queries, however many."""
    return {
        pk: share
        for (pk, _key), share in attendance_shares_of_courses(
            [(membership, course_key) for membership in memberships]
        ).items()
    }


def attendance_shares_of_courses(
    pairs: Collection[tuple[Membership, uuid.UUID]],
) -> dict[tuple[int, uuid.UUID], Share]:
    """Shares for pairs of member and course, by (membership id, course key). Two queries, however many."""
    begun = AttendanceRecord.objects.filter(session=OuterRef("pk"))
    sessions = ClassSession.objects.filter(
        cohort__in={membership.cohort_id for membership, _key in pairs},
        course_key__in={key for _membership, key in pairs},
        cancelled_at=None,
    ).annotate(is_begun=Exists(begun))
    by_course: dict[tuple[int, uuid.UUID], list[Any]] = defaultdict(list)
    for session in sessions:
        if session.course_key is not None:
            by_course[session.cohort_id, session.course_key].append(session)
    records = (
        AttendanceRecord.objects.filter(
            membership__in={membership.pk for membership, _key in pairs},
            session__in=[session.pk for rows in by_course.values() for session in rows],
        )
        .order_by("pk")
        .values_list("session_id", "membership_id", "presence")
    )
    was = {(session, member): presence for session, member, presence in records}
    now = timezone.now()
    return {
        (membership.pk, key): share_of(
            (
                Meeting(session.ends_at, session.is_begun, was.get((session.pk, membership.pk)))
                for session in by_course[membership.cohort_id, key]
            ),
            joined_at=membership.joined_at,
            now=now,
        )
        for membership, key in pairs
    }
