"""Planning sessions and recording who was there. Records are only ever added; the newest one about a member counts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from core.addresses import paths_by_language
from core.audit import record
from core.languages import in_each_language
from core.notifications import notify_many
from lms.attendance.exceptions import (
    CourseNotOfGroup,
    NotAMember,
    ReasonNeeded,
    SessionCancelled,
    SessionNotBegun,
    SessionWrong,
)
from lms.attendance.models import AttendanceRecord, ClassSession, Presence, SessionMode
from lms.attendance.rules.corrections import is_open, needs_reason
from lms.attendance.selectors import members_of, newest_records
from lms.attendance.signals import attendance_recorded
from lms.courses.models import CoursePage
from lms.enrolments.models import Membership
from lms.programmes.models import Cohort

MAX_HOURS = 12
TOLD = ("title", "mode", "starts_at", "ends_at", "place", "link")
"""Parts of a session whose change its members are told of."""


@transaction.atomic
def schedule_session(
    *,
    cohort: Cohort,
    course: CoursePage | None,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    by: Any,
    mode: str = SessionMode.FACE_TO_FACE,
    place: str = "",
    link: str = "",
    trainer: Any = None,
) -> ClassSession:
    """Plan a session of a group; `course` says which course's attendance it counts for (None: for none).

    Raises SessionWrong (no title, end before start, longer than 12 hours, face to face without a place, online without
    a link) and CourseNotOfGroup.
    """
    session = ClassSession(
        cohort=cohort,
        course=course,
        course_key=course.key if course else None,
        title=" ".join(title.split()),
        mode=mode,
        starts_at=starts_at,
        ends_at=ends_at,
        place=" ".join(place.split()),
        link=link.strip(),
        trainer=trainer,
    )
    _check(session)
    session.save()
    record(action="session.scheduled", actor=by, about=session)
    return session


@transaction.atomic
def change_session(*, session: ClassSession, by: Any, **changes: Any) -> ClassSession:
    """Change parts of a session. Members are told of what matters to them, once per change, unless it is over.

    Raises SessionWrong, CourseNotOfGroup, SessionCancelled.
    """
    locked = ClassSession.objects.select_for_update().get(pk=session.pk)
    if locked.cancelled_at is not None:
        raise SessionCancelled
    before = {name: getattr(locked, name) for name in (*TOLD, "course_id", "trainer_id")}
    for name, value in changes.items():
        if name not in {*TOLD, "course", "trainer"}:
            raise SessionWrong(name, "unknown")
        setattr(locked, name, " ".join(value.split()) if name in {"title", "place"} else value)
    locked.course_key = locked.course.key if locked.course else None
    _check(locked)
    changed = [name for name, value in before.items() if getattr(locked, name) != value]
    if not changed:
        return locked
    locked.save()
    record(action="session.changed", actor=by, about=locked, data={"changed": changed})
    if locked.ends_at > timezone.now() and set(changed) & set(TOLD):
        _tell(locked, "session_changed")
    if "course_id" in changed:
        attendance_recorded.send(sender=ClassSession, session=locked, memberships=members_of(locked.cohort))
    return locked


@transaction.atomic
def cancel_session(*, session: ClassSession, by: Any, reason: str = "") -> ClassSession:
    """The session does not take place. It stays, counts for nothing, and members are told unless it is over."""
    locked = ClassSession.objects.select_for_update().get(pk=session.pk)
    if locked.cancelled_at is None:
        locked.cancelled_at = timezone.now()
        locked.save(update_fields=["cancelled_at"])
        record(action="session.cancelled", actor=by, about=locked, reason=reason)
        if locked.ends_at > timezone.now():
            _tell(locked, "session_cancelled")
        attendance_recorded.send(sender=ClassSession, session=locked, memberships=members_of(locked.cohort))
    return locked


@transaction.atomic
def record_attendance(
    *,
    session: ClassSession,
    entries: Mapping[Membership, str] | Iterable[tuple[Membership, str]],
    by: Any,
    key: str,
    reason: str = "",
) -> list[AttendanceRecord]:
    """Record who was there: `entries` give a presence for each member named. Returns the rows added.

    `key` names this act: the same key again (a retry, a double tap) adds nothing. An entry that says what stands
    already adds nothing either. All or nothing: one entry that cannot be taken refuses all.
    Raises NotAMember, SessionCancelled, SessionNotBegun, ReasonNeeded (rules.corrections).
    """
    wanted = dict(entries)
    locked = ClassSession.objects.select_for_update().get(pk=session.pk)
    now = timezone.now()
    if locked.cancelled_at is not None:
        raise SessionCancelled
    if not is_open(starts_at=locked.starts_at, now=now):
        raise SessionNotBegun
    if any(member.cohort_id != locked.cohort_id for member in wanted):
        raise NotAMember
    if not set(wanted.values()) <= set(Presence.values):
        raise SessionWrong("presence", "unknown")
    newest = newest_records(locked)
    keys = {member.pk: f"{key[:58]}:{member.pk}" for member in wanted}
    known = set(
        AttendanceRecord.objects.filter(idempotency_key__in=keys.values()).values_list(
            "idempotency_key", flat=True
        )
    )
    rows = []
    for member, presence in wanted.items():
        stands = newest.get(member.pk)
        if keys[member.pk] in known or (stands is not None and stands.presence == presence):
            continue
        is_correction = needs_reason(
            newest=stands.presence if stands else None,
            recorded_at=stands.recorded_at if stands else None,
            wanted=presence,
            now=now,
        )
        if is_correction and not reason.strip():
            raise ReasonNeeded
        rows.append(
            AttendanceRecord(
                session=locked,
                membership=member,
                presence=presence,
                recorded_by=by,
                recorded_at=now,
                reason=reason.strip()[:300] if stands is not None else "",
                idempotency_key=keys[member.pk],
            )
        )
    AttendanceRecord.objects.bulk_create(rows)
    if rows:
        # The first entry of a register changes the share of everybody who has none.
        touched = members_of(locked.cohort) if not newest else [row.membership for row in rows]
        attendance_recorded.send(sender=ClassSession, session=locked, memberships=touched)
    return rows


def _check(session: ClassSession) -> None:
    if not session.title:
        raise SessionWrong("title", "missing")
    if session.mode not in SessionMode.values:
        raise SessionWrong("mode", "unknown")
    if session.ends_at <= session.starts_at:
        raise SessionWrong("ends_at", "before_start")
    if (session.ends_at - session.starts_at).total_seconds() > MAX_HOURS * 3600:
        raise SessionWrong("ends_at", "too_long")
    if session.mode == SessionMode.FACE_TO_FACE and not session.place:
        raise SessionWrong("place", "missing")
    if session.mode == SessionMode.LIVE_ONLINE and not session.link:
        raise SessionWrong("link", "missing")
    if session.link:
        try:
            URLValidator(schemes=["https", "http"])(session.link)
        except ValidationError:
            raise SessionWrong("link", "no_address")
    course = session.course
    if (
        course is not None
        and not session.cohort.cohort_courses.filter(course__translation_key=course.key).exists()
    ):
        raise CourseNotOfGroup


def _tell(session: ClassSession, kind: str) -> None:
    """Every member is told, in the outbox of this transaction: one event, in the words of each language."""
    starts_at, ends_at = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    context: dict[str, Any] = {
        "title": session.title,
        "group": session.cohort.name,
        "day": in_each_language(lambda: date_format(starts_at, "l, j F Y")),
        "time": in_each_language(lambda: f"{date_format(starts_at, 'H:i')}–{date_format(ends_at, 'H:i')}"),
        "place": session.place,
        "link": session.link,
        "address": paths_by_language("lms:session-list"),
    }
    notify_many(
        user_ids=[member.user_id for member in members_of(session.cohort)],
        kind=kind,
        key=f"{kind}:{session.uuid}:{timezone.now().isoformat()}",
        context=context,
    )
