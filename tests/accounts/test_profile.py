"""A person's own page: identifiers, consents, roles and why."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import Consent, Role, User
from accounts.scopes import ScopeKind, scope_kinds
from accounts.services import assign_role
from tests.accounts.conftest import link_in
from tests.factories.accounts import PASSWORD, UserFactory, give_role, sign_in_fresh


@pytest.fixture
def inside(person, sign_in, client):
    sign_in("gulsah")
    return client


@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
def test_it_shows_what_is_hers(inside, prefix):
    html = inside.get(f"{prefix}/accounts/profile/").content.decode()
    for text in ("gulsah", "gulsah@ornek.test", "0532 123 45 67"):
        assert text in html


def test_visitors_are_led_to_sign_in(client, db):
    assert client.get("/en/accounts/profile/")["Location"] == "/en/accounts/login/?next=/en/accounts/profile/"


def test_name_and_language(inside, person):
    inside.post("/accounts/profile/name/", {"first_name": "Işıl", "last_name": "Iğdırlı", "language": "ar"})
    person.refresh_from_db()
    assert (person.first_name, person.last_name, person.language) == ("Işıl", "Iğdırlı", "ar")
    assert person.sort_name
    wrong = inside.post(
        "/accounts/profile/name/", {"first_name": "", "last_name": "x" * 500, "language": "xx"}
    )
    assert set(wrong.context["form"].errors) == {"first_name", "last_name", "language"}


def test_user_name_and_phone_change_and_go(inside, person):
    inside.post("/accounts/profile/username/", {"username": "Yeni.Ad"})
    inside.post("/accounts/profile/phone/", {"phone": ""})
    person.refresh_from_db()
    assert (person.username, person.username_key, person.phone) == ("Yeni.Ad", "yeni.ad", None)


@pytest.mark.parametrize(
    ("path", "field", "value"), [("username", "username", "KİSİX"), ("phone", "phone", "+90 555 111 22 33")]
)
def test_what_another_person_has_is_refused(inside, person, path, field, value):
    UserFactory(username="kisix", phone="0555 111 22 33")
    response = inside.post(f"/accounts/profile/{path}/", {field: value})
    assert response.context["form"].errors[field]


def test_the_last_way_to_sign_in_stays(db, client, sign_in):
    user = UserFactory(username="ayse", email=None)
    sign_in("ayse")
    response = client.post("/accounts/profile/username/", {"username": ""})
    assert response.context["form"].errors["username"]
    user.refresh_from_db()
    assert user.username == "ayse"


def test_identifiers_ask_again_who_she_is(person, client):
    client.force_login(person)
    for path in ("username", "phone"):
        assert "/accounts/reauthenticate/" in client.get(f"/accounts/profile/{path}/")["Location"]


def test_a_new_address_takes_over_once_confirmed(inside, person, mails):
    inside.post("/accounts/email/", {"email": "YENI@ornek.test", "action_add": "1"})
    person.refresh_from_db()
    assert person.email == "gulsah@ornek.test"
    mail = mails()[0]
    assert mail.to == "yeni@ornek.test"
    Client().post(link_in(mail, "confirm-email"))
    person.refresh_from_db()
    assert (person.email, person.email_key) == ("yeni@ornek.test", "yeni@ornek.test")
    assert person.email_verified_at
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [
        ("yeni@ornek.test", True, True)
    ]
    assert "gulsah@ornek.test" in {mail.to for mail in mails()}


def test_a_person_whose_only_way_is_unconfirmed_can_correct_it(db, client, sign_in, mails):
    client.post(
        "/accounts/signup/",
        {"first_name": "Işıl", "last_name": "Y", "identifier": "isli@ornek.test", "password1": PASSWORD},
    )
    sign_in("isli@ornek.test")
    assert client.post("/accounts/email/", {"email": "isil@ornek.test", "action_add": "1"}).status_code == 302
    assert (
        client.post("/accounts/email/", {"email": "isil2@ornek.test", "action_add": "1"}).status_code == 302
    )
    mail = next(mail for mail in mails() if mail.to == "isil2@ornek.test")
    Client().post(link_in(mail, "confirm-email"))
    assert User.objects.get().email == "isil2@ornek.test"


def test_another_persons_address_is_never_taken_over(inside, person, mails):
    other = UserFactory(email="ayse@ornek.test")
    answer = inside.post("/accounts/email/", {"email": "ayse@ornek.test", "action_add": "1"})
    free = inside.post("/accounts/email/", {"email": "free@ornek.test", "action_add": "1"})
    assert (answer.status_code, answer["Location"]) == (free.status_code, free["Location"])
    for mail in mails():
        if mail.to == "ayse@ornek.test":
            Client().post(link_in(mail, "confirm-email"))
    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.email, other.email) == ("gulsah@ornek.test", "ayse@ornek.test")


@pytest.mark.parametrize(
    "there", ["©", "index", "javascript:alert(1)", "//evil.test/", "https://evil.test/", "/\\evil.test"]
)
def test_after_asking_for_the_mail_again_she_stays_on_this_site(inside, there):
    ask = "/accounts/confirm-email/again/"
    assert inside.post(ask, {"next": there})["Location"] == "/accounts/profile/"
    assert inside.post(ask, {"next": "/dashboard/"})["Location"] == "/dashboard/"


def test_an_address_can_be_removed_while_another_way_stays(inside, person):
    inside.post("/accounts/email/", {"email": "gulsah@ornek.test", "action_remove": "1"})
    person.refresh_from_db()
    assert person.email is None


def test_the_only_address_stays(db, client, sign_in):
    user = UserFactory(username=None, email="ayse@ornek.test")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    sign_in("ayse@ornek.test")
    client.post("/accounts/email/", {"email": "ayse@ornek.test", "action_remove": "1"})
    user.refresh_from_db()
    assert user.email == "ayse@ornek.test"


def test_withdrawing_a_consent_is_one_press_and_a_new_row(inside, person):
    inside.post("/accounts/profile/consents/news/", {"decision": "give"})
    inside.post("/accounts/profile/consents/news/", {"decision": "withdraw"})
    assert list(Consent.objects.order_by("pk").values_list("is_given", flat=True)) == [True, False]
    assert inside.post("/accounts/profile/consents/other/").status_code == 404
    assert inside.get("/accounts/profile/consents/news/").status_code == 405


def test_consents_are_never_changed(inside, person):
    inside.post("/accounts/profile/consents/news/", {"decision": "give"})
    with pytest.raises(Exception, match="append-only"):
        Consent.objects.update(is_given=False)


def test_roles_with_what_they_allow_and_why(inside, person, monkeypatch):
    monkeypatch.setattr(scope_kinds, "_entries", dict(scope_kinds._entries))
    scope_kinds._entries["firm"] = ScopeKind("Firma", lambda ids: {one: f"Ege {one}" for one in ids})
    officer = UserFactory(first_name="Aslıhan", last_name="Güçlü")
    assign_role(
        user=person,
        role=Role.FIRM_CONTACT,
        scope_kind="firm",
        scope_id=3,
        by=officer,
        reason="Firmanın isteği",
    )
    html = inside.get("/accounts/profile/").content.decode()
    for text in ("Firma: Ege 3", "Aslıhan Güçlü", "Firmanın isteği"):
        assert text in html


def test_queries_do_not_grow(inside, person, monkeypatch, sign_in, own_queries):
    monkeypatch.setattr(scope_kinds, "_entries", dict(scope_kinds._entries))
    scope_kinds._entries["firm"] = ScopeKind("Firma", lambda ids: dict.fromkeys(ids, "Ege"))
    counts = []
    for number in range(20):
        assign_role(user=person, role=Role.FIRM_CONTACT, scope_kind="firm", scope_id=number, by=None)
        sign_in("gulsah", browser=Client())
        if number in {0, 19}:
            counts.append(own_queries(lambda: inside.get("/accounts/profile/")))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
def test_the_notice_is_public(client, db, prefix):
    assert client.get(f"{prefix}/accounts/notice/").status_code == 200


def test_staff_with_a_second_factor_change_their_address(client, db, mails):
    officer = UserFactory(username="gorevli", email="eski@ornek.test")
    give_role(officer, Role.PROGRAMME_OFFICER)
    EmailAddress.objects.create(user=officer, email="eski@ornek.test", verified=True, primary=True)
    sign_in_fresh(client, officer)
    same = client.post("/accounts/email/", {"email": "ESKI@ornek.test", "action_add": "1"})
    assert same.status_code == 200 and same.context["form"].errors
    answer = client.post("/accounts/email/", {"email": "yeni@ornek.test", "action_add": "1"})
    assert answer.status_code == 302
    officer.refresh_from_db()
    assert officer.email == "eski@ornek.test"
    mail = mails()[-1]
    Client().post(link_in(mail, "confirm-email"))
    officer.refresh_from_db()
    assert officer.email == "yeni@ornek.test"
