"""The pages about one's own data, and those of the office."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core import audit, outbox
from core.models import AuditEntry
from core.personal_data import purposes
from organisations.models import FirmInterest
from privacy.models import AccountMerge, DataCopy, ErasureRequest, RetentionRun
from privacy.selectors.everything import own_holdings
from privacy.services import ask_copy, look_for_old_rows
from tests.factories.accounts import UserFactory, sign_in_fresh
from tests.privacy.conftest import fill


@pytest.fixture
def signed_in(client, two_people):
    sign_in_fresh(client, two_people.her.person)
    return two_people.her.person


def test_the_notice_tells_every_purpose_with_its_basis_and_time(client, db):
    from django.utils import translation

    for language, prefix in (("tr", ""), ("en", "/en"), ("ar", "/ar")):
        page = client.get(f"{prefix}/accounts/notice/").content.decode()
        with translation.override(language):
            for purpose in purposes:
                assert str(purpose.title) in page and str(purpose.keeping) in page
        assert "KVKK" in page or language == "ar"


def test_everything_about_me_is_on_the_page_and_nothing_of_others(client, signed_in):
    page = client.get("/my-data/data/").content.decode()
    shown = [one for one in own_holdings() if one.of(signed_in).exists()]
    for one in shown:
        assert str(one.title) in page, one.model
    assert "MARKA-7731" in page and "KALIR-2" not in page


def test_the_machine_form_has_every_declared_table_and_no_secret(client, signed_in):
    answer = client.get("/my-data/data.json")
    data = json.loads(answer.content)
    assert set(data["tables"]) == {one.model for one in own_holdings()}
    for one in own_holdings():
        rows = data["tables"][one.model]["rows"]
        assert len(rows) == one.of(signed_in).count()
        for row in rows:
            assert not set(one.secrets) & set(row), one.model
    assert "KALIR-2" not in answer.content.decode()
    assert AuditEntry.objects.filter(action="privacy.data_taken", actor=signed_in).count() == 1


def test_her_data_needs_a_fresh_proof(client, two_people):
    client.force_login(two_people.her.person, backend="accounts.backends.IdentifierBackend")
    copy = ask_copy(person=two_people.her.person)
    for address in ("data/", "data.json", f"copies/{copy.uuid}/download/", "erasure/"):
        assert "reauthenticate" in client.get(f"/my-data/{address}")["Location"], address
    assert client.get("/my-data/").status_code == 200


def test_the_file_is_made_in_the_background_and_has_everything(client, signed_in, two_people):
    client.post("/my-data/copies/")
    client.post("/my-data/copies/")
    copy = DataCopy.objects.get()
    assert "hx-trigger" in client.get(f"/my-data/copies/{copy.uuid}/").content.decode()
    assert client.get(f"/my-data/copies/{copy.uuid}/download/").status_code == 404
    outbox.deliver_all()
    part = client.get(f"/my-data/copies/{copy.uuid}/").content.decode()
    assert "hx-trigger" not in part and "download" in part
    answer = client.get(f"/my-data/copies/{copy.uuid}/download/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = archive.namelist()
        data = json.loads(archive.read("data.json"))
        files = [name for name in names if name.startswith("files/certificatefile/")]
        assert len(files) == 1 and b"MARKA-7731" in archive.read(files[0])
        assert "MARKA-7731" in archive.read("data.html").decode()
    assert set(data["tables"]) == {one.model for one in own_holdings()}
    assert "no-store" in answer["Cache-Control"]
    DataCopy.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(f"/my-data/copies/{copy.uuid}/download/").status_code == 404
    sign_in_fresh(client, two_people.other.person)
    DataCopy.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert client.get(f"/my-data/copies/{copy.uuid}/download/").status_code == 404


def test_a_copy_that_could_not_be_made_does_not_bar_the_next(two_people):
    her = two_people.her.person
    first = ask_copy(person=her)
    assert ask_copy(person=her) == first
    DataCopy.objects.update(asked_at=timezone.now() - timedelta(days=2))
    assert ask_copy(person=her) != first


def test_who_saw_my_data_is_written_once_a_day_and_shown(client, two_people):
    her, officer = two_people.her.person, two_people.ground.officer
    sign_in_fresh(client, officer)
    for _time in range(2):
        assert client.get(f"/people/{her.uuid}/").status_code == 200
    assert AuditEntry.objects.filter(action="accounts.person_seen").count() == 1
    cohort = two_people.ground.cohort
    assert client.get(f"/teach/groups/{cohort.uuid}/progress.csv").status_code in (200, 404)
    sign_in_fresh(client, her)
    page = client.get("/my-data/log/").content.decode()
    assert "Görevli Kişi" in page and "MARKA-7731" in page
    sign_in_fresh(client, two_people.other.person)
    assert "MARKA-7731" not in client.get("/my-data/log/").content.decode()


def test_readings_of_many_people_cost_two_queries(two_people, django_assert_num_queries):
    people = [UserFactory() for _number in range(12)]
    with django_assert_num_queries(2):
        audit.record_reading(action="x", actor=two_people.ground.officer, people=people)
    audit.record_reading(action="x", actor=two_people.ground.officer, people=people)
    assert AuditEntry.objects.filter(action="x").count() == 12
    audit.record_reading(action="x", actor=people[0], people=[people[0]])
    assert AuditEntry.objects.filter(action="x").count() == 12


@pytest.mark.parametrize("address", ["/my-data/", "/my-data/data/", "/my-data/log/", "/my-data/erasure/"])
def test_pages_cost_the_same_with_more_rows(client, two_people, address):
    her = sign_in_fresh(client, two_people.her.person)
    client.get(address)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = queries()
    for number in range(5):
        audit.record(action="accounts.closed", actor=UserFactory(), about=her, reason=f"Neden {number}")
        her.certificates.first().files.create(language=f"{number}", path=f"x{number}", sha256="0" * 64)
        her.collections.create(title=f"Liste {number}").items.create(page_key=her.uuid)
    assert queries() == few


def test_she_asks_to_be_erased_and_takes_it_back(client, signed_in):
    page = client.get("/my-data/erasure/").content.decode()
    assert "14" in page
    client.post("/my-data/erasure/")
    asked = ErasureRequest.objects.get()
    assert "erasure/take-back" in client.get("/my-data/").content.decode()
    assert asked.due_at > timezone.now() + timedelta(days=13)
    client.post("/my-data/erasure/take-back/")
    assert "erasure/take-back" not in client.get("/my-data/").content.decode()
    assert client.post("/my-data/erasure/take-back/").status_code == 404


def test_withdrawing_a_consent_is_a_row_with_version_time_and_channel(client, signed_in):
    client.post("/accounts/profile/consents/news/", {"decision": "withdraw"})
    newest = signed_in.consents.order_by("-pk").first()
    assert (newest.is_given, newest.channel) == (False, "web")
    page = client.get("/my-data/").content.decode()
    assert page.count(f"<bdi>{newest.text_version}</bdi>") == signed_in.consents.count() == 3


def test_an_officer_notes_a_request_and_makes_two_accounts_one(client, two_people):
    officer, her = two_people.ground.officer, two_people.her.person
    User.objects.filter(pk=her.pk).update(username=None)
    her.role_assignments.all().delete()
    two_people.other.person.role_assignments.all().delete()
    sign_in_fresh(client, officer)
    panel = client.get(f"/people/{her.uuid}/").content.decode()
    assert f"/my-data/people/{her.uuid}/merge/" in panel
    other = two_people.other.person
    found = client.get(f"/my-data/people/{her.uuid}/merge/", {"q": "komsu"}).content.decode()
    assert f"?other={other.uuid}" in found
    preview = client.get(f"/my-data/people/{her.uuid}/merge/", {"other": other.uuid}).content.decode()
    assert "komsu" in preview and two_people.ground.cohort.name in preview
    assert client.post(f"/my-data/people/{her.uuid}/merge/", {"other": other.uuid}).status_code == 422
    client.post(f"/my-data/people/{her.uuid}/merge/", {"other": other.uuid, "reason": "Aynı kişi"})
    made = AccountMerge.objects.get()
    assert User.objects.get(pk=her.pk).username == "komsu"
    client.post(f"/my-data/merges/{made.uuid}/undo/")
    assert User.objects.get(pk=other.pk).username == "komsu"
    client.post(f"/my-data/people/{her.uuid}/erasure/", {"act": "ask", "reason": "Dilekçe 12"})
    asked = ErasureRequest.objects.get()
    assert (asked.asked_by, asked.reason) == (officer, "Dilekçe 12")
    client.post(f"/my-data/people/{her.uuid}/erasure/", {"act": "take_back", "reason": "Vazgeçti"})
    assert ErasureRequest.objects.get().state == "taken_back"


def test_an_officer_of_something_else_finds_nobody(client, two_people):
    stranger = UserFactory()
    sign_in_fresh(client, two_people.ground.officer)
    assert client.get(f"/my-data/people/{stranger.uuid}/merge/").status_code == 404
    her = two_people.her.person
    address = f"/my-data/people/{her.uuid}/merge/"
    assert client.get(address, {"other": stranger.uuid}).status_code == 404
    assert client.get(address, {"other": "x"}).status_code == 404


def test_retention_is_shown_and_carried_out_by_an_administrator(client, two_people):
    administrator = sign_in_fresh(client, UserFactory(is_superuser=True))
    client.post("/my-data/retention/")
    assert "carry-out" not in client.get("/my-data/retention/").content.decode()
    RetentionRun.objects.all().delete()
    FirmInterest.objects.update(answered_at=timezone.now() - timedelta(days=400))
    client.post("/my-data/retention/")
    run = RetentionRun.objects.get()
    assert str(run.uuid) in client.get("/my-data/retention/").content.decode()
    client.post(f"/my-data/retention/{run.uuid}/carry-out/")
    outbox.deliver_all()
    run.refresh_from_db()
    assert run.carried_out_by == administrator and run.carried_out_at
    assert administrator.get_full_name() in client.get("/my-data/retention/").content.decode()
    sign_in_fresh(client, two_people.her.person)
    assert client.get("/my-data/retention/").status_code == 403
    assert look_for_old_rows().carried_out_at is None


def test_a_person_with_two_accounts_sees_both(client, two_people):
    third = fill(UserFactory(username="ucuncu"), two_people.ground, "ÜÇÜNCÜ")
    her = two_people.her.person
    AccountMerge.objects.create(kept=her, closed=third.person, made_by=two_people.ground.officer, reason="r")
    sign_in_fresh(client, her)
    page = client.get("/my-data/data/").content.decode()
    assert "ÜÇÜNCÜ" in page and "MARKA-7731" in page and "KALIR-2" not in page
