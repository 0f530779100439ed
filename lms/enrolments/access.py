"""Who may see and change enrolments."""

from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from accounts.access import card_holders
from accounts.models import Role
from accounts.roles import has_role, is_administrator, scope_ids
from lms.courses.access import can_edit_course, can_publish_course
from lms.courses.models import CoursePage
from lms.enrolments.models import ATTACHED, Enrolment, Membership, MembershipState
from lms.programmes.access import can_manage_cohort, can_teach_cohort, programme_ids
from lms.programmes.models import Cohort
from lms.programmes.selectors import cohorts_taught_by


def can_read_enrolment(user: Any, enrolment: Enrolment) -> bool:
    """Herself, her trainers and officers, and her mentor at her firm (security statements 5 and 6)."""
    if not getattr(user, "is_authenticated", False):
        return False
    if enrolment.user_id == user.pk:
        return True
    membership = enrolment.membership
    if membership is None:
        return has_role(user, Role.TRAINER, [("course", enrolment.course_id)])
    if can_teach_cohort(user, membership.cohort):
        return True
    return can_mentor(user, membership)


def can_mentor(user: Any, membership: Membership) -> bool:
    """A mentor of her firm or of her very group: reads how far she is, changes nothing (security statement 5)."""
    scopes = [("cohort", membership.cohort_id)]
    if membership.firm_id is not None:
        scopes.append(("firm", membership.firm_id))
    return has_role(user, Role.MENTOR, scopes)


def can_manage_membership(user: Any, membership: Membership) -> bool:
    """Who runs the group's programme adds, moves and withdraws its members."""
    return can_manage_cohort(user, membership.cohort)


def can_add_people(user: Any, cohort: Cohort) -> bool:
    """Who makes accounts for a group's people and prints their sign-in cards: those who teach or run the group."""
    return can_teach_cohort(user, cohort)


def memberships_for_cards(user: Any, cohort: Cohort) -> QuerySet[Membership]:
    """Members to whom she may give a sign-in card. A card is a way into an account, so: trainees and nothing else, in
    this group now, and in no group that she neither teaches nor runs. Somebody who was attached by a list and had been
    in before is not made hers by that: else a phone number would be enough to take an account over. Administrators may
    give a card to any trainee.
    """
    if not can_add_people(user, cohort):
        return Membership.objects.none()
    found = Membership.objects.filter(
        cohort=cohort, state=MembershipState.ACTIVE, user__in=card_holders().values("pk")
    )
    if is_administrator(user):
        return found
    others = _live_outside(user)
    if others is not None:
        found = found.exclude(user__in=others.values("user"))
    has_been_in = Q(user__last_login__isnull=False) | ~Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return found.exclude(Q(source=ATTACHED) & has_been_in)


def _live_outside(user: Any) -> QuerySet[Membership] | None:
    """Memberships in groups that she neither teaches nor runs; None when there are none such."""
    cohorts, programmes = scope_ids(user, Role.TRAINER, "cohort"), programme_ids(user)
    if cohorts is None or programmes is None:
        return None
    live = Membership.objects.exclude(state=MembershipState.WITHDRAWN)
    return live.exclude(Q(cohort__in=cohorts) | Q(cohort__programme__in=programmes))


def can_give_card(user: Any, membership: Membership) -> bool:
    """Give this member a sign-in card, or reset her access with one."""
    return memberships_for_cards(user, membership.cohort).filter(pk=membership.pk).exists()


def can_answer_waiting(user: Any, membership: Membership) -> bool:
    """Who lets people into a group: those who teach or run it."""
    return can_teach_cohort(user, membership.cohort)


def can_move_people(user: Any, course: CoursePage, cohort: Cohort | None) -> bool:
    """Who moves people to a newer edition: a group's, those who teach or run the group; people who take the course
    without a group, those who publish the course."""
    if not getattr(user, "is_authenticated", False):
        return False
    return can_publish_course(user, course) if cohort is None else can_teach_cohort(user, cohort)


def can_see_results(user: Any, course: CoursePage) -> bool:
    """Whether she may open the results pages of the course's quizzes and packages: who writes it, and who teaches a group that has it.

    Whose results stand on the page is decided person by person (selectors.results.enrolments_to_show).
    """
    if not user.is_authenticated:
        return False
    return (
        can_edit_course(user, course)
        or cohorts_taught_by(user).filter(courses__translation_key=course.translation_key).exists()
    )
