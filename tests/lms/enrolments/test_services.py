"""Joining, enrolling, leaving, and following editions."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from core.models import AuditEntry, OutboxMessage
from core.outbox import deliver_all
from lms.courses.models import CoursePage, Edition
from lms.courses.signals import edition_published
from lms.enrolments.exceptions import CohortFull, CourseNotOpen, JoiningClosed, NotWaiting, OnOtherTrack
from lms.enrolments.models import Enrolment, EnrolmentMove, Membership
from lms.enrolments.selectors import enrolment_for, enrolments_of, is_open_now, latest_update
from lms.enrolments.services import (
    approve_membership,
    decline_membership,
    enrol,
    join_cohort,
    leave_cohort,
    move_to_edition,
    withdraw,
)
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, TrackFactory, add_course

pytestmark = pytest.mark.django_db


def published_course(**fields) -> CoursePage:
    course = make_course(**fields)
    make_edition_row(course)
    return course


def another_edition(edition: Edition, *, number: int, line: int, outline=None) -> Edition:
    return Edition.objects.create(
        course=edition.course,
        course_key=edition.course_key,
        number=number,
        line=line,
        outline=outline or edition.outline,
        rules=edition.rules,
        digest=f"digest-{number}",
    )


class TestJoining:
    def test_enrols_in_every_published_course_with_its_due_day(self):
        cohort = CohortFactory()
        first, second = published_course(title="Birinci"), published_course(title="İkinci")
        add_course(cohort, first, sort_order=1, due_on=date(2030, 5, 1))
        add_course(cohort, second, sort_order=2)
        add_course(cohort, make_course(title="Daha yazılmadı"), sort_order=3)
        user = UserFactory()
        membership = join_cohort(user=user, cohort=cohort, source="join_code")
        assert membership.state == "active"
        rows = enrolments_of(user)
        assert [row.course_id for row in rows] == [first.pk, second.pk]
        assert [row.due_on for row in rows] == [date(2030, 5, 1), None]
        assert {row.membership_id for row in rows} == {membership.pk}

    def test_twice_is_once(self):
        cohort = CohortFactory()
        add_course(cohort, published_course())
        user = UserFactory()
        one = join_cohort(user=user, cohort=cohort, source="join_code")
        two = join_cohort(user=user, cohort=cohort, source="join_code")
        assert one == two
        assert Enrolment.objects.count() == 1

    def test_one_mail_for_all_courses(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        cohort = CohortFactory(name="Iğdır 2. grup")
        add_course(cohort, published_course(title="Birinci"))
        add_course(cohort, published_course(title="İkinci"))
        join_cohort(user=UserFactory(language="en"), cohort=cohort, source="join_code")
        deliver_all()
        assert len(mail.outbox) == 1
        assert mail.outbox[0].subject == "You are in the group “Iğdır 2. grup”"
        body = mail.outbox[0].body
        assert "Birinci" in body
        assert "İkinci" in body
        assert "/en/dashboard/" in body

    def test_a_full_group_gives_a_place_on_the_list_and_the_next_gets_a_freed_place(self):
        cohort = CohortFactory(capacity=1)
        add_course(cohort, published_course())
        first, second, third = UserFactory(), UserFactory(), UserFactory()
        inside = join_cohort(user=first, cohort=cohort, source="join_code")
        assert join_cohort(user=second, cohort=cohort, source="join_code").state == "waiting"
        assert join_cohort(user=third, cohort=cohort, source="join_code").state == "waiting"
        assert enrolments_of(second) == []
        leave_cohort(membership=inside, by=first)
        assert [Membership.objects.get(user=user).state for user in (first, second, third)] == [
            "withdrawn",
            "active",
            "waiting",
        ]
        assert len(enrolments_of(second)) == 1
        assert enrolments_of(first) == []

    def test_an_officer_cannot_overfill(self):
        cohort = CohortFactory(capacity=1)
        make_membership(cohort)
        with pytest.raises(CohortFull):
            join_cohort(user=UserFactory(), cohort=cohort, source="officer", by=UserFactory())

    def test_an_officer_may_add_after_joining_closed(self):
        cohort = CohortFactory(joining="closed")
        officer = UserFactory()
        membership = join_cohort(user=UserFactory(), cohort=cohort, source="officer", by=officer)
        assert membership.state == "active"
        assert AuditEntry.objects.filter(action="membership.added", actor=officer).exists()

    @pytest.mark.parametrize(
        "fields",
        [
            {"joining": "closed"},
            {"joining_closes_on": date.today() - timedelta(days=1)},
            {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 3, 1)},
        ],
    )
    def test_closed(self, fields):
        with pytest.raises(JoiningClosed):
            join_cohort(user=UserFactory(), cohort=CohortFactory(**fields), source="join_code")
        assert not Membership.objects.exists()

    def test_approval(self):
        cohort = CohortFactory(joining="approval", capacity=1)
        add_course(cohort, published_course())
        trainer = UserFactory()
        waiting = join_cohort(user=UserFactory(), cohort=cohort, source="join_code")
        late = join_cohort(user=UserFactory(), cohort=cohort, source="join_code")
        assert waiting.state == "waiting"
        approve_membership(membership=waiting, by=trainer)
        assert Membership.objects.get(pk=waiting.pk).state == "active"
        assert Enrolment.objects.filter(user=waiting.user).count() == 1
        with pytest.raises(CohortFull):
            approve_membership(membership=late, by=trainer)
        with pytest.raises(NotWaiting):
            approve_membership(membership=waiting, by=trainer)
        decline_membership(membership=late, by=trainer)
        with pytest.raises(NotWaiting):
            decline_membership(membership=late, by=trainer)

    def test_whoever_was_taken_out_comes_back_only_with_approval(self):
        cohort = CohortFactory()
        user = UserFactory()
        membership = join_cohort(user=user, cohort=cohort, source="join_code")
        other = join_cohort(user=UserFactory(), cohort=cohort, source="join_code")
        leave_cohort(membership=membership, by=UserFactory(), reason="Başka gruba geçti")
        assert join_cohort(user=user, cohort=cohort, source="join_code").state == "waiting"
        # A place that becomes free does not let her in either.
        leave_cohort(membership=other, by=UserFactory())
        assert Membership.objects.get(pk=membership.pk).state == "waiting"

    def test_one_track_of_a_programme(self):
        operators = CohortFactory()
        agents = CohortFactory(track=TrackFactory(programme=operators.programme, code="change-agent"))
        user = UserFactory()
        join_cohort(user=user, cohort=operators, source="join_code")
        with pytest.raises(OnOtherTrack):
            join_cohort(user=user, cohort=agents, source="officer", by=UserFactory())
        # The same track once more, or another programme, is fine.
        join_cohort(
            user=user, cohort=CohortFactory(track=operators.track), source="officer", by=UserFactory()
        )
        join_cohort(user=user, cohort=CohortFactory(), source="join_code")


class TestEnrolling:
    def test_an_open_course(self):
        course = published_course(is_open=True)
        user = UserFactory()
        enrolment = enrol(user=user, course=course)
        assert enrol(user=user, course=course) == enrolment
        assert enrolment_for(user, course.key) == enrolment

    @pytest.mark.parametrize("fields", [{"is_open": False}, {"is_open": True, "is_announced": True}])
    def test_others_are_not_open(self, fields):
        with pytest.raises(CourseNotOpen):
            enrol(user=UserFactory(), course=published_course(**fields))

    def test_nothing_published(self):
        with pytest.raises(CourseNotOpen):
            enrol(user=UserFactory(), course=make_course(is_open=True))

    def test_withdrawn_and_back(self):
        course = published_course(is_open=True)
        user = UserFactory()
        enrolment = enrol(user=user, course=course)
        withdraw(enrolment=enrolment, by=user)
        assert enrolment_for(user, course.key) is None
        assert enrol(user=user, course=course).pk == enrolment.pk
        assert enrolment_for(user, course.key).pk == enrolment.pk

    def test_a_group_takes_over_what_she_began_on_her_own(self):
        course = published_course(is_open=True)
        user = UserFactory()
        alone = enrol(user=user, course=course)
        cohort = CohortFactory()
        add_course(cohort, course)
        membership = join_cohort(user=user, cohort=cohort, source="join_code")
        assert Enrolment.objects.get().pk == alone.pk
        assert Enrolment.objects.get().membership == membership

    def test_a_course_of_the_group_that_starts_later_is_not_open_yet(self):
        cohort = CohortFactory()
        later, now = published_course(title="Sonra"), published_course(title="Şimdi")
        add_course(cohort, later, starts_on=date.today() + timedelta(days=3))
        add_course(cohort, now, starts_on=date.today())
        user = UserFactory()
        join_cohort(user=user, cohort=cohort, source="join_code")
        assert not is_open_now(enrolment_for(user, later.key))
        assert is_open_now(enrolment_for(user, now.key))


class TestEditions:
    def test_texts_are_followed_material_changes_wait(self):
        enrolment = make_enrolment()
        first = enrolment.edition
        second = another_edition(first, number=2, line=1)
        edition_published.send(sender=Edition, edition=second, previous=first, is_material=False)
        enrolment.refresh_from_db()
        assert enrolment.edition == second
        third = another_edition(first, number=3, line=2)
        edition_published.send(sender=Edition, edition=third, previous=second, is_material=True)
        enrolment.refresh_from_db()
        assert enrolment.edition == second
        # Texts of the new line do not pull along those who wait on the old one.
        fourth = another_edition(first, number=4, line=2)
        edition_published.send(sender=Edition, edition=fourth, previous=third, is_material=False)
        enrolment.refresh_from_db()
        assert enrolment.edition == second
        assert EnrolmentMove.objects.count() == 1

    def test_the_trainer_moves_them_and_it_is_written_down(self):
        enrolment = make_enrolment()
        newer = another_edition(enrolment.edition, number=2, line=2)
        older = enrolment.edition
        trainer = UserFactory()
        assert (
            move_to_edition(enrolments=[enrolment], edition=newer, by=trainer, reason="Yeni güvenlik dersi")
            == 1
        )
        assert move_to_edition(enrolments=[enrolment], edition=newer, by=trainer) == 0
        move = EnrolmentMove.objects.get()
        assert (move.from_edition, move.to_edition, move.moved_by, move.reason) == (
            older,
            newer,
            trainer,
            "Yeni güvenlik dersi",
        )
        assert latest_update(enrolment_for(enrolment.user, enrolment.course_key)) == move
        with time_machine.travel(timezone.now() + timedelta(days=60)):
            assert latest_update(enrolment_for(enrolment.user, enrolment.course_key)) is None

    def test_not_to_another_course(self):
        enrolment, other = make_enrolment(), make_enrolment(course=published_course(title="Başka"))
        with pytest.raises(ValueError, match="own course"):
            move_to_edition(enrolments=[enrolment], edition=other.edition, by=None)

    def test_moving_many_takes_as_many_queries_as_moving_few(self, django_assert_max_num_queries):
        edition = make_enrolment().edition
        for number, size in ((2, 3), (3, 30)):
            while Enrolment.objects.count() < size:
                make_enrolment(edition=edition)
            newer = another_edition(edition, number=number, line=1)
            rows = list(Enrolment.objects.filter(course_key=edition.course_key))
            with django_assert_max_num_queries(18):
                assert move_to_edition(enrolments=rows, edition=newer, by=None) == size

    def test_the_first_edition_enrols_members_who_waited_for_it(self):
        cohort = CohortFactory()
        course = make_course()
        add_course(cohort, course)
        inside = join_cohort(user=UserFactory(), cohort=cohort, source="join_code")
        outside = make_membership(cohort, state="waiting")
        edition = make_edition_row(course)
        edition_published.send(sender=Edition, edition=edition, previous=None, is_material=True)
        assert [row.user for row in Enrolment.objects.all()] == [inside.user]
        assert not Enrolment.objects.filter(user=outside.user).exists()
        assert OutboxMessage.objects.filter(topic="core.notify").count() == 1
