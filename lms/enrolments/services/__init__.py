"""Everything that writes memberships and enrolments."""

from lms.enrolments.services.enrolling import enrol, enrol_members, withdraw
from lms.enrolments.services.joining import approve_membership, decline_membership, join_cohort, leave_cohort
from lms.enrolments.services.moving import follow_edition, move_people, move_to_edition, see_move

__all__ = [
    "approve_membership",
    "decline_membership",
    "enrol",
    "enrol_members",
    "follow_edition",
    "join_cohort",
    "leave_cohort",
    "move_people",
    "move_to_edition",
    "see_move",
    "withdraw",
]
