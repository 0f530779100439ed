"""Signing in and out: any identifier, one answer for all failures, limits, redirects, sessions."""

import pytest
from allauth.account.views import LoginView, SignupView
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.test import Client

from accounts.models import Role, User
from tests.factories.accounts import PASSWORD, UserFactory, give_role

WRONG = "Bu ad ile bu parola"


@pytest.fixture
def stranger(monkeypatch):
    """Hundreds of browsers nobody has seen: what forms and limits answer counts, how the refused form looks does not."""
    monkeypatch.setattr(LoginView, "render_to_response", lambda self, context, **more: HttpResponse())
    monkeypatch.setattr(SignupView, "render_to_response", lambda self, context, **more: HttpResponse())
    browser = Client()

    def act():
        # A new client would make all middleware anew; without its cookies this one is nobody, too.
        browser.cookies.clear()
        return browser

    return act


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


@pytest.mark.parametrize(
    "identifier",
    ["gulsah", "GÜLŞAH", "gulsah@ornek.test", "GULSAH@ORNEK.TEST", "0532 123 45 67", "+905321234567"],
)
def test_any_identifier_and_the_password(person, sign_in, client, identifier):
    response = sign_in(identifier)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_form_has_one_field_and_a_password(client, db):
    form = client.get("/accounts/login/").context["form"]
    assert list(form.fields) == ["login", "password", "shared_device"]


@pytest.mark.parametrize(
    "identifier", ["gulsah", "gulsah@ornek.test", "05321234567", "nobody", "nobody@ornek.test", "05550000000"]
)
def test_a_wrong_password_and_nobody_have_one_answer(person, sign_in, identifier):
    response = sign_in(identifier, "wrong-password-1")
    right_kind = sign_in("somebody.else", "wrong-password-1")
    assert response.status_code == right_kind.status_code == 200
    assert errors_of(response) == errors_of(right_kind)
    assert len(errors_of(response)) == 1


def test_nobody_costs_a_password_hash_too(person, sign_in, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    sign_in("nobody", "wrong-password-1")
    assert hashed == ["wrong-password-1"]


def test_what_was_typed_survives(person, sign_in):
    html = sign_in("gulsah", "wrong-password-1").content.decode()
    assert 'value="gulsah"' in html
    assert "wrong-password-1" not in html


def test_a_closed_account_stays_out(person, sign_in, client):
    User.objects.filter(pk=person.pk).update(is_active=False)
    sign_in("gulsah")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("text", ["\x00", "a" * 5000, "<script>alert(1)</script>", "' OR 1=1 --", "\ud7ff"])
def test_hostile_text_is_no_error_of_ours(db, sign_in, text):
    assert sign_in(text).status_code == 200
    assert sign_in("gulsah", text).status_code == 200


def test_guessing_one_account_is_stopped_however_it_is_spelt(person, sign_in, client):
    for number in range(10):
        sign_in(["gulsah", "GÜLŞAH", "Gülşah"][number % 3], f"wrong-{number}")
    refused = sign_in("gulsah")
    assert "_auth_user_id" not in client.session
    assert refused.status_code == 200
    (error,) = refused.context["form"].errors.as_data()["__all__"]
    assert error.code == "too_many_login_attempts"


def test_a_classroom_behind_one_address_registers_and_signs_in(db, stranger):
    """Sixty at once, each with a mistake or two; nobody waits."""
    for number in range(60):
        answer = {
            "first_name": "Işıl",
            "last_name": "Yıldız",
            "identifier": f"kisi.{number}",
            "password1": "üç kelime",
        }
        assert stranger().post("/accounts/signup/", {**answer, "identifier": "?"}).status_code == 200
        assert stranger().post("/accounts/signup/", answer).status_code == 302
    for number in range(60):
        answer = {"login": f"kisi.{number}", "password": "üç kelime"}
        stranger().post("/accounts/login/", {**answer, "password": "uc kelime"})
        assert stranger().post("/accounts/login/", answer).status_code == 302


def test_guessing_over_many_accounts_is_stopped(db, stranger, monkeypatch):
    people = [UserFactory() for _ in range(50)]
    checked = []
    monkeypatch.setattr(User, "check_password", lambda self, raw: checked.append(raw) or raw == PASSWORD)
    for number in range(200):
        stranger().post(
            "/accounts/login/", {"login": people[number % 50].username, "password": f"wrong-{number}"}
        )
    assert len(checked) == 100, "after a hundred failures nothing is compared any more"
    browser = stranger()
    browser.post("/accounts/login/", {"login": people[0].username, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


def test_whoever_hammers_at_one_account_does_not_shut_the_classroom(person, sign_in, stranger):
    for number in range(120):
        sign_in("gulsah", f"wrong-{number}", browser=stranger())
    other, browser = UserFactory(), stranger()
    assert sign_in(other.username, browser=browser).status_code == 302


def test_her_own_device_lets_her_in_while_others_try(person, sign_in, stranger):
    own = Client()
    sign_in("gulsah", browser=own)
    own.post("/accounts/logout/")
    for number in range(20):
        sign_in("gulsah", f"wrong-{number}", browser=stranger())
    assert sign_in("gulsah", browser=stranger()).status_code == 200
    assert sign_in("gulsah", browser=own).status_code == 302
    own.post("/accounts/logout/")
    for number in range(10):
        sign_in("gulsah", f"wrong-{number}", browser=own)
    assert sign_in("gulsah", browser=own).status_code == 200, "the device of a thief has ten tries, too"


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "On dakika bekleyin"), ("/en", "Wait ten minutes"), ("/ar", "انتظري عشر دقائق")],
)
def test_who_is_locked_out_reads_what_to_do(person, prefix, said):
    for number in range(10):
        Client().post("/accounts/login/", {"login": "gulsah", "password": f"wrong-{number}"})
    page = Client().post(f"{prefix}/accounts/login/", {"login": "gulsah", "password": PASSWORD})
    assert said in page.content.decode()


