"""Text messages: to confirmed telephones of people who agreed, by a provider or into a laptop's mailbox."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.consents import TEXT_MESSAGES
from accounts.services import change_phone, record_consent
from core.mailbox.messages import newest_messages
from core.models import OutboxMessage
from core.outbox import deliver_all
from notifications.channels.registry import Refused, TryLater
from notifications.channels.text_message import LONGEST
from notifications.models import Delivery, DeliveryState
from notifications.services import choose, send_deliveries
from notifications.sms.gateway import gateway
from notifications.sms.http import HttpGateway
from pages.services.identity import save_identity
from tests.factories.accounts import UserFactory
from tests.factories.pages import make_home

PAGE = "/notifications/preferences/"


class Provider:
    """A provider of text messages on this machine: keeps what it was sent and answers what it is told to."""

    def __init__(self):
        self.asked, self.status, self.body = [], 202, b'{"id": "m-1"}'
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                provider.asked.append((dict(self.headers), body))
                self.send_response(provider.status)
                self.send_header("Location", "http://127.0.0.1:9/")
                self.end_headers()
                self.wfile.write(provider.body)

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/messages"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.server.shutdown()
    provider.server.server_close()


@pytest.fixture
def provider(running, settings):
    running.asked, running.status, running.body = [], 202, b'{"id": "m-1"}'
    settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SENDER = running.url, "gizli", "IMECE"
    return running


@pytest.fixture
def reached(db):
    """Somebody with a confirmed number who agreed and wants changes of sessions so."""
    person = UserFactory(phone="+905321234567", phone_verified_at=timezone.now(), language="en")
    record_consent(user=person, purpose=TEXT_MESSAGES, is_given=True)
    choose(user=person, wanted={("session_changed", "sms"): True, ("session_changed", "email"): False})
    return person


class TestProvider:
    def send(self, provider):
        return HttpGateway(provider.url, "gizli", "IMECE").send(
            to="+905321234567", text="Işık", reference="r-1"
        )

    def test_what_it_is_sent(self, provider):
        assert self.send(provider) == "m-1"
        ((headers, body),) = provider.asked
        assert body == {"to": "+905321234567", "from": "IMECE", "text": "Işık", "reference": "r-1"}
        assert headers["Authorization"] == "Bearer gizli"
        assert headers["Idempotency-Key"] == "r-1"
        assert headers["Content-Type"] == "application/json"

    @pytest.mark.parametrize(
        ("status", "error", "attribute"),
        [
            (400, Refused, "is_address_dead"),
            (422, Refused, "is_address_dead"),
            (401, TryLater, "is_line_down"),
            (402, TryLater, "is_line_down"),
            (429, TryLater, "is_line_down"),
            (500, TryLater, ""),
            (503, TryLater, "is_line_down"),
            (302, Refused, ""),
        ],
    )
    def test_what_it_answers(self, provider, status, error, attribute):
        provider.status = status
        with pytest.raises(error) as caught:
            self.send(provider)
        flags = {"is_address_dead", "is_line_down"}
        assert {name for name in flags if getattr(caught.value, name, False)} == {attribute} - {""}
        assert "gizli" not in str(caught.value) and len(provider.asked) == 1, "no redirect is followed"

    def test_an_answer_without_an_id_is_an_answer(self, provider):
        for provider.body in (b"", b"ok", b"[]", b"{}"):
            assert self.send(provider) == ""

    def test_nobody_there(self, provider):
        with pytest.raises(TryLater) as caught:
            HttpGateway("http://127.0.0.1:9/", "gizli", "IMECE").send(to="+90", text="x", reference="r")
        assert caught.value.is_line_down


class TestSending:
    def test_short_with_the_way_there(self, provider, reached, tell):
        tell(reached)
        ((_headers, body),) = provider.asked
        assert body["to"] == "+905321234567"
        assert body["text"] == "İmece: The session “Açılış” has changed\nhttp://testserver/en/sessions/"
        delivery = Delivery.objects.get()
        assert (delivery.channel, delivery.state, delivery.provider_id) == ("sms", DeliveryState.SENT, "m-1")
        assert body["reference"] == str(delivery.uuid)

    def test_it_comes_from_the_installation_by_its_name(self, provider, reached, tell):
        make_home()
        save_identity(by=None, name="Ege Akademi")
        tell(reached)
        assert provider.asked[0][1]["text"].startswith("Ege Akademi: ")

    def test_a_long_title_is_cut_and_the_address_is_not(self, provider, reached, tell):
        tell(reached, title="Uzun " * 100)
        text = provider.asked[0][1]["text"]
        assert len(text) == LONGEST and text.endswith("…\nhttp://testserver/en/sessions/")

    @pytest.mark.parametrize("missing", ["phone", "confirmation", "consent", "wish", "gateway"])
    def test_not_without(self, provider, reached, tell, settings, missing):
        if missing == "phone":
            change_phone(user=reached, phone="")
        elif missing == "confirmation":
            change_phone(user=reached, phone="0532 765 43 21")
        elif missing == "consent":
            record_consent(user=reached, purpose=TEXT_MESSAGES, is_given=False)
        elif missing == "wish":
            choose(user=reached, wanted={("session_changed", "sms"): False})
        else:
            settings.SMS_URL, settings.MAILBOX_DIR = "", None
        tell(reached)
        assert provider.asked == [] and not Delivery.objects.exists()

    def test_consent_withdrawn_while_it_waits(self, provider, reached, tell):
        provider.status = 500
        tell(reached)
        record_consent(user=reached, purpose=TEXT_MESSAGES, is_given=False)
        provider.status, delivery = 202, Delivery.objects.get()
        Delivery.objects.update(due_at=timezone.now())
        send_deliveries(ids=[delivery.pk])
        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.DROPPED and len(provider.asked) == 1

    def test_a_number_that_nobody_has_is_no_dead_mail_address(self, provider, reached, tell):
        provider.status = 422
        tell(reached)
        assert Delivery.objects.get().state == DeliveryState.BOUNCED
        choose(user=reached, wanted={("session_changed", "email"): True})
        tell(reached, key="two")
        assert Delivery.objects.get(channel="email").state == DeliveryState.SENT


@pytest.mark.django_db
class TestLaptop:
    @pytest.fixture(autouse=True)
    def _folder(self, settings, tmp_path):
        settings.SMS_URL, settings.MAILBOX_DIR = "", tmp_path / "mailbox"

    def test_it_lies_in_the_mailbox_once(self, reached, tell, client):
        tell(reached)
        delivery = Delivery.objects.get()
        gateway().send(to="+905321234567", text="x", reference=str(delivery.uuid))
        (kept,) = newest_messages()
        assert kept.is_sms and kept.to == "+905321234567" and "Açılış" in kept.text
        assert "Kısa mesaj" in client.get("/mailbox/").content.decode()
        assert client.get(f"/mailbox/{kept.name}/").status_code == 200

    def test_confirm_agree_choose(self, client):
        """The whole way of somebody who has a number and nothing else."""
        person = UserFactory(phone="0532 123 45 67")
        client.force_login(person)
        html = client.get(PAGE).content.decode()
        assert "phone/send/" in html and "session_changed.sms" not in html
        answer = client.post(reverse("notifications:phone-code-send"), follow=True)
        assert answer.status_code == 200
        assert not re.search(
            r"\b\d{6}\b", json.dumps(list(OutboxMessage.objects.values_list("payload", flat=True)))
        )
        deliver_all()
        code = re.search(r"\d{6}", newest_messages()[0].text).group()
        assert client.post("/notifications/phone/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302
        person.refresh_from_db()
        assert person.phone_verified_at is not None
        html = client.get(PAGE).content.decode()
        assert "ücretsiz" in html, "what it costs is said before she agrees"
        assert "session_changed.sms" not in html
        client.post(reverse("notifications:sms-consent"), {"decision": "give"})
        assert re.search(r'name="session_changed.sms"(?![^>]* checked)', client.get(PAGE).content.decode())
        client.post(reverse("notifications:sms-consent"), {"decision": "withdraw"})
        assert "session_changed.sms" not in client.get(PAGE).content.decode()

    def test_wrong_old_and_too_many(self, client):
        person = UserFactory(phone="0532 123 45 67")
        client.force_login(person)
        assert client.post("/notifications/phone/", {"code": "123456"}).status_code == 200, (
            "never asked for one"
        )
        with time_machine.travel("2026-11-25 09:00+03:00", tick=False) as clock:
            client.post(reverse("notifications:phone-code-send"))
            deliver_all()
            code = re.search(r"\d{6}", newest_messages()[0].text).group()
            wrong = str((int(code) + 1) % 10**6).zfill(6)
            for _try in range(5):
                assert client.post("/notifications/phone/", {"code": wrong}).status_code == 200
            assert client.post("/notifications/phone/", {"code": code}).status_code == 200, "five tries"
            client.post(reverse("notifications:phone-code-send"))
            deliver_all()
            code = re.search(r"\d{6}", newest_messages()[0].text).group()
            clock.shift(601)
            assert client.post("/notifications/phone/", {"code": code}).status_code == 200, "ten minutes"
        person.refresh_from_db()
        assert person.phone_verified_at is None

    def test_a_code_is_for_the_number_it_went_to(self, client):
        person = UserFactory(phone="0532 123 45 67")
        client.force_login(person)
        client.post(reverse("notifications:phone-code-send"))
        deliver_all()
        code = re.search(r"\d{6}", newest_messages()[0].text).group()
        change_phone(user=person, phone="0532 765 43 21")
        client.post("/notifications/phone/", {"code": code})
        person.refresh_from_db()
        assert person.phone_verified_at is None

    def test_who_has_no_number_or_confirmed_it_has_no_such_page(self, client, reached):
        for person in (UserFactory(), reached):
            client.force_login(person)
            assert client.get("/notifications/phone/").status_code == 404
            assert client.post("/notifications/phone/send/").status_code == 404
