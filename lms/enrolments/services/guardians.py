"""What a guardian's consent means for places and courses: without it they wait, with it they go on."""

from typing import Any

from django.db import transaction

from accounts.guardians import guardian_answer
from accounts.guardianship import GuardianAnswer
from core.audit import record
from lms.enrolments.models import Enrolment, EnrolmentState, Membership, MembershipState
from lms.enrolments.services.joining import SELF_SERVICE
from lms.enrolments.services.members import fill_places


@transaction.atomic
def follow_guardian(*, user: Any, by: Any) -> None:
    """Her age or her guardian's consent is other than before.

    Under 18 without a consent: her places wait, her courses end for now, every record stays. Else: whoever joined a
    group by its code and waited for nothing but this comes in, while there is room; others are let in by hand.
    """
    if guardian_answer(user) is GuardianAnswer.CONSENT_NEEDED:
        _wait(user, by)
        return
    waiting = Membership.objects.filter(user=user, state=MembershipState.WAITING, source=SELF_SERVICE)
    for membership in waiting.select_related("cohort"):
        fill_places(cohort=membership.cohort, by=by)


def _wait(user: Any, by: Any) -> None:
    for membership in Membership.objects.select_for_update().filter(user=user, state=MembershipState.ACTIVE):
        membership.state = MembershipState.WAITING
        membership.save(update_fields=["state"])
        record(action="membership.waits_for_guardian", actor=by, about=membership)
    Enrolment.objects.active().filter(user=user).update(state=EnrolmentState.WITHDRAWN)
