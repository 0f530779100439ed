"""A kept query gives what the queryset gives, for each value anew."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import BigAutoField, CharField, Count, DateTimeField, F, UUIDField
from django.utils import timezone

from accounts.models import Role, RoleAssignment, User
from core.kept_queries import KeptQuery
from lms.enrolments.models import Enrolment
from lms.enrolments.selectors.reading import enrolment_for, enrolments_for_reading, enrolments_of
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory

pytestmark = pytest.mark.django_db


def test_each_value_has_its_own_rows():
    ada, beyza = UserFactory(), UserFactory()
    query = KeptQuery(lambda pk: User.objects.filter(pk=pk), BigAutoField())
    assert query.rows(ada.pk) == [ada]
    assert query.rows(beyza.pk) == [beyza]
    assert query.rows(beyza.pk + 1000) == []
    assert query.first(ada.pk) == ada
    assert query.first(beyza.pk + 1000) is None


def test_rows_are_read_anew_each_time():
    ada = UserFactory(first_name="Ada")
    query = KeptQuery(lambda pk: User.objects.filter(pk=pk), BigAutoField())
    assert query.first(ada.pk).first_name == "Ada"
    User.objects.filter(pk=ada.pk).update(first_name="Beyza")
    assert query.first(ada.pk).first_name == "Beyza"


def test_several_values_go_to_their_places():
    """Also when they are written in another order, twice, or within a subquery, beside values that stay."""
    ada, beyza = UserFactory(), UserFactory()
    give_role(ada, Role.TRAINER)
    give_role(ada, Role.EDITOR)
    give_role(beyza, Role.TRAINER)
    query = KeptQuery(
        lambda role, user: (
            RoleAssignment.objects.filter(revoked_at=None, user=user, role=role)
            .filter(user__in=User.objects.filter(pk=user, is_active=True))
            .values_list("user", "role")
        ),
        CharField(),
        BigAutoField(),
    )
    assert query.rows(Role.EDITOR, ada.pk) == [(ada.pk, "editor")]
    assert query.rows(Role.EDITOR, beyza.pk) == []
    assert query.rows(Role.TRAINER, beyza.pk) == [(beyza.pk, "trainer")]


def test_kinds_of_values_and_annotations():
    """Times and UUIDs are written as each database wants them."""
    user = UserFactory()
    give_role(user, Role.TRAINER)
    since = KeptQuery(
        lambda moment: (
            RoleAssignment.objects.filter(granted_at__gte=moment).values("user").annotate(count=Count("pk"))
        ),
        DateTimeField(),
    )
    now = timezone.now()
    assert {"user": user.pk, "count": 1} in since.rows(now - timedelta(minutes=5))
    assert since.rows(now + timedelta(minutes=5)) == []
    flat = KeptQuery(
        lambda user: RoleAssignment.objects.filter(user=user).values_list("role", flat=True), BigAutoField()
    )
    assert flat.rows(user.pk) == ["trainer"]


def test_joined_and_annotated_as_the_queryset_has_them(django_assert_num_queries):
    course = make_course()
    make_edition_row(course)
    membership = make_membership(cohort=CohortFactory())
    enrolment = make_enrolment(course=course, user=membership.user, membership=membership)
    key = enrolment.course_key
    expected = enrolments_for_reading().get(pk=enrolment.pk)
    with django_assert_num_queries(1):
        found = enrolment_for(membership.user, key)
        assert found == expected
        assert (found.edition.number, found.membership.cohort.name, found.opens_on) == (
            expected.edition.number,
            expected.membership.cohort.name,
            expected.opens_on,
        )
        assert found._state.fields_cache["completion"] is None
    assert found.get_deferred_fields() == expected.get_deferred_fields()
    assert enrolment_for(UserFactory(), key) is None
    assert enrolment_for(membership.user, uuid4()) is None
    assert enrolments_of(membership.user) == [enrolment]


def test_what_cannot_be_kept():
    with pytest.raises(ValueError, match="None has another SQL"):
        KeptQuery(lambda pk: User.objects.filter(pk=pk), BigAutoField()).rows(None)
    query = KeptQuery(
        lambda key: Enrolment.objects.filter(course_key=key).order_by(F("pk")).prefetch_related("course"),
        UUIDField(),
    )
    with pytest.raises(ValueError, match="prefetches"):
        query.rows(uuid4())
