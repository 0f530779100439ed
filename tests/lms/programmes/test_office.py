"""Programmes and tracks on screens: who may, what is kept, what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from core.models import AuditEntry
from lms.programmes.models import Programme
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory, TrackFactory
from tests.factories.taxonomy import ProvinceFactory

pytestmark = pytest.mark.django_db
TEXTS = {"name_tr": "Yeni Program", "name_en": "New Programme", "name_ar": "برنامج جديد"}


def test_an_administrator_makes_a_programme_in_three_languages(client):
    administrator = sign_in_fresh(client, UserFactory(is_superuser=True))
    province = ProvinceFactory()
    answer = client.post(
        "/teach/programmes/new/",
        {
            **TEXTS, "starts_on": "2026-10-01", "ends_on": "30.09.2027", "provinces": [province.pk],
            "funder_line_tr": "AB finanse eder.", "description_en": "About it",
        },
    )  # fmt: skip
    made = Programme.objects.get(name_tr="Yeni Program")
    assert answer["Location"] == f"/teach/programmes/{made.uuid}/"
    assert (made.code, made.name_ar, made.ends_on) == ("yeni-program", "برنامج جديد", date(2027, 9, 30))
    assert made.funder_line == {"tr": "AB finanse eder."}
    assert made.description == {"en": "About it"}
    assert list(made.provinces.all()) == [province]
    assert AuditEntry.objects.get(action="programme.created").actor == administrator
    client.post("/teach/programmes/new/", TEXTS)
    assert set(Programme.objects.values_list("code", flat=True)) == {"yeni-program", "yeni-program-2"}


def test_an_officer_changes_hers_and_makes_none(client, officer, programme):
    code = programme.code
    assert client.post("/teach/programmes/new/", TEXTS).status_code == 403
    client.post(f"/teach/programmes/{programme.uuid}/edit/", {**TEXTS, "code": "x", "uuid": "x"})
    programme.refresh_from_db()
    assert (programme.name_tr, programme.code) == ("Yeni Program", code), "its address stays"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name_tr": ""}, "name_tr"),
        ({"starts_on": "2026-05-05", "ends_on": "2026-05-04"}, "ends_on"),
        ({"starts_on": "31.02.2026"}, "starts_on"),
        ({"provinces": ["999999"]}, "provinces"),
        ({"external_url": "javascript:alert(1)"}, "external_url"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_kept(client, officer, programme, fields, wrong):
    answer = client.post(
        f"/teach/programmes/{programme.uuid}/edit/", {**TEXTS, "name_en": "What I typed", **fields}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]
    assert "What I typed" in answer.content.decode()


def test_tracks(client, officer, programme, far):
    client.post(
        f"/teach/programmes/{programme.uuid}/tracks/new/",
        {"name_tr": "Değişim Elçisi", "months": 4, "target": 200},
    )
    track = programme.tracks.get()
    assert (track.code, track.months, track.target) == ("degisim-elcisi", 4, 200)
    address = f"/teach/programmes/{programme.uuid}/tracks/{track.code}/"
    assert client.post(address, {"name_tr": "Elçi", "months": 0}).status_code == 422
    client.post(address, {"name_tr": "Elçi", "months": 3, "target": ""})
    track.refresh_from_db()
    assert (track.name_tr, track.months, track.target, track.code) == ("Elçi", 3, 0, "degisim-elcisi")
    theirs = TrackFactory(programme=far.programme, code="baska-yol")
    assert client.get(f"/teach/programmes/{programme.uuid}/tracks/{theirs.code}/").status_code == 404
    assert client.get(f"/teach/programmes/{far.programme.uuid}/tracks/{theirs.code}/").status_code == 404


@pytest.mark.parametrize("path", ["", "edit/", "tracks/new/", "groups/new/"])
def test_another_programmes_officer_finds_nothing(client, officer, far, path):
    answer = client.get(f"/teach/programmes/{far.programme.uuid}/{path}")
    assert answer.status_code == 404
    assert "Uzak" not in answer.content.decode()
    assert client.post(f"/teach/programmes/{far.programme.uuid}/{path}", TEXTS).status_code in {404, 405}


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.MENTOR, Role.EDITOR, Role.FIRM_CONTACT])
def test_only_for_who_runs_programmes(client, cohort, role):
    user = UserFactory()
    if role:
        give_role(
            user,
            role,
            kind="cohort" if role in (Role.TRAINER, Role.MENTOR) else "",
            identifier=cohort.pk if role in (Role.TRAINER, Role.MENTOR) else None,
        )
    client.force_login(user)
    assert client.get("/teach/programmes/").status_code == 403
    assert client.get(f"/teach/programmes/{cohort.programme.uuid}/").status_code == 404


def test_hers_only_in_the_list_and_in_her_menu(client, officer, programme, far):
    html = client.get("/teach/programmes/").content.decode()
    assert "Bizim program" in html
    assert "Uzak program" not in html
    assert 'href="/teach/programmes/"' in client.get("/accounts/profile/").content.decode()


def test_queries_do_not_grow(client, officer, programme, track):
    counts = []
    for size in (2, 12):
        while programme.cohorts.count() < size:
            make_membership(CohortFactory(track=track))
        client.get(f"/teach/programmes/{programme.uuid}/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/teach/programmes/{programme.uuid}/")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 14
