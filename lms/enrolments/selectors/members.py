"""Members as who runs the programme sees them."""

import hashlib
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from core.languages import active_language
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment, EnrolmentState, Membership, MembershipState
from lms.programmes.models import Cohort


def members_of(cohort: Cohort) -> QuerySet[Membership]:
    """Everybody who waits, is or was in the group: in this order, each by family name."""
    order = Case(
        When(state=MembershipState.WAITING, then=Value(0)),
        When(state=MembershipState.ACTIVE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Membership.objects.filter(cohort=cohort)
        .select_related("user", "firm")
        .order_by(order, "user__sort_name", "pk")
    )


@dataclass(frozen=True)
class Here:
    """Who is in a group, for the room to see. `newest`: the names of those who came last, the last first; `mark` changes
    whenever one of these does."""

    count: int
    waiting: int
    newest: list[str]
    mark: str


def who_is_here(cohort: Cohort, shown: int = 40) -> Here:
    """Members of the group and the names of the newest. One query, however many they are."""
    rows = list(
        Membership.objects.filter(cohort=cohort)
        .exclude(state=MembershipState.WITHDRAWN)
        .select_related("user")
        .only("state", "joined_at", "user__first_name", "user__last_name", "user__username", "user__email")
        .order_by("-joined_at", "-pk")
    )
    inside = [row for row in rows if row.state == MembershipState.ACTIVE]
    newest = [row.user.get_full_name() for row in inside[:shown]]
    seen = ",".join(f"{row.pk}{row.state[0]}" for row in rows)
    return Here(
        count=len(inside),
        waiting=len(rows) - len(inside),
        newest=newest,
        mark=hashlib.sha256(f"{seen} {newest}".encode()).hexdigest()[:16],
    )


def enrolments_in(membership: Membership) -> list[tuple[str, Enrolment, bool]]:
    """Her courses in the group: title, enrolment, and whether she takes it now. One query, outlines from the cache."""
    language = active_language()
    rows = (
        Enrolment.objects.filter(membership=membership).select_related("edition", "completion").order_by("pk")
    )
    return [
        (outline_for(row.edition, language).title, row, row.state == EnrolmentState.ACTIVE) for row in rows
    ]
