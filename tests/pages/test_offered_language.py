"""Addresses of a language that is not offered any more lead to the same place in one that is."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from pages.models import StandardPage
from pages.services.identity import save_identity
from tests.factories.accounts import UserFactory, sign_in_fresh
from tests.factories.pages import make_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_brand")]


def only_turkish():
    save_identity(by=None, offers_en=False, offers_ar=False)


def test_a_screen_keeps_its_place_and_its_question(client):
    assert client.get("/en/accounts/login/").status_code == 200
    only_turkish()
    answer = client.get("/en/accounts/login/?next=/profil/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/profil/")
    assert answer["Cache-Control"] == "no-store"
    assert client.get("/ar/accounts/signup/")["Location"] == "/accounts/signup/"


def test_what_is_offered_is_left_alone(client):
    save_identity(by=None, offers_ar=False)
    assert client.get("/en/accounts/login/").status_code == 200
    assert client.get("/ar/accounts/login/")["Location"] == "/accounts/login/"


def test_a_page_leads_to_its_twin_and_one_without_to_the_front(client):
    english = Locale.objects.get(language_code="en")
    home = make_home()
    page = home.add_child(instance=StandardPage(title="Hakkımızda", slug="hakkimizda"))
    twin = page.copy_for_translation(english, copy_parents=True)
    twin.slug = "about-us"
    twin.save_revision().publish()
    twin = StandardPage.objects.get(pk=twin.pk)
    twin.get_ancestors().filter(depth__gt=1).update(live=True)
    address = twin.get_url()
    assert address == "/en/about-us/"
    only_turkish()
    assert client.get(address)["Location"].endswith(page.get_url())
    page.unpublish()
    assert client.get(address)["Location"] == "/"


def test_what_is_sent_from_an_old_tab_is_taken(client):
    sign_in_fresh(client, UserFactory())
    only_turkish()
    with override("en"):
        address = reverse("account_logout")
    assert client.post(address)["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_addresses_without_a_prefix_ask_nothing(client, monkeypatch):
    only_turkish()
    monkeypatch.setattr("pages.middleware.recent_brand", lambda: pytest.fail("asked"))
    assert client.get("/accounts/login/").status_code == 200
