"""Messages to browsers: to a real HTTP server that stands for the push service and reads what a browser would."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import ImproperlyConfigured

from core.notifications import kinds
from notifications.models import Choice, Delivery, DeliveryState, PushSubscription
from notifications.push.encrypting import encrypt
from notifications.push.keys import decode, encode, new_key, private_key, public_key
from notifications.push.services import is_push_service
from notifications.services.devices import NotASubscription, tell_on_device
from tests.factories.accounts import UserFactory, sign_in_fresh

DEVICE = "d" * 32


class Browser:
    """What a browser keeps of a subscription."""

    def __init__(self, service, path):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"0123456789abcdef"
        self.endpoint = f"{service.address}/{path}"
        self.sent = service.sent

    def json(self):
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "keys": {"p256dh": encode(point), "auth": encode(self.auth)}}

    def _decrypted(self, body):
        """The other side of RFC 8291, written from the standard and apart from what sends."""
        salt, length = body[:16], body[20]
        sender, text = body[21 : 21 + length], body[21 + length :]
        own = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )

        def derive(material, salt, info, size):
            return HKDF(SHA256(), size, salt, info).derive(material)

        material = derive(shared, self.auth, b"WebPush: info\0" + own + sender, 32)
        key = derive(material, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derive(material, salt, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, text, None).rstrip(b"\0").removesuffix(b"\x02").decode()

    def read(self):
        """What came for this browser, decrypted as it would."""
        return [
            json.loads(self._decrypted(body))
            for path, _headers, body in self.sent
            if self.endpoint.endswith(path)
        ]


@pytest.fixture(scope="module")
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.sent.append((self.path, dict(self.headers), body))
            self.send_response(self.server.answers.get(self.path, 201))
            self.send_header("Location", f"/m{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{made.server_port}"
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def service(server, settings):
    settings.PUSH_HOSTS = [*settings.PUSH_HOSTS, server.address]
    server.sent, server.answers = [], {}
    return server


@pytest.fixture
def subscribed(person, service):
    def subscribe(path="one", user=None, device=DEVICE):
        browser = Browser(service, path)
        sent = browser.json()
        tell_on_device(
            user=user or person,
            endpoint=sent["endpoint"],
            **sent["keys"],
            device=device,
            name="Chrome, Android",
        )
        return browser

    return subscribe


def _push(notification):
    return Delivery.objects.get(notification=notification, channel="push")


def test_what_comes_is_what_her_browser_can_read_and_the_service_cannot(person, subscribed, tell, service):
    browser = subscribed()
    told = tell(person)
    [message] = browser.read()
    assert message["address"] == "/sessions/"
    assert (message["lang"], message["dir"]) == ("tr", "ltr")
    assert "Açılış" in message["title"] + message["body"]
    _path, headers, body = service.sent[0]
    assert "Açılış".encode() not in body
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Topic"] == _push(told).uuid.hex == message["tag"]
    assert _push(told).state == DeliveryState.SENT
    assert PushSubscription.objects.get().last_told_at is not None


def test_the_service_knows_the_site_by_its_key(person, subscribed, tell, service, settings):
    subscribed()
    tell(person)
    scheme, _space, values = service.sent[0][1]["Authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in values.split(","))
    assert scheme == "vapid"
    assert parts["k"] == public_key()
    claims = jwt.decode(
        parts["t"], private_key().public_key(), algorithms=["ES256"], audience=service.address
    )
    assert claims["sub"] == settings.WAGTAILADMIN_BASE_URL
    with pytest.raises(jwt.InvalidAudienceError):
        jwt.decode(
            parts["t"], private_key().public_key(), algorithms=["ES256"], audience="https://elsewhere.example"
        )


def test_in_arabic_from_right_to_left(subscribed, tell):
    person = UserFactory(language="ar")
    browser = subscribed(user=person)
    tell(person)
    [message] = browser.read()
    assert (message["lang"], message["dir"], message["address"]) == ("ar", "rtl", "/ar/sessions/")


def test_all_her_devices_and_nobody_elses(person, subscribed, tell):
    first, second, other = subscribed("one"), subscribed("two"), subscribed("three", user=UserFactory())
    tell(person)
    assert (len(first.read()), len(second.read()), len(other.read())) == (1, 1, 0)


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_given_up_is_forgotten(person, subscribed, tell, service, status):
    gone, there = subscribed("gone"), subscribed("there")
    service.answers["/gone"] = status
    told = tell(person)
    assert [row.endpoint for row in PushSubscription.objects.all()] == [there.endpoint]
    assert _push(told).state == DeliveryState.SENT
    assert gone.endpoint.endswith("gone")


def test_the_only_one_gone_is_no_endless_trying(person, subscribed, tell, service):
    subscribed("gone")
    service.answers["/gone"] = 410
    assert _push(tell(person)).state == DeliveryState.FAILED
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_tried_again(person, subscribed, tell, service, status):
    subscribed("busy")
    service.answers["/busy"] = status
    told = tell(person)
    delivery = _push(told)
    assert (delivery.state, delivery.tries) == (DeliveryState.QUEUED, 1)
    assert PushSubscription.objects.exists()


def test_nobody_is_told_who_does_not_want_it(person, subscribed, tell):
    browser = subscribed()
    Choice.objects.create(user=person, kind="session_changed", channel="push", is_on=False)
    tell(person)
    assert browser.read() == []


def test_without_a_key_none_are_sent_or_offered(person, subscribed, tell, client, settings):
    subscribed()
    settings.PUSH_KEY = ""
    told = tell(person)
    assert not Delivery.objects.filter(notification=told, channel="push").exists()
    sign_in_fresh(client, person)
    assert client.post("/notifications/devices/", {}, content_type="application/json").status_code == 404
    assert "data-push=" not in client.get("/notifications/preferences/").content.decode()


def test_a_long_text_is_cut_to_what_every_service_takes(person, subscribed, tell):
    browser = subscribed()
    tell(person, title="ışık " * 2000)
    [message] = browser.read()
    assert len(json.dumps(message, ensure_ascii=False).encode()) < 4000


@pytest.mark.parametrize(
    "address",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://fcm.googleapis.com:8443/x",
        "https://someone@fcm.googleapis.com/x",
        "https://evilpush.apple.com/x",
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest/",
        "https://[::1]/x",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/\nHost: x",
        "https://fcm.googleapis.com/" + "x" * 2000,
        "https://fcm.googleapis.com:x/",
        "",
    ],
)
def test_nothing_is_posted_to_other_hosts(address):
    assert not is_push_service(address)


def test_the_makers_hosts():
    assert is_push_service("https://fcm.googleapis.com/fcm/send/abc")
    assert is_push_service("https://updates.push.services.mozilla.com/wpush/v2/abc")
    assert is_push_service("https://web.push.apple.com/abc")
    assert is_push_service("https://fcm.googleapis.com:443/fcm/send/abc")


@pytest.mark.django_db
class TestSwitchingOn:
    @pytest.fixture
    def own(self, client, person):
        sign_in_fresh(client, person)
        client.cookies["imece_device"] = DEVICE
        return client

    def _send(self, client, sent):
        return client.post("/notifications/devices/", json.dumps(sent), content_type="application/json")

    def test_she_switches_it_on_and_off(self, own, person, service):
        assert self._send(own, Browser(service, "x").json()).status_code == 201
        row = PushSubscription.objects.get(user=person)
        assert str(row.uuid) in own.get("/notifications/preferences/").content.decode()
        other = UserFactory()
        theirs = type(own)()
        sign_in_fresh(theirs, other)
        assert theirs.post(f"/notifications/devices/{row.uuid}/remove/").status_code == 404
        assert own.post(f"/notifications/devices/{row.uuid}/remove/").status_code == 302
        assert not PushSubscription.objects.exists()

    @pytest.mark.parametrize(
        "sent",
        [
            {},
            [],
            "x",
            {"endpoint": "https://fcm.googleapis.com/x"},
            {"endpoint": "https://fcm.googleapis.com/x", "keys": {"p256dh": "AAAA", "auth": "AAAA"}},
            {"endpoint": "https://evil.example/x", "keys": {"p256dh": "B" * 87, "auth": "A" * 22}},
            {"endpoint": "https://fcm.googleapis.com/x", "keys": {"p256dh": "ş" * 87, "auth": "A" * 22}},
            {"endpoint": "x" * 9000},
        ],
    )
    def test_what_no_browser_sends_is_refused(self, own, sent):
        assert self._send(own, sent).status_code == 400
        assert not PushSubscription.objects.exists()

    def test_not_on_a_device_that_is_not_her_own(self, own, service):
        session = own.session
        session["shared_device"], session["shared_device_seen"] = True, 9999999999
        session.save()
        assert self._send(own, Browser(service, "x").json()).status_code == 404
        assert "data-push=" not in own.get("/notifications/preferences/").content.decode()

    def test_signing_out_ends_it_there_and_only_there(self, own, person, subscribed):
        here, elsewhere = subscribed("here"), subscribed("elsewhere", device="e" * 32)
        own.post("/accounts/logout/")
        assert [row.endpoint for row in PushSubscription.objects.all()] == [elsewhere.endpoint]
        assert here.endpoint.endswith("here")

    def test_the_next_person_takes_the_browser_over(self, person, subscribed, service):
        browser = subscribed("shared")
        other = UserFactory()
        sent = browser.json()
        tell_on_device(user=other, endpoint=sent["endpoint"], **sent["keys"], device=DEVICE, name="")
        assert PushSubscription.objects.get().user == other

    def test_ten_devices_at_most(self, person, subscribed):
        for number in range(12):
            subscribed(f"n{number}")
        kept = set(PushSubscription.objects.values_list("endpoint", flat=True))
        assert len(kept) == 10
        assert not any(address.endswith(("/n0", "/n1")) for address in kept)


def test_a_wrong_key_is_said(settings):
    settings.PUSH_KEY = "no key"
    with pytest.raises(ImproperlyConfigured, match="push_key"):
        private_key()
    settings.PUSH_KEY = new_key()
    assert len(decode(public_key())) == 65


def test_a_wrong_subscription_says_so(person):
    with pytest.raises(NotASubscription):
        tell_on_device(
            user=person, endpoint="https://fcm.googleapis.com/x", p256dh="", auth="", device="", name=""
        )


def test_kinds_offer_it():
    assert "push" in kinds["session_changed"].offered


def test_the_example_of_the_standard():
    """RFC 8291, section 5."""
    own = ec.derive_private_key(
        int.from_bytes(decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    body = encrypt(
        b"When I grow up, I want to be a watermelon",
        p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth="BTBZMqHH6r4Tts7J_aSIgg",
        salt=decode("DGv6ra1nlYgDCS1FRnbzlw"),
        own=own,
    )
    assert encode(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
        "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
