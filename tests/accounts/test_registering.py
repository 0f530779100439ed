"""Making an account: what is asked, what is told, and that nobody learns who is registered."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import Consent, User
from tests.accounts.conftest import link_in

ANSWER = {"first_name": "Işıl", "last_name": "Yıldız", "password1": "üç kelime yan yana"}


def register(browser, identifier, prefix="", **more):
    return browser.post(f"{prefix}/accounts/signup/", {**ANSWER, "identifier": identifier, **more})


def test_the_form_asks_for_little(client, db):
    form = client.get("/accounts/signup/").context["form"]
    assert list(form.fields) == [
        "first_name",
        "last_name",
        "identifier",
        "password1",
        "shared_device",
        "news",
    ]
    assert not form.fields["news"].required
    assert "checked" not in str(form["news"])


def test_with_a_user_name_she_is_in_at_once(client, db):
    response = register(client, "Işıl.Yıldız")
    user = User.objects.get()
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.username, user.email, user.phone) == ("Işıl.Yıldız", None, None)


def test_a_taken_user_name_is_said_at_the_field(client, person):
    response = register(client, "GÜLŞAH")
    assert response.status_code == 200
    assert "identifier" in response.context["form"].errors
    html = response.content.decode()
    assert 'aria-invalid="true"' in html
    assert 'value="Işıl"' in html


def test_a_phone_number_is_kept_unverified(client, db):
    register(client, "0532 765 43 21")
    user = User.objects.get()
    assert (user.phone_key, user.phone_verified_at, user.username) == ("+905327654321", None, None)


@pytest.mark.parametrize(
    ("known", "unknown"), [("gulsah@ornek.test", "new@ornek.test"), ("05321234567", "05321234568")]
)
def test_nobody_learns_whether_an_address_is_registered(person, known, unknown):
    first, second = Client(), Client()
    taken, free = register(first, known), register(second, unknown)
    assert taken.status_code == free.status_code == 302
    assert taken["Location"] == free["Location"]
    pages = [
        browser.get(answer["Location"]).content.decode()
        for browser, answer in ((first, taken), (second, free))
    ]
    for text in (known, unknown, "+905321234567", "+905321234568"):
        pages = [page.replace(text, "THE-ADDRESS") for page in pages]
    strip = [[line for line in page.splitlines() if "csrfmiddlewaretoken" not in line] for page in pages]
    assert strip[0] == strip[1]
    assert "_auth_user_id" not in first.session
    assert "_auth_user_id" not in second.session


def test_registering_twice_changes_nothing(person, client, mails):
    before = User.objects.get(pk=person.pk).password
    register(client, "GULSAH@ornek.test", first_name="Evil")
    assert User.objects.count() == 1
    person.refresh_from_db()
    assert (person.password, person.first_name) == (before, "Gülşah")
    (mail,) = mails()
    assert mail.to == "gulsah@ornek.test"
    assert link_in(mail, "/password/reset/")


def test_confirmation_mail_once_in_her_language_and_in_another_browser(client, db, mails):
    register(client, "isil@ornek.test", prefix="/en")
    (mail,) = mails()
    assert mails() == [mail]
    assert mail.subject == "Confirm your e-mail address"
    assert "Işıl" in mail.text
    assert "<html" in mail.html
    assert 'lang="en"' in mail.html
    link = link_in(mail, "confirm-email")
    assert link.startswith("/en/")
    other = Client()
    page = other.get(link)
    assert page.status_code == 200
    assert not EmailAddress.objects.get().verified
    other.post(link)
    assert EmailAddress.objects.get().verified
    assert User.objects.get().email_verified_at
    assert [mail.subject for mail in mails()][0] == "Welcome to İmece"


def test_welcome_is_told_once(client, db, mails):
    register(client, "isil@ornek.test")
    link = link_in(mails()[0], "confirm-email")
    Client().post(link)
    Client().post(link)
    assert len(mails()) == 2


def test_reading_begins_before_confirmation(client, db, sign_in):
    answer = register(client, "isil@ornek.test", next="/accounts/profile/")
    assert "next=%2Faccounts%2Fprofile%2F" in answer["Location"]
    assert 'value="isil@ornek.test"' in client.get(answer["Location"]).content.decode()
    assert (
        sign_in("isil@ornek.test", ANSWER["password1"], next="/accounts/profile/")["Location"]
        == "/accounts/profile/"
    )
    assert client.get("/accounts/profile/").status_code == 200


def test_a_used_or_broken_link_says_what_to_do(client, db):
    assert client.get("/accounts/confirm-email/nonsense/").status_code == 200
    assert client.post("/accounts/confirm-email/nonsense/").status_code == 404


@pytest.mark.parametrize(("prefix", "language"), [("", "tr"), ("/en", "en"), ("/ar", "ar")])
def test_her_language_is_the_pages(client, db, prefix, language):
    register(client, "isil", prefix=prefix)
    assert User.objects.get().language == language


@pytest.mark.parametrize(("ticked", "count"), [({}, 0), ({"news": "on"}, 1)])
def test_consent_only_when_ticked_with_the_version_of_its_text(client, db, ticked, count):
    register(client, "isil", **ticked)
    rows = list(Consent.objects.values_list("purpose", "text_version", "is_given", "channel"))
    assert rows == [("news", "2026-11", True, "web")] * count


def test_posting_extra_fields_gives_no_power(client, db):
    register(
        client,
        "isil",
        is_staff="1",
        is_superuser="1",
        role="administrator",
        language="xx",
        email_verified_at="2020-01-01",
    )
    user = User.objects.get()
    assert not (
        user.is_staff or user.is_superuser or user.role_assignments.exists() or user.email_verified_at
    )
    assert user.language == "tr"


@pytest.mark.parametrize("password", ["kisa", "password", "12345678901"])
def test_weak_passwords_are_refused_at_the_field(client, db, password):
    response = register(client, "isil", password1=password)
    assert "password1" in response.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "identifier", ["", "a", "a b c", "@", "ayse@", "0532", "<b>x</b>", "\x00\x00\x00", "a" * 5000]
)
def test_unusable_identifiers_are_explained(client, db, identifier):
    response = register(client, identifier)
    assert response.status_code == 200
    assert response.context["form"].errors["identifier"]


def test_names_are_text_everywhere(client, db, mails):
    register(client, "isil@ornek.test", first_name="<img src=x onerror=alert(1)>")
    (mail,) = mails()
    assert "<img" not in mail.html
