"""Class sessions of a course as far as completion asks for them. What counts is decided by attendance's own rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BigAutoField, Exists, OuterRef, QuerySet, Subquery, UUIDField
from django.utils import timezone

from core.kept_queries import KeptQuery
from lms.attendance.models import AttendanceRecord, ClassSession
from lms.attendance.rules.share import ATTENDED, Meeting, share_of
from lms.enrolments.models import Enrolment, Membership
from lms.progress.rules.completion import Meetings


@dataclass(frozen=True)
class _Session:
    pk: int
    ends_at: datetime
    is_begun: bool


def meetings_of_many(enrolments: Iterable[Enrolment]) -> dict[int, Meetings]:
    """Meetings by enrolment id, for members of groups. One query for one enrolment, two for many."""
    members = [
        (enrolment, enrolment.membership) for enrolment in enrolments if enrolment.membership is not None
    ]
    if not members:
        return {}
    if len(members) == 1:
        return {members[0][0].pk: _meetings_of_one(*members[0])}
    places = {(membership.cohort_id, enrolment.course_key) for enrolment, membership in members}
    sessions: dict[tuple[int, UUID], list[_Session]] = {}
    rows = _counting_sessions().filter(
        cohort__in={cohort for cohort, _key in places}, course_key__in={key for _cohort, key in places}
    )
    for cohort_id, course_key, *session in rows.values_list(
        "cohort_id", "course_key", "pk", "ends_at", "is_begun"
    ):
        sessions.setdefault((cohort_id, course_key), []).append(_Session(*session))
    records = AttendanceRecord.objects.filter(
        membership__in={membership.pk for _enrolment, membership in members},
        session__in=[session.pk for group in sessions.values() for session in group],
    ).order_by("pk")
    was: dict[tuple[int, int], str] = {}
    for membership_id, session_id, presence in records.values_list("membership_id", "session_id", "presence"):
        was[membership_id, session_id] = presence
    return {
        enrolment.pk: _count(
            [
                Meeting(session.ends_at, session.is_begun, was.get((membership.pk, session.pk)))
                for session in sessions.get((membership.cohort_id, enrolment.course_key), [])
            ],
            membership.joined_at,
        )
        for enrolment, membership in members
    }


def _meetings_of_one(enrolment: Enrolment, membership: Membership) -> Meetings:
    rows = _OF_ONE.rows(membership.pk, membership.cohort_id, enrolment.course_key)
    return _count([Meeting(*row) for row in rows], membership.joined_at)


def _with_presence(membership: Any, cohort: Any, course_key: Any) -> QuerySet[ClassSession, Any]:
    newest = AttendanceRecord.objects.filter(session=OuterRef("pk"), membership=membership)
    return (
        _counting_sessions()
        .filter(cohort=cohort, course_key=course_key)
        .annotate(was=Subquery(newest.order_by("-pk").values("presence")[:1]))
        .values_list("ends_at", "is_begun", "was")
    )


_OF_ONE = KeptQuery(_with_presence, BigAutoField(), BigAutoField(), UUIDField())


@cache
def _counting_sessions() -> QuerySet[ClassSession, Any]:
    begun = AttendanceRecord.objects.filter(session=OuterRef("pk"))
    return (
        ClassSession.objects.filter(cancelled_at=None, is_required=True)
        .annotate(is_begun=Exists(begun))
        .order_by("starts_at", "pk")
    )


def _count(meetings: list[Meeting], joined_at: datetime) -> Meetings:
    """Sessions to come count as planned; a session is named by its place among the group's sessions of the course."""
    now = timezone.now()
    whole = share_of(meetings, joined_at=joined_at, now=now)
    missing = []
    for number, meeting in enumerate(meetings, start=1):
        alone = share_of([meeting], joined_at=joined_at, now=now)
        if meeting.was not in ATTENDED and (alone.held or alone.to_come):
            missing.append(number)
    return Meetings(planned=whole.held + whole.to_come, attended=whole.attended, missing=tuple(missing))
