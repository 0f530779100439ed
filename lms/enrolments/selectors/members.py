"""Members as who runs the programme sees them."""

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


def enrolments_in(membership: Membership) -> list[tuple[str, Enrolment, bool]]:
    """Her courses in the group: title, enrolment, and whether she takes it now. One query, outlines from the cache."""
    language = active_language()
    rows = (
        Enrolment.objects.filter(membership=membership).select_related("edition", "completion").order_by("pk")
    )
    return [
        (outline_for(row.edition, language).title, row, row.state == EnrolmentState.ACTIVE) for row in rows
    ]
