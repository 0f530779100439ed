"""What a published edition or a changed group means for enrolments. Connected in lms/wiring.py."""

from typing import Any

from accounts.signals import guardianship_changed
from lms.courses.models import Edition
from lms.courses.registry import people_behind
from lms.courses.signals import edition_published
from lms.enrolments.models import MembershipState
from lms.enrolments.selectors.moving import people_behind_in_course
from lms.enrolments.services import enrol_members, follow_edition
from lms.enrolments.services.guardians import follow_guardian
from lms.enrolments.services.members import fill_places, follow_courses
from lms.programmes.models import Cohort
from lms.programmes.signals import cohort_changed, cohort_courses_changed


def on_edition_published(
    sender: Any, edition: Edition, previous: Edition | None = None, **_kwargs: Any
) -> None:
    """Texts changed: everybody follows. Something material changed: they wait for their trainer. The first edition:
    members of groups that have the course are enrolled."""
    if previous is None:
        for cohort in Cohort.objects.filter(cohort_courses__course=edition.course_id):
            members = cohort.memberships.filter(state=MembershipState.ACTIVE).select_related("user")
            enrol_members(cohort=cohort, memberships=members, by=edition.published_by)
    elif previous.line == edition.line:
        follow_edition(edition=edition, by=edition.published_by)


def on_cohort_courses_changed(
    sender: Any, cohort: Cohort, added: list[Any], removed: list[Any], by: Any, **_kwargs: Any
) -> None:
    """Members are enrolled in what is new, and no longer in what is gone."""
    follow_courses(cohort=cohort, added=added, removed=removed, by=by)


def on_cohort_changed(sender: Any, cohort: Cohort, by: Any, **_kwargs: Any) -> None:
    """There may be more places, or joining is open again."""
    fill_places(cohort=cohort, by=by)


def on_guardianship_changed(sender: Any, user: Any, by: Any, **_kwargs: Any) -> None:
    """Her places and courses wait, or go on."""
    follow_guardian(user=user, by=by)


def connect() -> None:
    """Listen; called once while Django starts."""
    edition_published.connect(on_edition_published, dispatch_uid="enrolments.edition_published")
    people_behind.register("enrolments", people_behind_in_course)
    cohort_courses_changed.connect(
        on_cohort_courses_changed, dispatch_uid="enrolments.cohort_courses_changed"
    )
    guardianship_changed.connect(on_guardianship_changed, dispatch_uid="enrolments.guardianship_changed")
    cohort_changed.connect(on_cohort_changed, dispatch_uid="enrolments.cohort_changed")
