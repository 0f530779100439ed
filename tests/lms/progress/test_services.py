"""Marking as done, and what completes a course."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from lms.attendance.models import AttendanceRecord, ClassSession
from lms.attendance.signals import attendance_recorded
from lms.courses.models import Edition
from lms.enrolments.services import move_to_edition, withdraw
from lms.progress.exceptions import ActivityNotInCourse, CourseNotRunning, NotEarned, NotSelfMarkable
from lms.progress.models import ActivityCompletion, CourseCompletion
from lms.progress.selectors import progress_of, progress_of_many
from lms.progress.services import complete_activity, recompute
from lms.progress.signals import activity_completed, course_completed
from lms.quizzes.signals import attempt_submitted
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment
from tests.lms.progress.conftest import hand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What the signals said."""
    events: list = []

    def on_activity(sender, completion, **kwargs):
        events.append(("activity", str(completion.activity_key)))

    def on_course(sender, completion, **kwargs):
        events.append(("course", completion.enrolment_id))

    activity_completed.connect(on_activity)
    course_completed.connect(on_course)
    yield events
    activity_completed.disconnect(on_activity)
    course_completed.disconnect(on_course)


def hold_session(learning, *, presence: str | None = "present", days_ago: int = 1) -> ClassSession:
    starts = timezone.now() - timedelta(days=days_ago)
    session = ClassSession.objects.create(
        cohort=learning.cohort,
        course=learning.course,
        course_key=learning.key,
        title="Ders",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )
    if presence:
        AttendanceRecord.objects.create(
            session=session, membership=learning.membership, presence=presence, idempotency_key=uuid4().hex
        )
    learning.membership.joined_at = timezone.now() - timedelta(days=100)
    learning.membership.save()
    return session


def read_all(learning) -> None:
    for key in learning.lessons:
        complete_activity(enrolment=learning.enrolment, activity_key=key, source="self", by=learning.user)


class TestMarking:
    def test_twice_is_once(self, learning, heard):
        for _index in range(2):
            complete_activity(enrolment=learning.enrolment, activity_key=learning.lessons[0], source="self")
        assert heard == [("activity", learning.lessons[0])]
        assert ActivityCompletion.objects.count() == 1

    def test_not_what_her_edition_does_not_have(self, learning):
        with pytest.raises(ActivityNotInCourse):
            complete_activity(enrolment=learning.enrolment, activity_key=uuid4(), source="self")
        other = make_edition_row(make_course(title="Başka"))
        key = other.outline["modules"][0]["lessons"][0]["key"]
        for source in ("self", "server", "person"):
            with pytest.raises(ActivityNotInCourse):
                complete_activity(enrolment=learning.enrolment, activity_key=key, source=source)

    def test_a_quiz_cannot_be_marked_by_herself(self, learning):
        with pytest.raises(NotSelfMarkable):
            complete_activity(enrolment=learning.enrolment, activity_key=learning.quiz, source="self")

    def test_the_server_needs_a_passed_attempt(self, learning):
        with pytest.raises(NotEarned):
            complete_activity(enrolment=learning.enrolment, activity_key=learning.quiz, source="server")
        hand_in(learning.enrolment, learning.quiz, percent=69)
        with pytest.raises(NotEarned):
            complete_activity(enrolment=learning.enrolment, activity_key=learning.quiz, source="server")
        hand_in(learning.enrolment, learning.quiz, percent=70, number=2)
        complete_activity(enrolment=learning.enrolment, activity_key=learning.quiz, source="server")

    def test_somebody_elses_attempt_does_not_count(self, learning):
        other = make_enrolment(edition=learning.edition)
        hand_in(other, learning.quiz, percent=100)
        with pytest.raises(NotEarned):
            complete_activity(enrolment=learning.enrolment, activity_key=learning.quiz, source="server")

    def test_not_after_leaving(self, learning):
        withdraw(enrolment=learning.enrolment, by=learning.user)
        with pytest.raises(CourseNotRunning):
            complete_activity(enrolment=learning.enrolment, activity_key=learning.lessons[0], source="self")

    def test_records_cannot_be_changed(self, learning):
        row = complete_activity(enrolment=learning.enrolment, activity_key=learning.lessons[0], source="self")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ActivityCompletion.objects.filter(pk=row.pk).update(source="person")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ActivityCompletion.objects.filter(pk=row.pk).delete()


