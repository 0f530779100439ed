"""A session that ended while a form was open: she signs in and is back at the form."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
ACT = "accounts:consent-change"
OWN = "/accounts/profile/consents/news/"


def location(referer: str) -> str:
    headers = {"Referer": referer} if referer else {}
    response = Client().post(reverse(ACT, args=["news"]), {"decision": "give"}, headers=headers)
    assert response.status_code == 302
    return response["Location"]


@pytest.mark.parametrize(
    ("referer", "target"),
    [
        ("http://testserver/accounts/profile/?tab=2", "%2Faccounts%2Fprofile%2F%3Ftab%3D2"),
        ("", OWN),
        ("https://elsewhere.example/accounts/profile/", OWN),
        ("javascript:alert(1)", OWN),
    ],
)
def test_she_comes_back_to_the_form(referer, target):
    assert location(referer) == f"{reverse('account_login')}?next={target}"


def test_what_happened_is_said():
    client = Client()
    client.post(reverse(ACT, args=["news"]), headers={"Referer": "http://testserver/accounts/profile/"})
    text = client.get(reverse("account_login")).content.decode()
    assert "oturum" in text.lower() or "çıkış" in text.lower()


def test_a_page_that_was_only_opened_keeps_its_own_address():
    response = Client().get(reverse("accounts:profile"), headers={"Referer": "http://testserver/"})
    assert response["Location"].endswith("next=/accounts/profile/")


def test_people_who_are_signed_in_notice_nothing():
    client = Client()
    client.force_login(UserFactory())
    response = client.post(reverse(ACT, args=["news"]), {"decision": "give"})
    assert response["Location"] == reverse("accounts:profile")
