"""Memberships and enrolments for tests."""

from lms.courses.models import CoursePage, Edition
from lms.enrolments.models import Enrolment, Membership
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course, make_edition_row


def make_membership(cohort, user=None, **fields) -> Membership:
    """A person in a cohort."""
    return Membership.objects.create(cohort=cohort, user=user or UserFactory(), **fields)


def make_enrolment(
    *, user=None, course: CoursePage | None = None, edition: Edition | None = None, membership=None
) -> Enrolment:
    """A person takes a course (made with one edition when none is given)."""
    if edition is None:
        course = course or make_course()
        edition = Edition.objects.filter(course=course).first() or make_edition_row(course)
    return Enrolment.objects.create(
        user=user or (membership.user if membership else UserFactory()),
        course=edition.course,
        course_key=edition.course_key,
        edition=edition,
        membership=membership,
    )
