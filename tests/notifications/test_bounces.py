"""Mails that come back."""

import json
import smtplib
import time

import pytest
from django.core import mail
from django.core.management import call_command

from core.models import AuditEntry
from notifications.bounce_signature import sign
from notifications.models import BouncingAddress, Delivery, DeliveryState

pytestmark = pytest.mark.django_db
URL = "/notifications/bounces/"


@pytest.fixture
def report(client, settings):
    settings.BOUNCE_SECRET = "ortak-sır"

    def send(data, *, age=0, signature=None, raw=None):
        body = raw if raw is not None else json.dumps(data).encode()
        stamp = str(int(time.time()) - age)
        headers = {"X-Imece-Timestamp": stamp, "X-Imece-Signature": signature or sign(stamp, body)}
        return client.post(URL, body, content_type="application/json", headers=headers).status_code

    return send


def test_a_signed_report_stops_mails(report, person, tell):
    tell(person, key="1")
    told = {
        "address": person.email.upper(),
        "reason": "550 gone",
        "message_id": Delivery.objects.get().provider_id,
    }
    for _twice in range(2):
        assert report(told) == 204
    assert Delivery.objects.get().state == DeliveryState.BOUNCED
    assert BouncingAddress.objects.get().reason == "550 gone"
    assert AuditEntry.objects.filter(action="notifications.address_bounced").count() == 1
    tell(person, key="2")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("wrong", [{"age": 301}, {"age": -302}, {"signature": "0" * 64}, {"signature": "ı"}])
def test_only_signed_and_fresh(report, person, wrong):
    assert report({"address": person.email}, **wrong) == 403
    assert not BouncingAddress.objects.exists()


def test_without_a_secret_there_is_no_such_address(client, settings):
    settings.BOUNCE_SECRET = ""
    assert client.post(URL).status_code == 404
    assert client.get(URL).status_code == 405


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b'{"address": 5}', b'{"address": "x"}', b'{"address": "a@b\\u0000"}', b"\xff"]
)
def test_rubbish_is_refused(report, raw):
    assert report(None, raw=raw) == 400


def test_a_report_about_one_person_changes_nobody_elses_delivery(report, person, tell):
    tell(person)
    report({"address": "baska@ornek.test", "message_id": Delivery.objects.get().provider_id})
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_by_hand(person, capsys):
    call_command("mark_bounce", person.email, "x@ornek.test", "--reason", "liste")
    assert BouncingAddress.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "state", "is_bouncing"),
    [
        (550, DeliveryState.BOUNCED, True),
        (554, DeliveryState.FAILED, False),
        (451, DeliveryState.QUEUED, False),
    ],
)
def test_what_a_mail_server_answers(monkeypatch, person, tell, code, state, is_bouncing):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({person.email: (code, b"no")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    tell(person)
    assert Delivery.objects.get().state == state
    assert BouncingAddress.objects.exists() == is_bouncing


def test_somebody_elses_old_address_is_not_blamed_on_her(person, tell):
    """The note of a change goes to the old address, too; when that one is dead, hers is not."""
    BouncingAddress.objects.create(address_key="eski@ornek.test")
    tell(person, kind="account_changed", to_address="eski@ornek.test")
    assert Delivery.objects.get().state == DeliveryState.FAILED
    assert not BouncingAddress.objects.filter(address_key=person.email_key).exists()


def test_a_dead_old_address_is_marked_itself(monkeypatch, person, tell):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"eski@ornek.test": (550, b"no")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    tell(person, kind="account_changed", to_address="eski@ornek.test")
    assert BouncingAddress.objects.get().address_key == "eski@ornek.test"
