"""Planning and recording: append-only, once each, with reasons."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox import deliver_all
from lms.attendance.exceptions import (
    CourseNotOfGroup,
    NotAMember,
    ReasonNeeded,
    SessionCancelled,
    SessionNotBegun,
    SessionWrong,
)
from lms.attendance.models import AttendanceRecord, SessionMode
from lms.attendance.selectors import (
    Share,
    attendance_share,
    attendance_shares,
    own_sessions,
    register_of,
    sessions_of_cohort,
    upcoming_sessions,
)
from lms.attendance.services import cancel_session, change_session, record_attendance
from lms.attendance.signals import attendance_recorded
from lms.enrolments.models import MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.attendance import make_session
from tests.factories.courses import make_course
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory, add_course


@pytest.fixture
def cohort(db):
    return CohortFactory()


@pytest.fixture
def members(cohort):
    since = timezone.now() - timedelta(days=20)
    return [make_membership(cohort, joined_at=since) for _number in range(3)]


@pytest.fixture
def session(cohort):
    return make_session(cohort)


def record(session, entries, key="k", **fields):
    return record_attendance(session=session, entries=entries, by=None, key=key, **fields)


class TestRecording:
    def test_each_key_adds_once(self, session, members):
        entries = dict.fromkeys(members, "present")
        assert len(record(session, entries)) == 3
        assert record(session, entries) == []
        assert record(session, dict.fromkeys(members, "absent")) == []
        assert AttendanceRecord.objects.count() == 3

    def test_saying_the_same_again_adds_nothing(self, session, members):
        record(session, {members[0]: "late"}, key="a")
        assert record(session, {members[0]: "late"}, key="b") == []

    def test_a_slip_is_put_right_without_a_reason_a_correction_is_not(self, session, members):
        now = timezone.now()
        with time_machine.travel(now, tick=False) as clock:
            record(session, {members[0]: "absent"}, key="a")
            clock.shift(timedelta(minutes=29))
            record(session, {members[0]: "present"}, key="b")
            clock.shift(timedelta(minutes=31))
            with pytest.raises(ReasonNeeded):
                record(session, {members[0]: "late", members[1]: "present"}, key="c")
            assert register_of(session).recorded == 1
            rows = record(session, {members[0]: "late"}, key="d", reason="  Geldiğini sonra gördüm ")
        assert rows[0].reason == "Geldiğini sonra gördüm"
        assert AttendanceRecord.objects.count() == 3
        row = next(one for one in register_of(session).rows if one.membership == members[0])
        assert (row.was, row.changes) == ("late", 2)

    def test_the_database_refuses_changes(self, session, members):
        record(session, {members[0]: "absent"})
        for act in (lambda rows: rows.update(presence="present"), lambda rows: rows._raw_delete("default")):
            with pytest.raises(IntegrityError), transaction.atomic():
                act(AttendanceRecord.objects.all())

    def test_strangers_and_strange_words_are_refused(self, session, members):
        stranger = make_membership(CohortFactory())
        with pytest.raises(NotAMember):
            record(session, {members[0]: "present", stranger: "present"})
        with pytest.raises(SessionWrong):
            record(session, {members[0]: "asleep"})
        assert not AttendanceRecord.objects.exists()

    def test_neither_before_its_time_nor_after_cancelling(self, cohort, members):
        with pytest.raises(SessionNotBegun):
            record(make_session(cohort, starts_in=timedelta(hours=2)), {members[0]: "present"})
        cancelled = make_session(cohort)
        cancel_session(session=cancelled, by=None)
        with pytest.raises(SessionCancelled):
            record(cancelled, {members[0]: "present"})

    def test_progress_hears_of_everybody_whose_share_changed(self, session, members):
        heard = []

        def hear(session, memberships, **_kwargs):
            heard.append({member.pk for member in memberships})

        attendance_recorded.connect(hear)
        try:
            record(session, {members[0]: "present"}, key="a")
            record(session, {members[1]: "present"}, key="b")
            record(session, {members[1]: "present"}, key="c")
        finally:
            attendance_recorded.disconnect(hear)
        assert heard == [{member.pk for member in members}, {members[1].pk}]

    def test_everybody_at_once_costs_as_many_queries_as_one(self, cohort):
        counts = []
        for number in (2, 30):
            session = make_session(cohort)
            everybody = [make_membership(cohort) for _person in range(number)]
            with CaptureQueriesContext(connection) as queries:
                record(session, dict.fromkeys(everybody, "present"), key=f"n{number}")
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestPlanning:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"title": "  "}, "title"),
            ({"hours": 0}, "ends_at"),
            ({"hours": -1}, "ends_at"),
            ({"hours": 13}, "ends_at"),
            ({"place": ""}, "place"),
            ({"mode": SessionMode.LIVE_ONLINE}, "link"),
            ({"mode": SessionMode.LIVE_ONLINE, "link": "javascript:alert(1)"}, "link"),
            ({"mode": "telepathic"}, "mode"),
        ],
    )
    def test_what_a_session_needs(self, cohort, fields, field):
        with pytest.raises(SessionWrong) as refused:
            make_session(cohort, **fields)
        assert refused.value.field == field

    def test_a_course_of_another_group_is_refused(self, cohort):
        with pytest.raises(CourseNotOfGroup):
            make_session(cohort, course=make_course())

    def test_members_are_told_of_a_change_once(self, cohort, members):
        nobody = make_membership(cohort, user=UserFactory(email=None))
        left = make_membership(cohort, state=MembershipState.WITHDRAWN)
        session = make_session(cohort, starts_in=timedelta(days=1))
        assert not OutboxMessage.objects.filter(topic="core.notify").exists()
        change_session(session=session, by=None, place="Atölye 3")
        change_session(session=session, by=None, place="Atölye 3")
        told = OutboxMessage.objects.get(topic="core.notify").payload
        assert set(told["users"]) == {member.user_id for member in [*members, nobody]}
        assert left.user_id not in told["users"]
        assert told["kind"] == "session_changed"

    def test_the_past_is_changed_without_mail(self, cohort, members):
        session = make_session(cohort, starts_in=timedelta(days=-3))
        change_session(session=session, by=None, place="Atölye 3")
        cancel_session(session=session, by=None)
        assert not OutboxMessage.objects.filter(topic="core.notify").exists()

    def test_cancelling_tells_once_and_stays(self, cohort, members):
        session = make_session(cohort, starts_in=timedelta(days=1))
        for _click in range(2):
            cancel_session(session=session, by=None, reason="Eğitmen hasta")
        assert len(OutboxMessage.objects.get(topic="core.notify").payload["users"]) == 3
        session.refresh_from_db()
        assert session.cancelled_at is not None
        with pytest.raises(SessionCancelled):
            change_session(session=session, by=None, place="x")

    @pytest.mark.parametrize("language", ["tr", "en", "ar"])
    @pytest.mark.parametrize("kind", ["session_changed", "session_cancelled"])
    def test_the_mail_can_be_written(self, cohort, language, kind, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        member = make_membership(cohort, user=UserFactory(language=language))
        session = make_session(cohort, starts_in=timedelta(days=1))
        if kind == "session_changed":
            change_session(session=session, by=None, place="Atölye 3")
        else:
            cancel_session(session=session, by=None)
        deliver_all()
        (sent,) = mail.outbox
        assert sent.to == [member.user.email] and session.title in sent.body


class TestShares:
    @pytest.fixture
    def course(self, cohort):
        course = make_course()
        add_course(cohort, course)
        return course

    def test_a_share_of_a_course(self, cohort, members, course):
        key = course.key
        words = ["present", "late", "absent", "excused"]
        for number, word in enumerate(words):
            session = make_session(cohort, course=course, starts_in=timedelta(days=-10 + number))
            record(session, {members[0]: word}, key=f"s{number}")
        make_session(cohort, course=course, starts_in=timedelta(days=2))
        other = make_session(cohort, starts_in=timedelta(days=-2))
        record(other, {members[0]: "absent"}, key="o")
        assert attendance_share(members[0], key) == Share(2, 3, 1)
        assert attendance_share(members[1], key) == Share(0, 4, 1)

    def test_a_correction_counts_a_cancelled_session_does_not(self, cohort, members, course):
        session = make_session(cohort, course=course)
        record(session, {members[0]: "absent"}, key="a")
        record(session, {members[0]: "present"}, key="b")
        assert attendance_share(members[0], course.key) == Share(1, 1)
        cancel_session(session=session, by=None)
        assert attendance_share(members[0], course.key) == Share(0, 0)

    def test_many_members_cost_two_queries(self, cohort, members, course, django_assert_num_queries):
        for number in range(6):
            session = make_session(cohort, course=course, starts_in=timedelta(days=-number - 1))
            record(session, dict.fromkeys(members, "present"), key=f"s{number}")
        for some in (members[:1], members):
            with django_assert_num_queries(2):
                assert attendance_shares(some, course.key)[some[0].pk].attended == 6


class TestLists:
    def test_a_persons_next_sessions(self, cohort, members, django_assert_num_queries):
        soon = make_session(cohort, starts_in=timedelta(days=1))
        running = make_session(cohort)
        make_session(cohort, starts_in=timedelta(days=-2))
        cancel_session(session=make_session(cohort, starts_in=timedelta(days=3)), by=None)
        make_session(CohortFactory(), starts_in=timedelta(days=1))
        with django_assert_num_queries(1):
            assert upcoming_sessions(members[0].user) == [running, soon]
        assert upcoming_sessions(UserFactory()) == []

    def test_a_persons_own_entries(self, cohort, members):
        session = make_session(cohort)
        record(session, {members[0]: "absent", members[1]: "present"}, key="a")
        record(session, {members[0]: "late"}, key="b")
        assert own_sessions(members[0].user).get().was == "late"
        assert own_sessions(members[2].user).get().was is None

    def test_a_groups_sessions_count_newest_entries(self, cohort, members, django_assert_num_queries):
        session = make_session(cohort)
        record(session, {members[0]: "absent", members[1]: "present"}, key="a")
        record(session, {members[0]: "late"}, key="b")
        make_session(cohort, starts_in=timedelta(days=1))
        with django_assert_num_queries(1):
            rows = list(sessions_of_cohort(cohort))
        assert [(row.recorded, row.there) for row in rows] == [(2, 2), (None, None)]
