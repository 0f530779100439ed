"""What the office does with members of a group: their firm, another group, out."""

from typing import Any

from django.db import transaction

from core.audit import record
from lms.enrolments.exceptions import CohortFull
from lms.enrolments.models import Enrolment, EnrolmentState, Membership, MembershipState
from lms.enrolments.rules.joining import JoiningAnswer
from lms.enrolments.selectors import joining_answer, places_taken
from lms.enrolments.services.enrolling import enrol_members
from lms.enrolments.services.joining import give_place_to_next, refuse_other_track
from lms.programmes.models import Cohort, CohortCourse


@transaction.atomic
def set_firm(*, membership: Membership, firm: Any, by: Any) -> None:
    """Say at which firm a member works; its mentors see her progress from then on. None: at none."""
    if membership.firm_id == (firm.pk if firm else None):
        return
    membership.firm = firm
    membership.save(update_fields=["firm"])
    record(action="membership.firm_set", actor=by, about=membership, data={"firm": firm.pk if firm else None})


@transaction.atomic
def move_member(*, membership: Membership, to: Cohort, by: Any, reason: str = "") -> Membership:
    """Move an active member to another group of the same programme. Courses that both groups have go with her, with
    everything she did; the others end, and their records stay. Raises CohortFull, OnOtherTrack, ValueError.
    """
    if to.pk == membership.cohort_id or to.programme_id != membership.cohort.programme_id:
        raise ValueError("A member moves to another group of the same programme")
    groups = {one.pk: one for one in _lock(membership.cohort_id, to.pk)}
    old, target = groups[membership.cohort_id], groups[to.pk]
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    if current.state != MembershipState.ACTIVE:
        raise ValueError("Only an active member moves")
    current.state = MembershipState.WITHDRAWN
    current.save(update_fields=["state"])
    refuse_other_track(current.user, target)
    there = Membership.objects.filter(cohort=target, user=current.user).first()
    if places_taken(target) >= target.capacity:
        raise CohortFull
    there = there or Membership(cohort=target, user=current.user, source="officer")
    there.state, there.firm = MembershipState.ACTIVE, current.firm or there.firm
    there.save()
    _take_courses_along(current, there)
    Enrolment.objects.active().filter(membership=current).update(state=EnrolmentState.WITHDRAWN)
    enrol_members(cohort=target, memberships=[there], by=by)
    record(
        action="membership.moved",
        actor=by,
        about=there,
        reason=reason,
        data={"from": old.pk, "to": target.pk},
    )
    give_place_to_next(old, by)
    return there


def _lock(*ids: int) -> list[Cohort]:
    """Both groups' rows, in one order, so that two moves at once do not wait for each other."""
    return list(Cohort.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _take_courses_along(old: Membership, new: Membership) -> None:
    dates = {
        row.course.key: row
        for row in CohortCourse.objects.filter(cohort=new.cohort_id).select_related("course")
    }
    taken = set(Enrolment.objects.filter(membership=new).values_list("course_key", flat=True))
    for enrolment in Enrolment.objects.active().filter(membership=old, course_key__in=set(dates) - taken):
        enrolment.membership, enrolment.due_on = new, dates[enrolment.course_key].due_on
        enrolment.save(update_fields=["membership", "due_on"])


@transaction.atomic
def follow_courses(*, cohort: Cohort, added: list[Any], removed: list[Any], by: Any) -> None:
    """The group's courses are others now: members are enrolled in new ones, removed ones end, last days follow."""
    for course in removed:
        Enrolment.objects.active().filter(membership__cohort=cohort, course_key=course.key).update(
            state=EnrolmentState.WITHDRAWN
        )
    for row in cohort.cohort_courses.select_related("course"):
        Enrolment.objects.filter(membership__cohort=cohort, course_key=row.course.key).update(
            due_on=row.due_on
        )
    if added:
        members = cohort.memberships.filter(state=MembershipState.ACTIVE).select_related("user")
        enrol_members(cohort=cohort, memberships=members, by=by)


@transaction.atomic
def fill_places(*, cohort: Cohort, by: Any) -> int:
    """Let in who waits for a place, as many as there are places now. Returns how many came in."""
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    come = 0
    while joining_answer(locked) is JoiningAnswer.JOINS and give_place_to_next(locked, by):
        come += 1
    return come