class TestCompleting:
    def test_lessons_quiz_and_attendance_in_any_order(self, learning, heard):
        session = hold_session(learning)
        read_all(learning)
        assert not CourseCompletion.objects.exists()
        attempt = hand_in(learning.enrolment, learning.quiz, percent=80)
        attempt_submitted.send(sender=type(attempt), attempt=attempt)
        completion = CourseCompletion.objects.get()
        assert completion.trace["is_complete"] is True
        assert heard[-1] == ("course", learning.enrolment.pk)
        attendance_recorded.send(sender=ClassSession, session=session, memberships=[learning.membership])
        assert heard.count(("course", learning.enrolment.pk)) == 1

    def test_attendance_may_be_the_last_thing(self, learning):
        missed = hold_session(learning, presence=None)
        AttendanceRecord.objects.create(
            session=missed, membership=learning.membership, presence="absent", idempotency_key="1"
        )
        read_all(learning)
        attempt = hand_in(learning.enrolment, learning.quiz, percent=80)
        attempt_submitted.send(sender=type(attempt), attempt=attempt)
        assert progress_of(learning.enrolment).trace.in_words() == "missing: session 1"
        AttendanceRecord.objects.create(
            session=missed, membership=learning.membership, presence="late", idempotency_key="2"
        )
        attendance_recorded.send(sender=ClassSession, session=missed, memberships=[learning.membership])
        assert CourseCompletion.objects.exists()

    def test_sessions_to_come_keep_it_open(self, learning):
        hold_session(learning)
        hold_session(learning, presence=None, days_ago=-7)
        read_all(learning)
        attempt = hand_in(learning.enrolment, learning.quiz, percent=80)
        attempt_submitted.send(sender=type(attempt), attempt=attempt)
        assert not CourseCompletion.objects.exists()
        assert progress_of(learning.enrolment).trace.in_words() == "missing: session 2"

    def test_a_failed_attempt_completes_nothing_and_is_named(self, learning):
        read_all(learning)
        attempt = hand_in(learning.enrolment, learning.quiz, percent=62)
        attempt_submitted.send(sender=type(attempt), attempt=attempt)
        assert not CourseCompletion.objects.exists()
        progress = progress_of(learning.enrolment)
        assert progress.trace.in_words() == "missing: quiz 1 best 62 < 70"
        assert (progress.missing[0].key, progress.missing[0].title) == (learning.quiz, "Sınav")
        assert progress.next_step.key == learning.quiz

    def test_a_worse_attempt_later_takes_nothing_away(self, learning):
        for number, percent in ((1, 90), (2, 10)):
            attempt = hand_in(learning.enrolment, learning.quiz, percent=percent, number=number)
            attempt_submitted.send(sender=type(attempt), attempt=attempt)
        assert learning.quiz in progress_of(learning.enrolment).done

    def test_a_new_edition_with_more_lessons_takes_nothing_away(self, learning):
        read_all(learning)
        attempt = hand_in(learning.enrolment, learning.quiz, percent=80)
        attempt_submitted.send(sender=type(attempt), attempt=attempt)
        before = progress_of(learning.enrolment)
        assert before.is_complete
        outline = {**learning.edition.outline}
        outline["modules"] = [
            *outline["modules"],
            *make_edition_row(make_course(title="Ek")).outline["modules"],
        ]
        newer = Edition.objects.create(
            course=learning.course,
            course_key=learning.key,
            number=2,
            line=2,
            outline=outline,
            rules=learning.edition.rules,
            digest="2",
        )
        move_to_edition(enrolments=[learning.enrolment], edition=newer, by=None)
        after = progress_of(learning.enrolment)
        assert after.is_complete
        assert after.percent == 100
        assert after.done == before.done

    def test_moving_to_an_edition_that_asks_for_less_completes(self, learning):
        complete_activity(enrolment=learning.enrolment, activity_key=learning.lessons[0], source="self")
        outline = {**learning.edition.outline}
        module = outline["modules"][0]
        outline["modules"] = [{**module, "lessons": [{**module["lessons"][0], "activities": []}]}]
        newer = Edition.objects.create(
            course=learning.course,
            course_key=learning.key,
            number=2,
            line=2,
            outline=outline,
            rules=learning.edition.rules,
            digest="2",
        )
        move_to_edition(enrolments=[learning.enrolment], edition=newer, by=None)
        assert CourseCompletion.objects.get().edition == newer

    def test_recompute_catches_up_and_is_idempotent(self, learning):
        for key in learning.lessons:
            ActivityCompletion.objects.create(enrolment=learning.enrolment, activity_key=key, source="self")
        hand_in(learning.enrolment, learning.quiz, percent=80)
        assert len(recompute(course_key=learning.key)) == 1
        assert recompute(course_key=learning.key) == []
        assert recompute() == []
        assert ActivityCompletion.objects.filter(activity_key=learning.quiz, source="server").count() == 1


class TestMany:
    def test_the_same_answer_as_one_by_one_in_constant_queries(self, learning, django_assert_max_num_queries):
        hold_session(learning)
        others = [make_enrolment(edition=learning.edition) for _index in range(3)]
        complete_activity(enrolment=others[0], activity_key=learning.lessons[0], source="self")
        hand_in(others[1], learning.quiz, percent=55)
        enrolments = [learning.enrolment, *others]
        one_by_one = {one.pk: progress_of(one) for one in enrolments}
        with django_assert_max_num_queries(5):
            assert progress_of_many(enrolments) == one_by_one
        enrolments += [make_enrolment(edition=learning.edition) for _index in range(20)]
        with django_assert_max_num_queries(5):
            progress_of_many(enrolments)

    def test_of_nobody(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert progress_of_many([]) == {}
