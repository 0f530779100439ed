"""Readings across memberships and enrolments."""

import uuid
from datetime import timedelta
from functools import cache
from typing import Any

from django.db.models import BigAutoField, F, OuterRef, Subquery, UUIDField
from django.utils import timezone

from core.kept_queries import KeptQuery
from core.languages import active_language
from lms.courses.models import CoursePage
from lms.courses.selectors.reading import newest_editions, outline_for
from lms.enrolments.models import Enrolment, EnrolmentMove, EnrolmentQuerySet, Membership, MembershipState
from lms.enrolments.rules.joining import JoiningAnswer, JoiningFacts, decide_joining
from lms.programmes.models import Cohort, CohortCourse

UPDATE_SHOWN_FOR = timedelta(days=21)
"""How long a trainee is told that her course was changed."""


_READ = (
    *(
        "uuid",
        "user_id",
        "course_id",
        "course_key",
        "membership_id",
        "edition_id",
        "state",
        "due_on",
        "enrolled_at",
        "seen_move_id",
    ),
    *(f"edition__{name}" for name in ("uuid", "course_key", "number", "line", "rules")),
    *(f"membership__{name}" for name in ("uuid", "joined_at", "state", "user_id", "firm_id", "cohort_id")),
    *(f"membership__cohort__{name}" for name in ("uuid", "name", "programme_id")),
    *(f"completion__{name}" for name in ("enrolment_id", "edition_id", "completed_at")),
)
"""What trainee screens read of an enrolment: every column more costs on every page. The outline is cached elsewhere."""


@cache
def enrolments_for_reading() -> EnrolmentQuerySet:
    """Active enrolments as trainee screens need them: with edition, membership and group, the completion where there
    is one, and `opens_on`, the day on which the group starts the course (None: open).

    Kept, because putting it together costs more than asking it; whoever narrows it down works on a copy.
    """
    opens_on = CohortCourse.objects.filter(cohort=OuterRef("membership__cohort"), course=OuterRef("course"))
    return (
        Enrolment.objects.active()
        .select_related("edition", "membership__cohort", "completion")
        .only(*_READ)
        .annotate(opens_on=Subquery(opens_on.order_by().values("starts_on")[:1]))
    )


def latest_update(enrolment: Enrolment) -> EnrolmentMove | None:
    """Her last move to a materially changed course, with both editions: while it is some weeks old at most and she has
    not said that she read it. One query, none on a first line."""
    if enrolment.edition.line == 1:
        return None
    return (
        EnrolmentMove.objects.filter(
            enrolment=enrolment,
            pk__gt=enrolment.seen_move_id or 0,
            at__gte=timezone.now() - UPDATE_SHOWN_FOR,
        )
        .select_related("from_edition", "to_edition")
        .defer("from_edition__outline", "to_edition__outline")
        .exclude(from_edition__line=F("to_edition__line"))
        .order_by("-pk")
        .first()
    )


def enrolment_for(user: Any, course_key: uuid.UUID) -> Enrolment | None:
    """Her active enrolment in a course: through a group rather than on her own, the newest first. One query."""
    found: Enrolment | None = _IN_A_COURSE.first(user.pk, course_key)
    return found


_IN_A_COURSE = KeptQuery(
    lambda user, course_key: (
        enrolments_for_reading()
        .filter(user=user, course_key=course_key)
        .order_by(F("membership").desc(nulls_last=True), "-pk")[:1]
    ),
    BigAutoField(),
    UUIDField(),
)


def enrolments_of(user: Any) -> list[Enrolment]:
    """All her active enrolments, one a course, in the order of her groups' courses. One query."""
    by_course: dict[uuid.UUID, Enrolment] = {}
    for enrolment in _OF_A_PERSON.rows(user.pk):
        by_course.setdefault(enrolment.course_key, enrolment)
    return list(by_course.values())


def _in_order_of_groups(user: Any) -> EnrolmentQuerySet:
    order = CohortCourse.objects.filter(cohort=OuterRef("membership__cohort"), course=OuterRef("course"))
    return (
        enrolments_for_reading()
        .filter(user=user)
        .annotate(place=Subquery(order.values("sort_order")[:1]))
        .order_by(F("membership").desc(nulls_last=True), F("place").asc(nulls_last=True), "pk")
    )


_OF_A_PERSON = KeptQuery(_in_order_of_groups, BigAutoField())


def is_open_to_everybody(course: CoursePage) -> bool:
    """Whether anybody with an account may take the course without a group."""
    return course.is_open and course.live and not course.is_announced and course.archived_at is None


def is_open_now(enrolment: Enrolment) -> bool:
    """Whether the group has started the course, by the server's clock. Needs `opens_on`."""
    opens_on = getattr(enrolment, "opens_on", None)
    return opens_on is None or opens_on <= timezone.localdate()


def open_memberships_of(user: Any) -> list[Membership]:
    """Groups she is in or waits for, newest first. One query."""
    return _OPEN_MEMBERSHIPS.rows(user.pk)


_OPEN_MEMBERSHIPS = KeptQuery(
    lambda user: (
        Membership.objects.filter(user=user)
        .exclude(state=MembershipState.WITHDRAWN)
        .select_related("cohort__programme", "cohort__track")
        .order_by("-joined_at")
    ),
    BigAutoField(),
)


def membership_of(user: Any, cohort: Cohort) -> Membership | None:
    """Her membership of a group in whatever state."""
    return Membership.objects.filter(user=user, cohort=cohort).first()


def places_taken(cohort: Cohort) -> int:
    """Active members."""
    return cohort.memberships.filter(state=MembershipState.ACTIVE).count()


def joining_answer(cohort: Cohort, membership: Membership | None = None) -> JoiningAnswer:
    """What would happen if she joined now. One query."""
    return decide_joining(
        JoiningFacts(
            joining=cohort.joining,
            today=timezone.localdate(),
            ends_on=cohort.ends_on,
            closes_on=cohort.joining_closes_on,
            taken=places_taken(cohort),
            capacity=cohort.capacity,
            was_withdrawn=membership is not None and membership.state == MembershipState.WITHDRAWN,
        )
    )


def waiting_members(cohort: Cohort) -> list[Membership]:
    """Who waits to be let in, the longest first. One query."""
    return list(
        cohort.memberships.filter(state=MembershipState.WAITING)
        .select_related("user", "firm", "cohort")
        .order_by("joined_at", "pk")
    )


def cohort_course_titles(cohort: Cohort) -> list[dict[str, Any]]:
    """The group's courses in order: title from the newest edition (the page's title when there is none yet) and dates.
    Two queries, editions from the cache."""
    language = active_language()
    rows = list(
        cohort.cohort_courses.values("course__translation_key", "course__title", "starts_on", "due_on")
    )
    newest = newest_editions([row["course__translation_key"] for row in rows])
    found = []
    for row in rows:
        edition = newest.get(row["course__translation_key"])
        found.append(
            {
                "key": row["course__translation_key"],
                "title": outline_for(edition, language).title if edition else row["course__title"],
                "is_published": edition is not None,
                "starts_on": row["starts_on"],
                "due_on": row["due_on"],
            }
        )
    return found
