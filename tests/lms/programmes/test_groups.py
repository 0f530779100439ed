"""Making and changing groups: few answers, usual values, refusals, courses, trainers, the join link."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import Role, RoleAssignment
from core.models import AuditEntry
from lms.enrolments.models import Enrolment
from lms.enrolments.services import join_cohort
from lms.programmes.exceptions import GroupWrong
from lms.programmes.forms.group import next_monday
from lms.programmes.models import Cohort
from lms.programmes.rules.duration import disagrees, expected_end
from lms.programmes.services import add_course as add_to_group
from lms.programmes.services import change_group, create_group, renew_join_code
from lms.programmes.services import groups as group_services
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory, TrackFactory, add_course
from tests.factories.taxonomy import ProvinceFactory

pytestmark = pytest.mark.django_db
USUAL = {"capacity": 30, "joining": "code"}


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (date(2026, 6, 1), 2, date(2026, 7, 31)),
        (date(2026, 6, 15), 4, date(2026, 10, 14)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
    ],
)
def test_expected_end(starts_on, months, ends_on):
    assert expected_end(starts_on, months) == ends_on
    assert not disagrees(starts_on, ends_on, months)


def test_next_monday():
    assert next_monday(date(2026, 11, 24)) == date(2026, 11, 30)
    assert next_monday(date(2026, 11, 30)) == date(2026, 12, 7)


class TestMaking:
    def test_a_track_and_a_day_are_enough(self, client, officer, programme, track):
        answer = client.post(
            f"/teach/programmes/{programme.uuid}/groups/new/",
            {**USUAL, "track": track.pk, "starts_on": "2026-06-01"},
        )
        group = Cohort.objects.get()
        assert answer["Location"] == f"/teach/groups/{group.uuid}/courses/"
        assert (group.name, group.ends_on) == ("Operatör, Haziran 2026", date(2026, 7, 31))
        assert (group.capacity, group.joining, len(group.join_code)) == (30, "code", 6)
        assert AuditEntry.objects.get(action="cohort.created").actor == officer

    def test_it_begins_with_the_values_of_the_last_one(self, client, officer, programme, track, cohort):
        province = ProvinceFactory(name_tr="Iğdır")
        Cohort.objects.update(province=province, capacity=17, joining="approval")
        form = client.get(f"/teach/programmes/{programme.uuid}/groups/new/").context["form"]
        assert (form["province"].value(), form["capacity"].value(), form["joining"].value()) == (
            province.pk,
            17,
            "approval",
        )

    def test_the_courses_of_the_last_group_on_the_track_come_along(
        self, client, officer, programme, track, cohort
    ):
        first, second = make_course(title="Bir"), make_course(title="İki")
        add_course(cohort, first, sort_order=1, due_on=date(2026, 1, 1))
        add_course(cohort, second, sort_order=0)
        fields = {**USUAL, "track": track.pk, "starts_on": "2026-06-01"}
        address = f"/teach/programmes/{programme.uuid}/groups/new/"
        client.post(address, {**fields, "name": "Aynı", "with_courses": "on"})
        rows = Cohort.objects.get(name="Aynı").cohort_courses.all()
        assert [(row.course_id, row.due_on) for row in rows] == [(second.pk, None), (first.pk, None)]
        client.post(address, {**fields, "name": "Boş"})
        assert not Cohort.objects.get(name="Boş").cohort_courses.exists()

    def test_without_a_track_one_makes_a_track_first(self, client, officer, programme):
        answer = client.get(f"/teach/programmes/{programme.uuid}/groups/new/")
        assert answer["Location"].endswith("/tracks/new/")

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"starts_on": ""}, "starts_on"),
            ({"ends_on": "2020-01-01"}, "ends_on"),
            ({"capacity": "0"}, "capacity"),
            ({"capacity": "x"}, "capacity"),
            ({"joining": "anyhow"}, "joining"),
            ({"joining_closes_on": "2036-01-01"}, "joining_closes_on"),
            ({"province": "999999"}, "province"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, client, officer, programme, track, fields, wrong):
        answer = client.post(
            f"/teach/programmes/{programme.uuid}/groups/new/",
            {**USUAL, "track": track.pk, "starts_on": "2026-06-01", "name": "Yazdığım", **fields},
        )
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [wrong]
        assert "Yazdığım" in answer.content.decode()
        assert not Cohort.objects.exists()

    def test_another_programmes_track_is_not_offered(self, client, officer, programme, track, far):
        fields = {**USUAL, "track": far.track_id, "starts_on": "2026-06-01"}
        assert client.post(f"/teach/programmes/{programme.uuid}/groups/new/", fields).status_code == 422
        with pytest.raises(GroupWrong):
            create_group(programme=programme, track=far.track, by=officer, starts_on=date(2026, 6, 1))

    def test_dates_that_do_not_fit_the_track_are_said(self, client, officer, programme, track):
        """A-15: the group is made, with a warning."""
        answer = client.post(
            f"/en/teach/programmes/{programme.uuid}/groups/new/",
            {**USUAL, "track": track.pk, "starts_on": "2026-06-01", "ends_on": "2026-12-31"},
            follow=True,
        )
        assert "do not fit the track" in answer.content.decode()
        assert Cohort.objects.exists()


class TestChanging:
    def change(self, client, cohort, **fields):
        now = {
            **USUAL, "track": cohort.track_id, "name": cohort.name, "starts_on": cohort.starts_on,
            "ends_on": cohort.ends_on, "capacity": cohort.capacity,
        }  # fmt: skip
        return client.post(f"/teach/groups/{cohort.uuid}/edit/", {**now, **fields})

    def test_every_part(self, client, officer, cohort):
        assert self.change(client, cohort, name="Yeni ad", capacity=12, joining="closed").status_code == 302
        cohort.refresh_from_db()
        assert (cohort.name, cohort.capacity, cohort.joining) == ("Yeni ad", 12, "closed")
        assert set(AuditEntry.objects.get(action="cohort.changed").data["changed"]) == {
            "name",
            "capacity",
            "joining",
        }

    def test_not_fewer_places_than_people(self, client, officer, cohort):
        for _index in range(3):
            make_membership(cohort)
        answer = self.change(client, cohort, capacity=2)
        assert "capacity" in answer.context["form"].errors

    def test_the_track_stays_while_people_are_in(self, client, officer, cohort):
        other = TrackFactory(programme=cohort.programme, code="elci")
        make_membership(cohort)
        assert "track" in self.change(client, cohort, track=other.pk).context["form"].errors
        cohort.memberships.update(state="withdrawn")
        assert self.change(client, cohort, track=other.pk).status_code == 302

    def test_more_places_let_in_who_waits(self, client, officer, cohort):
        change_group(cohort=cohort, by=officer, capacity=1)
        for _index in range(3):
            join_cohort(user=UserFactory(), cohort=cohort, source="join_code")
        assert cohort.memberships.filter(state="waiting").count() == 2
        self.change(client, cohort, capacity=2)
        assert cohort.memberships.filter(state="active").count() == 2

    def test_a_new_code_ends_the_old_one(self, client, officer, cohort):
        old = cohort.join_code
        assert client.get(f"/teach/groups/{cohort.uuid}/join-link/new/").status_code == 405
        client.post(f"/teach/groups/{cohort.uuid}/join-link/new/")
        cohort.refresh_from_db()
        assert cohort.join_code != old
        assert client.get(f"/join/{old}/").status_code == 404

    def test_a_code_that_is_taken_is_thrown_again(self, cohort, far, officer, monkeypatch):
        codes = iter([far.join_code, "ZZZ999"])
        monkeypatch.setattr(group_services, "make_join_code", lambda: next(codes))
        assert renew_join_code(cohort=cohort, by=officer).join_code == "ZZZ999"


class TestCourses:
    def test_added_its_members_take_it_removed_they_do_not_and_records_stay(self, client, officer, cohort):
        member = make_membership(cohort)
        course = make_course(title="İş güvenliği")
        make_edition_row(course)
        address = f"/teach/groups/{cohort.uuid}/courses/"
        client.post(address, {"act": "add", "course": course.pk, "due_on": "2026-12-31"})
        enrolment = Enrolment.objects.get(membership=member)
        assert (enrolment.state, enrolment.due_on) == ("active", date(2026, 12, 31))
        row = cohort.cohort_courses.get()
        client.post(address, {"act": "dates", f"starts_{row.pk}": "", f"due_{row.pk}": "2027-01-15"})
        enrolment.refresh_from_db()
        assert enrolment.due_on == date(2027, 1, 15), "the last day follows"
        client.post(address, {"act": f"remove:{row.pk}"})
        enrolment.refresh_from_db()
        assert enrolment.state == "withdrawn"
        assert not cohort.cohort_courses.exists()
        add_to_group(cohort=cohort, course=course, by=officer)
        enrolment.refresh_from_db()
        assert enrolment.state == "active", "what she did is where she left it"

    def test_order(self, client, officer, cohort):
        rows = [
            add_course(cohort, make_course(title=f"Eğitim {number}"), sort_order=number)
            for number in range(3)
        ]
        address = f"/teach/groups/{cohort.uuid}/courses/"
        client.post(address, {"act": f"up:{rows[2].pk}"})
        client.post(address, {"act": f"down:{rows[0].pk}"})
        client.post(address, {"act": f"up:{rows[2].pk}"})
        assert list(cohort.cohort_courses.all()) == [rows[2], rows[0], rows[1]]

    def test_wrong_dates_and_strange_rows(self, client, officer, cohort, far):
        row, theirs = add_course(cohort, make_course()), add_course(far, make_course(title="Uzak eğitim"))
        address = f"/teach/groups/{cohort.uuid}/courses/"
        wrong = {f"starts_{row.pk}": "2026-05-05", f"due_{row.pk}": "2026-05-04"}
        answer = client.post(address, {"act": "dates", **wrong})
        assert answer.status_code == 422
        assert "2026-05-04" in answer.content.decode()
        assert client.post(address, {"act": "add", "course": "999999"}).status_code == 422
        assert client.post(address, {"act": f"remove:{theirs.pk}"}).status_code == 404
        assert client.post(address, {"act": "remove:x"}).status_code == 404
        assert far.cohort_courses.exists()


class TestTrainers:
    def test_named_from_the_programmes_trainers_or_by_identifier(self, client, officer, cohort, track):
        known, other = UserFactory(last_name="Tanıdık"), UserFactory(username="baska.egitici")
        give_role(known, Role.TRAINER, kind="cohort", identifier=CohortFactory(track=track).pk)
        address = f"/teach/groups/{cohort.uuid}/trainers/"
        assert "Tanıdık" in client.get(address).content.decode()
        client.post(address, {"known": known.pk, "identifier": ""})
        client.post(address, {"known": "", "identifier": "BAŞKA.EĞİTİCİ"})
        trainers = RoleAssignment.objects.current().filter(scope_kind="cohort", scope_id=cohort.pk)
        assert set(trainers.values_list("user", "granted_by")) == {
            (known.pk, officer.pk),
            (other.pk, officer.pk),
        }
        client.post(f"{address}{trainers.first().pk}/remove/")
        assert trainers.count() == 1

    @pytest.mark.parametrize("identifier", ["", "nobody.here", "sorumlu"])
    def test_nobody_strange_and_not_herself(self, client, officer, cohort, identifier):
        answer = client.post(f"/teach/groups/{cohort.uuid}/trainers/", {"identifier": identifier})
        assert answer.status_code == 422
        assert not RoleAssignment.objects.filter(role="trainer").exists()

    def test_another_groups_trainer_is_not_taken_from_here(self, client, officer, cohort, far):
        theirs = give_role(UserFactory(), Role.TRAINER, kind="cohort", identifier=far.pk)
        assert client.post(f"/teach/groups/{cohort.uuid}/trainers/{theirs.pk}/remove/").status_code == 404
        assert client.post(f"/teach/groups/{far.uuid}/trainers/{theirs.pk}/remove/").status_code == 404
        assert RoleAssignment.objects.current().filter(pk=theirs.pk).exists()

    def test_who_she_is_is_asked_again(self, client, officer, cohort):
        browser = Client()
        browser.force_login(officer)
        answer = browser.post(f"/teach/groups/{cohort.uuid}/trainers/", {"identifier": "kisi1"})
        assert answer["Location"].startswith("/accounts/reauthenticate/")


SCREENS = ["edit/", "courses/", "trainers/", "members/", "members/add/", "join-link/"]


@pytest.mark.parametrize("path", SCREENS)
def test_another_programmes_officer_finds_no_group(client, officer, far, path):
    answer = client.get(f"/teach/groups/{far.uuid}/{path}")
    assert answer.status_code == 404
    assert "Uzak" not in answer.content.decode()


@pytest.mark.parametrize("path", SCREENS)
def test_a_trainer_shows_the_join_link_and_sets_nothing_up(client, cohort, path):
    trainer = UserFactory()
    give_role(trainer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    sign_in_fresh(client, trainer)
    answer = client.get(f"/teach/groups/{cohort.uuid}/{path}")
    if path == "join-link/":
        html = answer.content.decode()
        assert cohort.join_code in html
        assert "<svg" in html
        assert "join-link/new/" not in html
        assert client.post(f"/teach/groups/{cohort.uuid}/join-link/new/").status_code == 404
    else:
        assert answer.status_code == 404
        assert f"/{path}" not in client.get(f"/teach/groups/{cohort.uuid}/").content.decode()


def test_a_closed_group_shows_no_code(client, officer, cohort):
    Cohort.objects.update(joining="closed")
    assert cohort.join_code not in client.get(f"/teach/groups/{cohort.uuid}/join-link/").content.decode()


def test_days_before_the_end_follow(officer, cohort):
    with pytest.raises(GroupWrong):
        change_group(cohort=cohort, by=officer, ends_on=cohort.starts_on - timedelta(days=1))
