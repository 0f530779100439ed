"""Special details lie encrypted, are told with a consent of their own, and each reading is logged (security statements 8, 45)."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection

from accounts.models import Consent, Role
from core.encryption import decrypt, encrypt
from core.models import AuditEntry
from privacy.exceptions import ConsentNeeded
from privacy.models import SpecialDetail
from privacy.services.special import tell_special
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh

SECRET = "Rampa MARKA-7731"


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM privacy_specialdetail ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_the_database_holds_no_word_of_it(two_people):
    assert all("MARKA" not in text and "Rampa" not in text for text in stored())
    assert SpecialDetail.objects.get(person=two_people.her.person).text == SECRET
    assert encrypt("a") != encrypt("a") and decrypt(encrypt("ığüşöç")) == "ığüşöç"
    with pytest.raises((FieldError, TypeError)):
        list(SpecialDetail.objects.filter(text=SECRET))


def test_a_new_key_is_used_and_the_old_one_can_go(two_people, settings):
    old, new = settings.FIELD_KEYS, Fernet.generate_key().decode()
    before = stored()
    settings.FIELD_KEYS = [new, *old]
    assert SpecialDetail.objects.first().text == SECRET
    call_command("rotate_field_keys")
    assert set(before).isdisjoint(stored())
    settings.FIELD_KEYS = [new]
    assert SpecialDetail.objects.first().text == SECRET
    settings.FIELD_KEYS = old
    with pytest.raises(InvalidToken):
        SpecialDetail.objects.first()


def test_nothing_is_kept_without_a_tick_and_taking_back_deletes(client, two_people):
    her = sign_in_fresh(client, two_people.her.person)
    with pytest.raises(ConsentNeeded):
        tell_special(person=her, kind="childcare", text="İki çocuk", agrees=False)
    client.post("/my-data/special/", {"kind": "childcare", "text": "İki çocuk"})
    assert not SpecialDetail.objects.filter(kind="childcare").exists()
    client.post("/my-data/special/", {"kind": "childcare", "text": "İki çocuk", "agrees": "on"})
    assert "İki çocuk" in client.get("/my-data/special/").content.decode()
    newest = Consent.objects.filter(user=her, purpose="special-childcare").order_by("-pk")
    assert newest.first().is_given
    client.post("/my-data/special/", {"kind": "childcare", "act": "withdraw"})
    assert not SpecialDetail.objects.filter(kind="childcare").exists()
    assert not newest.first().is_given
    assert (
        client.post("/my-data/special/", {"kind": "ethnicity", "text": "x", "agrees": "on"}).status_code
        == 404
    )


def test_reading_needs_a_reason_and_is_in_the_log_for_all_to_see(client, two_people):
    her, officer = two_people.her.person, two_people.ground.officer
    sign_in_fresh(client, officer)
    address = f"/my-data/people/{her.uuid}/special/"
    assert SECRET not in client.get(address).content.decode()
    assert client.post(address).status_code == 422
    assert not AuditEntry.objects.filter(action="privacy.special_read").exists()
    assert SECRET in client.post(address, {"reason": "Salon seçimi"}).content.decode()
    entry = AuditEntry.objects.get(action="privacy.special_read")
    assert (entry.actor, entry.object_id, entry.reason) == (officer, str(her.pk), "Salon seçimi")
    assert "MARKA" not in str(entry.data)
    assert client.get("/my-data/special/log/").status_code == 403
    sign_in_fresh(client, her)
    assert "Salon seçimi" in client.get("/my-data/log/").content.decode()
    sign_in_fresh(client, UserFactory(is_superuser=True))
    listed = client.get("/my-data/special/log/").content.decode()
    assert "Salon seçimi" in listed and her.get_full_name() in listed


def test_trainers_mentors_and_editors_never_read_it(client, two_people):
    her = two_people.her.person
    for role, kind, identifier in (
        (Role.TRAINER, "cohort", two_people.ground.cohort.pk),
        (Role.MENTOR, "cohort", two_people.ground.cohort.pk),
        (Role.EDITOR, "", None),
    ):
        reader = UserFactory()
        give_role(reader, role, kind=kind, identifier=identifier)
        sign_in_fresh(client, reader)
        answer = client.post(f"/my-data/people/{her.uuid}/special/", {"reason": "Merak"})
        assert answer.status_code == 404
    assert not AuditEntry.objects.filter(action="privacy.special_read").exists()
