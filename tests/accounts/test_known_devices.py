"""A sign-in with a device not seen before is told: by mail, else on the screen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import KnownDevice
from tests.accounts.conftest import link_in
from tests.factories.accounts import PASSWORD, UserFactory, give_second_factor

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 12) Chrome/120.0 Mobile"}
TOLD = "Somebody signed in to your account with another device"


def enter(browser, user, prefix="/en"):
    browser.post("/accounts/logout/")
    return browser.post(f"{prefix}/accounts/login/", {"login": user.get_username(), "password": PASSWORD})


def test_the_first_device_and_a_known_one_say_nothing(person, client, mails):
    for _turn in range(3):
        enter(client, person)
    assert mails() == []
    assert KnownDevice.objects.count() == 1


def test_another_device_is_told_by_mail_once(person, client, mails):
    enter(client, person)
    phone = Client(headers=PHONE)
    enter(phone, person)
    enter(phone, person)
    (mail,) = mails()
    assert mail.to == "gulsah@ornek.test"
    assert mail.subject == "Hesabınız yeni bir cihazda kullanıldı"
    assert "Chrome, Android" in mail.text
    assert link_in(mail, "/password/reset/")
    assert link_in(mail, "/profile/")
    assert TOLD not in client.get("/en/accounts/profile/").content.decode()


def test_without_an_address_she_is_told_at_her_next_sign_in(db, client, mails):
    user = UserFactory(email=None)
    enter(client, user)
    phone = Client(headers=PHONE)
    enter(phone, user)
    assert TOLD not in phone.get("/en/accounts/profile/").content.decode()
    enter(phone, user)
    assert TOLD not in phone.get("/en/accounts/profile/").content.decode(), "a stranger cannot read it away"
    enter(client, user)
    page = client.get("/en/accounts/profile/").content.decode()
    assert TOLD in page
    assert "Chrome, Android" in page
    enter(client, user)
    assert TOLD not in client.get("/en/accounts/profile/").content.decode()
    assert mails() == []


def test_two_people_on_one_phone_are_no_news_to_each_other(person, client, mails):
    other = UserFactory()
    enter(client, person)
    enter(client, other)
    enter(client, person)
    assert mails() == []
    assert KnownDevice.objects.values("device_hash").distinct().count() == 1


def test_the_cookie_says_nothing_and_the_value_is_not_stored(person, client):
    cookie = enter(client, person).cookies["imece_device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert len(cookie.value) >= 22, "128 random bits"
    assert cookie.value not in str(KnownDevice.objects.values_list())


@pytest.mark.parametrize("value", ["", "x", "y" * 500])
def test_strange_cookies_are_replaced(person, client, value):
    client.cookies["imece_device"] = value
    assert enter(client, person).status_code == 302
    assert KnownDevice.objects.count() == 1


def test_a_device_is_forgotten_with_its_cookie(person, client, mails):
    enter(client, person)
    KnownDevice.objects.update(last_seen_at=timezone.now() - timedelta(days=401))
    enter(client, person)
    assert KnownDevice.objects.count() == 1
    assert mails() == []


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("email/", {"email": "thief@ornek.test", "action_add": "1"}),
        ("email/", {"email": "gulsah@ornek.test", "action_remove": "1"}),
        ("profile/phone/", {"phone": "0555 111 22 33"}),
        ("profile/username/", {"username": "thief"}),
        ("2fa/totp/activate/", {"code": "123456"}),
        ("2fa/totp/deactivate/", {}),
        ("2fa/webauthn/add/", {"credential": "{}"}),
        ("2fa/recovery-codes/generate/", {}),
    ],
)
def test_what_opens_the_account_to_others_asks_again_who_she_is(person, client, path, data):
    if path.startswith("2fa/") and path != "2fa/totp/activate/":
        give_second_factor(person)
    client.force_login(person)
    answer = client.post(f"/accounts/{path}", data)
    assert "/reauthenticate/" in answer.headers.get("Location", "")
    person.refresh_from_db()
    assert (person.username, person.email, person.phone) == ("gulsah", "gulsah@ornek.test", "0532 123 45 67")
    assert person.emailaddress_set.count() == 1
