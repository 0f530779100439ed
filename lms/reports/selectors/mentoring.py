"""Whom a mentor accompanies, and how far they are (security statement 5: in her firm or group only, reading only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.roles import scope_ids
from core.languages import active_language
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment, Membership, MembershipState
from lms.progress.selectors import Progress, progress_of_many


@dataclass(frozen=True)
class Accompanied:
    """A trainee in a group, with the courses that she takes there: title and progress."""

    membership: Membership
    courses: list[tuple[str, Progress]]


def memberships_mentored_by(user: Any) -> QuerySet[Membership]:
    """Active memberships at the mentor's firms and in her groups, by family name."""
    firms, groups = scope_ids(user, Role.MENTOR, "firm"), scope_ids(user, Role.MENTOR, "cohort")
    rows = Membership.objects.filter(state=MembershipState.ACTIVE, user__is_active=True)
    if firms is not None and groups is not None:
        rows = rows.filter(Q(firm__in=firms) | Q(cohort__in=groups))
    return rows.select_related("user", "cohort", "firm").order_by("user__sort_name", "pk")


def accompanied(memberships: Sequence[Membership]) -> list[Accompanied]:
    """These trainees with their progress. A constant number of queries, outlines from the cache."""
    enrolments = list(
        Enrolment.objects.active()
        .filter(membership__in=[one.pk for one in memberships])
        .select_related("edition", "completion", "membership")
        .order_by("pk")
    )
    progress = progress_of_many(enrolments)
    language = active_language()
    courses: dict[int, list[tuple[str, Progress]]] = {}
    for enrolment in enrolments:
        title = outline_for(enrolment.edition, language).title
        courses.setdefault(enrolment.membership_id or 0, []).append((title, progress[enrolment.pk]))
    return [Accompanied(one, courses.get(one.pk, [])) for one in memberships]
