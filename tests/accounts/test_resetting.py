"""A forgotten password."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import OutboxMessage
from tests.accounts.conftest import link_in
from tests.factories.accounts import PASSWORD, UserFactory

NEW = "bambaşka-bir-parola"


def ask(browser, identifier, prefix=""):
    return browser.post(f"{prefix}/accounts/password/reset/", {"email": identifier})


@pytest.mark.parametrize("identifier", ["gulsah", "GULSAH@ORNEK.TEST", "0532 123 45 67"])
def test_any_identifier_brings_the_link_to_her_own_address(person, client, mails, identifier):
    ask(client, identifier)
    (mail,) = mails()
    assert mail.to == "gulsah@ornek.test"
    form_page = client.get(link_in(mail, "/reset/key/"), follow=True)
    assert form_page.status_code == 200
    done = client.post(form_page.redirect_chain[-1][0], {"password1": NEW})
    assert done.status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize(
    "identifier",
    ["gulsah", "gulsah@ornek.test", "05321234567", "nobody", "nobody@ornek.test", "05550000000", "?"],
)
def test_everybody_gets_the_same_answer_for_the_same_work(
    person, client, identifier, django_assert_num_queries
):
    known = ask(Client(), "gulsah@ornek.test")
    OutboxMessage.objects.all().delete()
    answer = ask(client, identifier)
    assert (answer.status_code, answer["Location"]) == (known.status_code, known["Location"])
    assert OutboxMessage.objects.count() == 1


def test_an_unknown_address_is_told_so_in_the_pages_language(db, client, mails):
    ask(client, "nobody@ornek.test", prefix="/en")
    (mail,) = mails()
    assert (mail.to, mail.subject) == ("nobody@ornek.test", "No account with this address")


def test_a_person_without_address_gets_no_mail(db, client, mails):
    UserFactory(username="ayse", email=None)
    ask(client, "ayse")
    assert mails() == []


def test_the_link_is_not_stored(person, client, mails):
    ask(client, "gulsah")
    (mail,) = mails()
    key = link_in(mail, "/reset/key/").rstrip("/").rsplit("-", 1)[1]
    assert not any(key in str(row.payload) for row in OutboxMessage.objects.all())


def test_the_link_works_once(person, client, mails):
    ask(client, "gulsah")
    link = link_in(mails()[0], "/reset/key/")
    page = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(page, {"password1": NEW})
    again = Client().get(link, follow=True)
    assert again.context["token_fail"]


def test_a_reset_ends_her_sessions_and_confirms_her_address(db, sign_in, mails, client):
    user = UserFactory(email="isil@ornek.test")
    thief = Client()
    sign_in(user.username, browser=thief)
    ask(client, "isil@ornek.test")
    page = client.get(link_in(mails()[0], "/reset/key/"), follow=True).redirect_chain[-1][0]
    client.post(page, {"password1": NEW})
    assert thief.get("/accounts/profile/").status_code == 302
    assert User.objects.get(pk=user.pk).email_verified_at
    subjects = [mail.subject for mail in mails()]
    assert len(subjects) == 2


def test_asking_often_is_stopped_alike_for_all(person, client):
    for identifier in ("gulsah@ornek.test", "nobody@ornek.test"):
        statuses = [ask(client, identifier).status_code for _ in range(6)]
        assert statuses == [302] * 5 + [429]


def test_the_old_password_is_asked_for_a_new_one(person, sign_in, client):
    sign_in("gulsah")
    response = client.post("/accounts/password/change/", {"oldpassword": "wrong", "password1": NEW})
    assert response.context["form"].errors["oldpassword"]
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})
    person.refresh_from_db()
    assert person.check_password(NEW)
