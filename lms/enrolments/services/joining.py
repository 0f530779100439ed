"""Come into a group, wait for it, leave it."""

from typing import Any

from django.db import transaction

from accounts.guardians import guardian_answer, who_needs_consent
from accounts.guardianship import GuardianAnswer
from core.addresses import paths_by_language
from core.audit import record
from core.notifications import notify
from lms.enrolments.exceptions import (
    BirthYearNeeded,
    CohortFull,
    GuardianNeeded,
    JoiningClosed,
    NotWaiting,
    OnOtherTrack,
)
from lms.enrolments.models import Enrolment, EnrolmentState, Membership, MembershipState
from lms.enrolments.rules.joining import JoiningAnswer
from lms.enrolments.selectors import joining_answer, places_taken
from lms.enrolments.services.enrolling import enrol_members
from lms.programmes.models import Cohort, Joining

SELF_SERVICE = "join_code"
RETURNING = "returning"
"""Somebody who was in the group before asks to come back: only a person lets her in."""


def join_cohort(*, user: Any, cohort: Cohort, source: str, by: Any = None, firm: Any = None) -> Membership:
    """Put a person into a group and enrol her in its published courses. Twice is once.

    With source "join_code" she joins herself: dates and approval count, and a full group or one that asks for approval
    gives a waiting membership. Any other source is an officer's act: it needs a free place only.
    Whoever is under 18 without her guardian's consent waits, whoever adds her.
    The last place goes to one: the group's row is locked while places are counted.
    Raises JoiningClosed, CohortFull (officers), OnOtherTrack, BirthYearNeeded.
    """
    with transaction.atomic():
        locked = Cohort.objects.select_for_update(of=("self",)).select_related("programme").get(pk=cohort.pk)
        membership = Membership.objects.filter(cohort=locked, user=user).first()
        if membership is not None and membership.state == MembershipState.ACTIVE:
            return membership
        refuse_other_track(user, locked)
        guardian = guardian_answer(user, is_asked=locked.programme.asks_birth_year)
        if guardian is GuardianAnswer.YEAR_NEEDED:
            raise BirthYearNeeded
        state = MembershipState.ACTIVE
        if source == SELF_SERVICE:
            answer = joining_answer(locked, membership)
            if answer is JoiningAnswer.CLOSED:
                raise JoiningClosed
            if (
                membership is not None
                and membership.state == MembershipState.WAITING
                and (
                    answer is not JoiningAnswer.JOINS
                    or membership.source != SELF_SERVICE
                    or guardian is GuardianAnswer.CONSENT_NEEDED
                )
            ):
                return membership
            if answer is not JoiningAnswer.JOINS or guardian is GuardianAnswer.CONSENT_NEEDED:
                state = MembershipState.WAITING
            if membership is not None and membership.state == MembershipState.WITHDRAWN:
                source = RETURNING
        elif guardian is GuardianAnswer.CONSENT_NEEDED:
            state = MembershipState.WAITING
        elif places_taken(locked) >= locked.capacity:
            raise CohortFull
        if membership is None:
            membership = Membership.objects.create(
                cohort=locked, user=user, state=state, source=source, firm=firm
            )
        else:
            membership.state, membership.source = state, source
            membership.firm = firm or membership.firm
            membership.save(update_fields=["state", "source", "firm"])
        if by is not None and by != user:
            record(action="membership.added", actor=by, about=membership, data={"source": source})
        if state == MembershipState.ACTIVE:
            enrol_members(cohort=locked, memberships=[membership], by=by or user)
        return membership


def approve_membership(*, membership: Membership, by: Any) -> Membership:
    """Let somebody in who waits. Raises NotWaiting, CohortFull, OnOtherTrack, GuardianNeeded."""
    with transaction.atomic():
        cohort = Cohort.objects.select_for_update().get(pk=membership.cohort_id)
        current = Membership.objects.select_related("user").get(pk=membership.pk)
        if current.state != MembershipState.WAITING:
            raise NotWaiting
        if places_taken(cohort) >= cohort.capacity:
            raise CohortFull
        refuse_other_track(current.user, cohort)
        if guardian_answer(current.user) is GuardianAnswer.CONSENT_NEEDED:
            raise GuardianNeeded
        _let_in(current, cohort, by)
        record(action="membership.approved", actor=by, about=current)
        return current


def decline_membership(*, membership: Membership, by: Any, reason: str = "") -> None:
    """Say no to somebody who waits. Raises NotWaiting."""
    with transaction.atomic():
        changed = Membership.objects.filter(pk=membership.pk, state=MembershipState.WAITING).update(
            state=MembershipState.WITHDRAWN
        )
        if not changed:
            raise NotWaiting
        record(action="membership.declined", actor=by, about=membership, reason=reason)


def leave_cohort(*, membership: Membership, by: Any, reason: str = "") -> None:
    """Take a person out of a group and its courses; her records stay. A freed place goes to the next who waits for one."""
    with transaction.atomic():
        cohort = Cohort.objects.select_for_update().get(pk=membership.cohort_id)
        changed = (
            Membership.objects.filter(pk=membership.pk)
            .exclude(state=MembershipState.WITHDRAWN)
            .update(state=MembershipState.WITHDRAWN)
        )
        if not changed:
            return
        Enrolment.objects.active().filter(membership=membership).update(state=EnrolmentState.WITHDRAWN)
        record(action="membership.withdrawn", actor=by, about=membership, reason=reason)
        give_place_to_next(cohort, by)


def give_place_to_next(cohort: Cohort, by: Any) -> bool:
    """Let in the next who waits for a place; only where no approval is needed, and while joining is open."""
    if cohort.joining != Joining.CODE or joining_answer(cohort) is not JoiningAnswer.JOINS:
        return False
    queue = list(
        cohort.memberships.filter(state=MembershipState.WAITING, source=SELF_SERVICE)
        .select_related("user")
        .order_by("joined_at", "pk")
    )
    under_age = who_needs_consent([waiting.user_id for waiting in queue])
    for waiting in queue:
        if waiting.user_id in under_age:
            continue
        try:
            refuse_other_track(waiting.user, cohort)
        except OnOtherTrack:
            continue
        _let_in(waiting, cohort, by)
        return True
    return False


def _let_in(membership: Membership, cohort: Cohort, by: Any) -> None:
    membership.state = MembershipState.ACTIVE
    membership.save(update_fields=["state"])
    begun = enrol_members(cohort=cohort, memberships=[membership], by=by)
    if not begun:
        notify(
            user=membership.user,
            kind="enrolled",
            key=f"joined:{membership.uuid}",
            context={
                "group": cohort.name,
                "courses": [],
                "funder_line": "",
                "address": paths_by_language("lms:dashboard"),
            },
        )


def refuse_other_track(user: Any, cohort: Cohort) -> None:
    """Raise OnOtherTrack when she is active on another track of the group's programme (A-10)."""
    other = (
        Membership.objects.filter(
            user=user, state=MembershipState.ACTIVE, cohort__programme=cohort.programme_id
        )
        .exclude(cohort__track=cohort.track_id)
        .exists()
    )
    if other:
        raise OnOtherTrack
