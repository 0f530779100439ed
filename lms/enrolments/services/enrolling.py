"""Begin and end taking a course."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.guardians import guardian_answer, who_needs_consent
from accounts.guardianship import GuardianAnswer
from core.addresses import paths_by_language
from core.audit import record
from core.languages import LANGUAGES
from core.notifications import notify
from lms.courses.models import CoursePage
from lms.courses.selectors.reading import newest_edition, newest_editions, outline_for
from lms.enrolments.exceptions import CourseNotOpen, GuardianNeeded, PrerequisitesMissing
from lms.enrolments.models import Enrolment, EnrolmentState, Membership
from lms.enrolments.selectors.prerequisites import missing_prerequisites
from lms.enrolments.signals import trainee_enrolled
from lms.programmes.models import Cohort, CohortCourse


def enrol(
    *, user: Any, course: CoursePage, membership: Membership | None = None, by: Any = None
) -> Enrolment:
    """Let her take a course, pinned to its newest edition. Twice is once; a withdrawn enrolment starts again.

    Without `membership` and `by` she enrols herself, which only open courses allow, and only after the courses that must
    come first; who is in keeps her place whatever is asked of others later. Whoever took the course on her own keeps her
    records when she joins a group that has it. Raises CourseNotOpen, PrerequisitesMissing; without a membership also
    GuardianNeeded (whoever has one was asked when she came into the group).
    """
    is_by_herself = membership is None and (by is None or by == user)
    if is_by_herself and not (
        course.is_open and course.live and not course.is_announced and not course.archived_at
    ):
        raise CourseNotOpen
    edition = newest_edition(course.key)
    if edition is None:
        raise CourseNotOpen
    if is_by_herself:
        _refuse_before_its_time(user, course)
    if membership is None and guardian_answer(user) is GuardianAnswer.CONSENT_NEEDED:
        raise GuardianNeeded
    with transaction.atomic():
        existing = list(Enrolment.objects.select_for_update().filter(user=user, course_key=course.key))
        found = next(
            (row for row in existing if row.membership_id == (membership.pk if membership else None)), None
        )
        if membership is None:
            found = found or next((row for row in existing if row.state == EnrolmentState.ACTIVE), None)
        elif found is None:
            found = next((row for row in existing if row.membership_id is None), None)
        if found is None:
            due = (
                CohortCourse.objects.filter(cohort=membership.cohort_id, course=course).first()
                if membership
                else None
            )
            enrolment = Enrolment.objects.create(
                user=user,
                course=course,
                course_key=course.key,
                membership=membership,
                edition=edition,
                due_on=due.due_on if due else None,
            )
            is_new = True
        else:
            enrolment = found
            is_new = enrolment.state != EnrolmentState.ACTIVE
            enrolment.state = EnrolmentState.ACTIVE
            enrolment.membership = enrolment.membership or membership
            enrolment.save(update_fields=["state", "membership"])
        if is_new:
            trainee_enrolled.send(sender=Enrolment, enrolments=[enrolment])
            if membership is None:
                _tell(user=user, enrolments=[enrolment], cohort=None, key=f"enrolled:{enrolment.uuid}")
    return enrolment


def _refuse_before_its_time(user: Any, course: CoursePage) -> None:
    missing = missing_prerequisites(user, course)
    if missing and not Enrolment.objects.active().filter(user=user, course_key=course.key).exists():
        raise PrerequisitesMissing(missing)


def enrol_members(*, cohort: Cohort, memberships: Iterable[Membership], by: Any = None) -> int:
    """Enrol these members in every published course of their group; returns how many enrolments began.

    Nobody under 18 without her guardian's consent is.
    """
    begun = 0
    memberships = list(memberships)
    rows = list(cohort.cohort_courses.select_related("course"))
    with transaction.atomic():
        published = set(newest_editions([row.course.key for row in rows]))
        under_age = who_needs_consent([membership.user_id for membership in memberships])
        for membership in memberships:
            if membership.user_id in under_age:
                continue
            fresh: list[Enrolment] = []
            known = set(
                Enrolment.objects.active().filter(membership=membership).values_list("course_key", flat=True)
            )
            for row in rows:
                if row.course.key in published and row.course.key not in known and not row.course.archived_at:
                    fresh.append(enrol(user=membership.user, course=row.course, membership=membership, by=by))
            begun += len(fresh)
            if fresh:
                newest = max(enrolment.pk for enrolment in fresh)
                _tell(
                    user=membership.user,
                    enrolments=fresh,
                    cohort=cohort,
                    key=f"enrolled:{membership.uuid}:{newest}",
                )
    return begun


def withdraw(*, enrolment: Enrolment, by: Any, reason: str = "") -> None:
    """End taking a course. Records stay; enrolling again goes on from them."""
    with transaction.atomic():
        changed = Enrolment.objects.active().filter(pk=enrolment.pk).update(state=EnrolmentState.WITHDRAWN)
        if changed:
            enrolment.state = EnrolmentState.WITHDRAWN
            record(action="enrolment.withdrawn", actor=by, about=enrolment, reason=reason)


def _tell(*, user: Any, enrolments: list[Enrolment], cohort: Cohort | None, key: str) -> None:
    """One message, however many courses began."""
    titles = [
        {language: outline_for(enrolment.edition, language).title for language in LANGUAGES}
        for enrolment in enrolments
    ]
    notify(
        user=user,
        kind="enrolled",
        key=key,
        context={
            "group": cohort.name if cohort else "",
            "courses": titles,
            "funder_line": cohort.programme.funder_line if cohort else "",
            "address": paths_by_language("lms:dashboard"),
        },
    )