def test_the_address_behind_a_proxy_counts(db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/10m/key,2/10m/ip"}
    user = UserFactory()
    for number in range(2):
        Client().post(
            "/accounts/login/",
            {"login": f"a{number}b", "password": "x"},
            headers={"X-Forwarded-For": "203.0.113.9"},
        )
    there, elsewhere = Client(), Client()
    answer = {"login": user.username, "password": PASSWORD}
    there.post("/accounts/login/", answer, headers={"X-Forwarded-For": "203.0.113.9"})
    elsewhere.post("/accounts/login/", answer, headers={"X-Forwarded-For": "203.0.113.10"})
    assert "_auth_user_id" not in there.session
    assert "_auth_user_id" in elsewhere.session


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver.evil.example/",
    ],
)
def test_next_never_leaves_this_host(person, sign_in, target):
    assert "evil" not in sign_in("gulsah", next=target)["Location"]
    assert "javascript" not in sign_in("gulsah", next=target)["Location"]


def test_next_does_not_lead_to_another_of_our_hosts(person, sign_in, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.ornek.test"]
    assert "other" not in sign_in("gulsah", next="https://other.ornek.test/")["Location"]


def test_next_on_this_host_is_kept(person, sign_in, client):
    page = client.get("/accounts/login/?next=/accounts/profile/").content.decode()
    assert 'name="next" value="/accounts/profile/"' in page
    assert sign_in("gulsah", next="/accounts/profile/")["Location"] == "/accounts/profile/"


def test_signing_out_is_a_post(person, sign_in, client):
    sign_in("gulsah")
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_on_a_shared_device_the_session_ends_with_the_browser(person, sign_in, client):
    response = sign_in("gulsah", shared_device="on")
    assert response.cookies["imece_session"]["max-age"] == ""
    client.post("/accounts/logout/")
    response = sign_in("gulsah")
    assert response.cookies["imece_session"]["max-age"] == 60 * 60 * 24 * 14


def test_she_sees_and_ends_her_sessions(person, sign_in, client):
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 12) Chrome/120.0 Mobile"})
    sign_in("gulsah")
    sign_in("gulsah", browser=phone)
    page = client.get("/accounts/profile/").content.decode()
    assert "Chrome, Android" in page
    there = UserSession.objects.get(session_key=phone.session.session_key)
    client.post(f"/accounts/profile/sessions/{there.pk}/end/")
    assert phone.get("/accounts/profile/").status_code == 302
    assert client.get("/accounts/profile/").status_code == 200


def test_nobody_ends_somebody_elses_session(person, sign_in, client):
    other = Client()
    user = UserFactory()
    sign_in(user.username, browser=other)
    theirs = UserSession.objects.get(user=user)
    sign_in("gulsah")
    assert client.post(f"/accounts/profile/sessions/{theirs.pk}/end/").status_code == 404
    assert other.get("/accounts/profile/").status_code == 200
    assert client.get(f"/accounts/profile/sessions/{theirs.pk}/end/").status_code == 405


def test_all_others_end_at_once(person, sign_in, client):
    others = [Client(), Client()]
    for browser in others:
        sign_in("gulsah", browser=browser)
    sign_in("gulsah")
    client.post("/accounts/sessions/")
    assert [browser.get("/accounts/profile/").status_code for browser in others] == [302, 302]
    assert client.get("/accounts/profile/").status_code == 200


def test_a_new_password_ends_the_other_sessions(person, sign_in, client):
    other = Client()
    sign_in("gulsah", browser=other)
    sign_in("gulsah")
    response = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "yepyeni-bir-parola"}
    )
    assert response.status_code == 302
    assert client.get("/accounts/profile/").status_code == 200
    assert other.get("/accounts/profile/").status_code == 302


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/", "/en/_util/login/"])
def test_there_is_one_door_only(person, client, path):
    """Wagtail's own sign-in pages would let people in without second factor and limits."""
    assert client.get(f"{path}?next=/cms/")["Location"].endswith("/accounts/login/?next=/cms/")
    client.post(path, {"username": "gulsah", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("role", "place"), [(None, "/dashboard/"), (Role.TRAINER, "/teach/"), (Role.EDITOR, "/teach/")]
)
def test_people_arrive_where_they_begin(person, client, role, place):
    if role:
        give_role(person, role)
    client.force_login(person)
    assert client.get("/accounts/home/")["Location"] == place
