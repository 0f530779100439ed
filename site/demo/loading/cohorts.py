"""Groups: their courses, members and class sessions."""

from datetime import date, timedelta
from typing import Any

from accounts.models import Role, RoleAssignment, User
from demo.clock import at
from demo.keys import key_uuid
from demo.reading.moments import moment
from lms.attendance.models import ClassSession, Presence, SessionMode
from lms.attendance.services import record_attendance, schedule_session
from lms.courses.models import CoursePage
from lms.enrolments.models import Membership
from lms.enrolments.services.joining import join_cohort
from lms.enrolments.services.members import set_firm
from lms.programmes.models import Cohort, CohortCourse, Joining, Programme
from organisations.models import Firm, TrainingCentre
from taxonomy.models import Province

_JOINING = {"open": Joining.CODE, "approval": Joining.APPROVAL, "closed": Joining.CLOSED}
_MODES = {"face-to-face": SessionMode.FACE_TO_FACE, "live-online": SessionMode.LIVE_ONLINE}


def load_cohorts(data: dict[str, Any], programme: Programme, today: date) -> dict[str, Cohort]:
    """Make the groups with their courses; returns them by key."""
    cohorts: dict[str, Cohort] = {}
    for entry in data["cohorts"]:
        uuid = key_uuid("cohort", entry["key"])
        cohort = Cohort.objects.filter(uuid=uuid).first()
        if cohort is None:
            closes = entry.get("joining_closes")
            cohort = Cohort.objects.create(
                uuid=uuid,
                programme=programme,
                track=programme.tracks.get(code=entry["track"]),
                name=entry["title"]["tr"],
                province=Province.objects.get(code=entry["province"]),
                training_centre=TrainingCentre.objects.filter(code=entry.get("centre", "")).first(),
                starts_on=moment(entry["starts"], today).date(),
                ends_on=moment(entry["ends"], today).date(),
                joining=_JOINING[entry["joining"]],
                joining_closes_on=moment(closes, today).date() if closes else None,
                capacity=entry["capacity"],
            )
            for order, course in enumerate(entry["courses"]):
                CohortCourse.objects.create(
                    cohort=cohort,
                    course=_course(course["course"]),
                    sort_order=order,
                    starts_on=moment(course["opens"], today).date() if course.get("opens") else None,
                    due_on=moment(course["due"], today).date() if course.get("due") else None,
                )
        cohorts[entry["key"]] = cohort
    return cohorts


def _course(key: str) -> CoursePage:
    return CoursePage.objects.get(translation_key=key_uuid("course", key), locale__language_code="tr")


def load_members(
    entry: dict[str, Any], cohort: Cohort, people: dict[str, User], by: User, today: date
) -> dict[str, Membership]:
    """Put the members into their group on its first day (or today, when it begins later)."""
    joined_at = min(moment(entry["starts"], today), moment({"day": -1, "time": "10:00"}, today))
    with at(joined_at):
        return {
            key: join_cohort(user=people[key], cohort=cohort, source="demo", by=by)
            for key in entry.get("members", [])
        }


def load_mentoring(data: dict[str, Any], people: dict[str, User]) -> None:
    """Note that trainees work at the firm of their mentor, which lets her see how far they are."""
    for entry in data.get("mentoring", []):
        mentor = people[entry["mentor"]]
        role = RoleAssignment.objects.of(mentor).filter(role=Role.MENTOR, scope_kind="firm").first()
        firm = Firm.objects.get(pk=role.scope_id) if role else None
        for key in entry["trainees"]:
            for membership in Membership.objects.filter(user=people[key], firm=None):
                set_firm(membership=membership, firm=firm, by=None)


def load_sessions(
    entry: dict[str, Any], cohort: Cohort, memberships: dict[str, Membership], trainer: User, today: date
) -> None:
    """Schedule the class sessions and record who was at the past ones."""
    for session_entry in entry.get("sessions", []):
        uuid = key_uuid("session", session_entry["key"])
        if ClassSession.objects.filter(uuid=uuid).exists():
            continue
        starts_at = moment(session_entry["starts"], today)
        ends_at = starts_at + timedelta(minutes=session_entry["minutes"])
        with at(min(starts_at, moment({"day": -1, "time": "09:00"}, today)) - timedelta(days=3)):
            session = schedule_session(
                cohort=cohort,
                course=_course(session_entry["course"]),
                title=session_entry["title"]["tr"],
                mode=_MODES[session_entry["mode"]],
                starts_at=starts_at,
                ends_at=ends_at,
                place=(session_entry.get("place") or {}).get("tr", ""),
                link=session_entry.get("link", ""),
                trainer=trainer,
                by=trainer,
            )
        is_required = session_entry.get("required", True)
        ClassSession.objects.filter(pk=session.pk).update(uuid=uuid, is_required=is_required)
        attendance = session_entry.get("attendance")
        if attendance:
            entries = {
                memberships[key]: Presence(presence)
                for presence in ("present", "late", "absent", "excused")
                for key in attendance.get(presence, [])
            }
            with at(ends_at):
                record_attendance(
                    session=session, entries=entries, by=trainer, key=f"demo:{session_entry['key']}"
                )
