"""Screens of sessions: without script, for the right people only, at two sizes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from lms.attendance.models import AttendanceRecord, ClassSession
from lms.attendance.selectors import register_of
from tests.factories.accounts import UserFactory, give_role
from tests.factories.attendance import make_session
from tests.factories.courses import make_course
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory, add_course


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def cohort(db):
    return CohortFactory()


@pytest.fixture
def trainer(cohort):
    user = UserFactory()
    give_role(user, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    return user


@pytest.fixture
def session(cohort):
    return make_session(cohort)


FORM = {
    "title": "Kırmızı etiket uygulaması",
    "day": "2027-03-02",
    "starts": "10:00",
    "ends": "12:30",
    "mode": "face_to_face",
    "place": "Atölye 2",
    "link": "",
    "course": "",
}


class TestPlanning:
    def test_planning_changing_and_cancelling_without_script(self, cohort, trainer):
        client = sign_in(trainer)
        course = make_course()
        add_course(cohort, course)
        new = reverse("lms:session-create", args=[cohort.uuid])
        assert client.get(new).status_code == 200
        assert client.post(new, {**FORM, "course": str(course.pk)}).status_code == 302
        session = ClassSession.objects.get()
        assert (session.course_key, session.trainer) == (course.key, trainer)
        assert timezone.localtime(session.starts_at).isoformat() == "2027-03-02T10:00:00+03:00"
        edit = reverse("lms:session-edit", args=[session.uuid])
        assert 'value="2027-03-02"' in client.get(edit).content.decode()
        assert client.post(edit, {**FORM, "starts": "11:00"}).status_code == 302
        assert (
            client.post(
                reverse("lms:session-cancel", args=[session.uuid]), {"cancel-reason": "Hasta"}
            ).status_code
            == 302
        )
        session.refresh_from_db()
        assert session.cancelled_at is not None and session.course_key is None
        assert client.get(reverse("lms:cohort-sessions", args=[cohort.uuid])).status_code == 200

    def test_turkish_day_and_time_are_understood(self, cohort, trainer):
        sign_in(trainer).post(
            reverse("lms:session-create", args=[cohort.uuid]),
            {**FORM, "day": "02.03.2027", "starts": "10.00"},
        )
        assert timezone.localtime(ClassSession.objects.get().starts_at).date() == date(2027, 3, 2)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"title": ""}, "title"),
            ({"day": "31.02.2027"}, "day"),
            ({"day": "99999-01-01"}, "day"),
            ({"starts": "25:00"}, "starts"),
            ({"ends": "09:00"}, "ends"),
            ({"starts": "00:00", "ends": "23:59"}, "ends"),
            ({"place": ""}, "place"),
            ({"mode": "live_online"}, "link"),
            ({"mode": "live_online", "link": "javascript:alert(1)"}, "link"),
            ({"mode": "x"}, "mode"),
            ({"course": "999"}, "course"),
        ],
    )
    def test_bad_input_is_said_at_its_field_and_kept(self, cohort, trainer, changes, field):
        answer = sign_in(trainer).post(reverse("lms:session-create", args=[cohort.uuid]), {**FORM, **changes})
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert not ClassSession.objects.exists()

    def test_the_next_session_is_like_the_last(self, cohort, trainer):
        make_session(cohort, starts_in=timedelta(days=-3), place="Atölye 9")
        form = sign_in(trainer).get(reverse("lms:session-create", args=[cohort.uuid])).context["form"]
        assert form.initial["place"] == "Atölye 9"
        assert form.initial["day"] > timezone.localdate()


class TestRegister:
    @pytest.fixture
    def members(self, cohort):
        return [make_membership(cohort) for _number in range(3)]

    def post(self, trainer, session, data, **headers):
        return sign_in(trainer).post(
            reverse("lms:attendance-record", args=[session.uuid]), data, headers=headers
        )

    def test_all_present_then_one_exception(self, trainer, session, members):
        assert self.post(trainer, session, {"key": "a", "all": "1"}).status_code == 302
        assert register_of(session).count("present") == 3
        self.post(trainer, session, {"key": "b", f"p-{members[1].uuid}": "late"})
        assert register_of(session).count("late") == 1

    def test_all_present_keeps_what_was_recorded_or_ticked(self, trainer, session, members):
        self.post(trainer, session, {"key": "a", f"p-{members[0].uuid}": "absent"})
        self.post(trainer, session, {"key": "b", "all": "1", f"p-{members[1].uuid}": "excused"})
        register = register_of(session)
        assert [register.count(word) for word in ("absent", "excused", "present")] == [1, 1, 1]

    def test_the_script_gets_what_stands_in_the_database(self, trainer, session, members):
        data = self.post(
            trainer, session, {"key": "a", f"p-{members[0].uuid}": "late"}, accept="application/json"
        ).json()
        assert data["recorded"] == 1 and data["entries"][str(members[0].uuid)] == "late"

    def test_a_late_correction_asks_for_its_reason_and_keeps_what_was_tapped(self, trainer, session, members):
        import time_machine

        self.post(trainer, session, {"key": "a", "all": "1"})
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            tap = {"key": "b", f"p-{members[0].uuid}": "absent"}
            assert self.post(trainer, session, tap, accept="application/json").json()["needs_reason"]
            answer = self.post(trainer, session, tap)
            assert answer.status_code == 422
            assert 'value="absent" checked' in answer.content.decode()
            assert self.post(trainer, session, {**tap, "reason": "Yanlış kişi"}).status_code == 302
        assert register_of(session).count("absent") == 1

    def test_a_member_of_another_group_is_passed_over(self, trainer, session, members):
        stranger = make_membership(CohortFactory())
        self.post(trainer, session, {"key": "a", f"p-{stranger.uuid}": "present"})
        assert not AttendanceRecord.objects.exists()

    def test_nonsense_is_refused(self, trainer, session, members):
        assert (
            self.post(trainer, session, {"key": "a", f"p-{members[0].uuid}": "x" * 5000}).status_code == 422
        )
        assert (
            self.post(trainer, session, {"key": "k" * 5000, f"p-{members[0].uuid}": "late"}).status_code
            == 302
        )

    def test_before_its_time_it_can_be_read_only(self, trainer, cohort, members):
        session = make_session(cohort, starts_in=timedelta(days=1))
        page = sign_in(trainer).get(reverse("lms:session-register", args=[session.uuid])).content.decode()
        assert "disabled" in page and 'name="all"' not in page
        assert self.post(trainer, session, {"key": "a", "all": "1"}).status_code == 422

    def test_who_was_signed_out_is_told(self, session):
        url = reverse("lms:attendance-record", args=[session.uuid])
        assert Client().post(url, {}, headers={"accept": "application/json"}).status_code == 401
        assert Client().post(url, {}).status_code == 302

    def test_thirty_people_cost_as_many_queries_as_three(self, trainer, cohort, session):
        client, counts = sign_in(trainer), []
        url = reverse("lms:session-register", args=[session.uuid])
        for number in (3, 27):
            for _person in range(number):
                make_membership(cohort)
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestWho:
    """Security statements 1, 5, 6."""

    def urls(self, cohort, session):
        return [
            ("get", reverse("lms:cohort-sessions", args=[cohort.uuid])),
            ("get", reverse("lms:session-create", args=[cohort.uuid])),
            ("post", reverse("lms:session-create", args=[cohort.uuid])),
            ("get", reverse("lms:session-register", args=[session.uuid])),
            ("post", reverse("lms:attendance-record", args=[session.uuid])),
            ("get", reverse("lms:session-edit", args=[session.uuid])),
            ("post", reverse("lms:session-edit", args=[session.uuid])),
            ("post", reverse("lms:session-cancel", args=[session.uuid])),
        ]

    def test_only_those_who_teach_the_group(self, cohort, trainer, session):
        member = make_membership(cohort).user
        other_trainer = UserFactory()
        give_role(other_trainer, Role.TRAINER, kind="cohort", identifier=CohortFactory().pk)
        officer = UserFactory()
        give_role(officer, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
        for method, url in self.urls(cohort, session):
            for person in (member, other_trainer, UserFactory()):
                assert getattr(sign_in(person), method)(url).status_code == 404, url
            assert getattr(Client(), method)(url).status_code == 302
            if method == "get":
                assert sign_in(officer).get(url).status_code == 200
        session.refresh_from_db()
        assert session.cancelled_at is None

    def test_the_calendar_file_is_for_the_group(self, cohort, trainer, session):
        url = reverse("lms:session-calendar", args=[session.uuid])
        member = make_membership(cohort).user
        for person in (member, trainer):
            answer = sign_in(person).get(url)
            assert answer.status_code == 200 and b"BEGIN:VEVENT" in answer.content
        assert sign_in(UserFactory()).get(url).status_code == 404
        assert Client().get(url).status_code == 302

    def test_a_trainee_sees_her_own_sessions_only(self, cohort, session):
        make_session(CohortFactory(), title="Başka grubun oturumu")
        page = sign_in(make_membership(cohort).user).get(reverse("lms:session-list")).content.decode()
        assert session.title in page and "Başka grubun" not in page
