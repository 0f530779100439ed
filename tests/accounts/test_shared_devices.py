"""One device, several people: sessions that end, pages that no cache keeps, what signing out takes along."""

import time

import pytest
from django.test import Client

from accounts.services.cards import make_cards
from tests.factories.accounts import PASSWORD, UserFactory

NEW = {"first_name": "Işıl", "last_name": "Yıldız", "password1": "üç kelime yan yana"}


@pytest.fixture
def later(monkeypatch):
    """Let minutes go by on the clock that sessions on shared devices are measured with."""
    now = time.time()

    def act(minutes):
        monkeypatch.setattr("accounts.shared_devices.time.time", lambda: now + minutes * 60)

    return act


def ends_with_the_browser(browser):
    return browser.session.get_expire_at_browser_close() and browser.session.get("shared_device") is True


def test_at_every_door(person, sign_in, client):
    sign_in("gulsah", shared_device="on")
    assert ends_with_the_browser(client)
    client.post("/accounts/logout/")
    client.post("/accounts/signup/", {**NEW, "identifier": "isil", "shared_device": "on"})
    assert ends_with_the_browser(client)
    by_card = Client()
    by_card.post("/card/", {"code": make_cards(users=[UserFactory()], by=None)[0].code})
    by_card.post("/card/password/", {"password1": NEW["password1"], "shared_device": "on"})
    assert ends_with_the_browser(by_card)
    own = Client()
    sign_in("gulsah", browser=own)
    assert not own.session.get_expire_at_browser_close()


def test_who_registered_on_a_shared_device_signs_in_on_one(client, db):
    client.post("/accounts/signup/", {**NEW, "identifier": "isil@ornek.test", "shared_device": "on"})
    assert client.get("/accounts/login/").context["form"].initial["shared_device"] is True


def test_it_ends_after_a_while_without_use(person, sign_in, client, later):
    sign_in("gulsah", shared_device="on")
    later(15)
    assert client.get("/en/accounts/profile/").status_code == 200
    later(34)
    assert client.get("/en/accounts/profile/").status_code == 200, "use counts"
    later(55)
    door = client.get("/en/accounts/profile/", follow=True)
    assert door.redirect_chain[0][0] == "/en/accounts/login/?next=/en/accounts/profile/"
    assert "nobody used this device" in door.content.decode()


def test_her_own_device_waits(person, sign_in, client, later):
    sign_in("gulsah")
    later(60 * 24)
    assert client.get("/accounts/profile/").status_code == 200


def test_what_a_page_asks_by_itself_is_no_use(person, sign_in, client, later):
    sign_in("gulsah", shared_device="on")
    for minutes in (10, 19):
        later(minutes)
        client.get("/teach/groups/00000000-0000-0000-0000-000000000000/join-link/arrivals/")
    later(21)
    assert client.get("/accounts/profile/").status_code == 302


@pytest.mark.parametrize(
    "path", ["/", "/accounts/profile/", "/dashboard/", "/nothing-here/", "/accounts/password/change/"]
)
def test_no_cache_keeps_a_page_of_somebody_who_is_signed_in(person, sign_in, client, path):
    assert "no-store" not in client.get("/").get("Cache-Control", "")
    sign_in("gulsah")
    assert "no-store" in client.get(path)["Cache-Control"]


def test_signing_out_empties_the_browser(person, sign_in, client):
    assert "Clear-Site-Data" not in client.post("/accounts/logout/").headers
    assert "Clear-Site-Data" not in sign_in("gulsah").headers
    assert "Clear-Site-Data" not in client.get("/accounts/logout/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_changing_the_person_leads_straight_into_the_field(person, sign_in, client):
    sign_in("gulsah")
    menu = client.get("/accounts/profile/").content.decode()
    assert 'name="next" value="/accounts/login/?person=other"' in menu
    answer = client.post("/accounts/logout/", {"next": "/accounts/login/?person=other"})
    assert answer["Location"] == "/accounts/login/?person=other"
    form = client.get(answer["Location"]).context["form"]
    assert "autofocus" in str(form["login"])
    assert "checked" in str(form["shared_device"])
    plain = client.get("/accounts/login/").context["form"]
    assert "autofocus" not in str(plain["login"])
    assert "checked" not in str(plain["shared_device"])


def test_the_page_knows_whose_it_is_and_says_nothing_else(person, sign_in, client):
    sign_in("gulsah", shared_device="on")
    html = client.get("/accounts/profile/?a=1").content.decode()
    assert 'data-idle="1200" data-idle-url="/accounts/login/?next=/accounts/profile/%3Fa%3D1"' in html
    assert f'data-person="{person.uuid}' not in html
    other, browser = UserFactory(), Client()
    browser.post("/accounts/login/", {"login": other.username, "password": PASSWORD})
    theirs = browser.get("/accounts/profile/").content.decode()
    mark = html.split('data-person="')[1][:16]
    assert f'data-person="{mark}"' not in theirs
    assert "data-idle" not in theirs
