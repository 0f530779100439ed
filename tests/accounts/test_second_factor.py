"""Staff need a second factor; a code works once (security statement 36)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import Role
from accounts.second_factor import current_code, has_second_factor
from accounts.services import assign_role, set_totp
from tests.factories.accounts import PASSWORD, SECRET, UserFactory

SETUP = "/accounts/2fa/"


@pytest.fixture
def trainer(db):
    """A trainer who has not set up a second factor yet."""
    user = UserFactory(username="egitici")
    assign_role(user=user, role=Role.TRAINER, by=None)
    return user


def test_the_demo_sets_and_shows_a_code(db):
    user = UserFactory()
    set_totp(user=user, secret=SECRET)
    set_totp(user=user, secret=SECRET)
    assert Authenticator.objects.filter(user=user).count() == 1
    assert has_second_factor(user)
    assert re.fullmatch(r"\d{6}", current_code(user))
    assert current_code(UserFactory()) == ""


@pytest.mark.parametrize("path", ["/accounts/profile/", "/accounts/home/", "/", "/cms/", "/gallery/"])
def test_without_one_staff_are_led_to_set_it_up(trainer, client, path):
    client.force_login(trainer)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, SETUP)


def test_the_middleware_is_what_leads_her(trainer, client, settings):
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if not name.endswith("StaffSecondFactorMiddleware")
    ]
    client.force_login(trainer)
    assert client.get("/accounts/profile/").status_code == 200


@pytest.mark.parametrize("role", [Role.TRAINER, Role.PROGRAMME_OFFICER, Role.EDITOR, Role.ADMINISTRATOR])
def test_every_role_of_the_staff(db, client, role):
    user = UserFactory()
    assign_role(user=user, role=role, by=None)
    client.force_login(user)
    assert client.get("/accounts/profile/")["Location"] == SETUP


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.MENTOR, Role.FIRM_CONTACT])
def test_nobody_else(db, client, role):
    user = UserFactory()
    assign_role(user=user, role=role, by=None)
    client.force_login(user)
    assert client.get("/accounts/profile/").status_code == 200


def test_a_superuser_of_the_command_line_too(db, client):
    client.force_login(UserFactory(is_superuser=True, second_factor=False))
    assert client.get("/accounts/profile/")["Location"] == SETUP


def test_a_partial_page_is_led_as_a_whole(trainer, client):
    client.force_login(trainer)
    response = client.get("/accounts/profile/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, SETUP)


def test_signing_out_and_setting_up_stay_open(trainer, client, sign_in):
    sign_in("egitici")
    page = client.get(SETUP)
    assert page.status_code == 200
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


def test_she_sets_up_an_app_and_goes_on(trainer, client, sign_in, mails, django_capture_on_commit_callbacks):
    sign_in("egitici")
    page = client.get("/accounts/2fa/totp/activate/")
    html = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    secret = page.context["form"].secret
    assert secret in html
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert wrong.context["form"].errors["code"]
    set_totp(user=trainer, secret=secret)
    code = current_code(trainer)
    Authenticator.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    codes = client.get(done["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert client.get("/accounts/profile/").status_code == 200
    sent = mails()
    assert len([mail for mail in sent if mail.to == trainer.email]) >= 2


def test_whoever_has_one_signs_in_with_it(trainer, client, sign_in):
    set_totp(user=trainer, secret=SECRET)
    response = sign_in("egitici", next="/accounts/profile/")
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/accounts/profile/").status_code == 302
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "12345"})
    assert wrong.context["form"].errors["code"]
    right = client.post("/accounts/2fa/authenticate/", {"code": current_code(trainer)})
    assert right["Location"] == "/accounts/profile/"
    assert client.get("/accounts/profile/").status_code == 200


def test_a_code_works_once(trainer, sign_in, time_machine):
    time_machine.move_to("2026-11-23T08:00:10Z", tick=False)
    set_totp(user=trainer, secret=SECRET)
    code = current_code(trainer)
    first, second, third = Client(), Client(), Client()
    for browser in (first, second):
        sign_in("egitici", browser=browser)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
    time_machine.move_to("2026-11-23T08:00:45Z", tick=False)
    sign_in("egitici", browser=third)
    third.post("/accounts/2fa/authenticate/", {"code": f" {code} "})
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session
    assert "_auth_user_id" not in third.session


def test_a_recovery_code_works_once(trainer, sign_in, client):
    sign_in("egitici")
    set_totp(user=trainer, secret=SECRET)
    client.post("/accounts/2fa/recovery-codes/generate/")
    code = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"][0]
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in("egitici", browser=browser)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_guessing_codes_is_stopped(trainer, sign_in, client):
    set_totp(user=trainer, secret=SECRET)
    sign_in("egitici")
    for number in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": f"{number:06}"})
    client.post("/accounts/2fa/authenticate/", {"code": current_code(trainer)})
    assert "_auth_user_id" not in client.session


def test_staff_keep_their_last_one(trainer, sign_in, client):
    set_totp(user=trainer, secret=SECRET)
    sign_in("egitici")
    client.post("/accounts/2fa/authenticate/", {"code": current_code(trainer)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert has_second_factor(trainer)


def test_a_trainee_may_remove_hers(db, sign_in, client):
    user = UserFactory(username="ayse")
    set_totp(user=user, secret=SECRET)
    sign_in("ayse")
    client.post("/accounts/2fa/authenticate/", {"code": current_code(user)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not has_second_factor(user)


def test_setting_up_asks_again_who_she_is(trainer, client):
    client.force_login(trainer)
    response = client.get("/accounts/2fa/totp/activate/")
    assert "/accounts/reauthenticate/" in response["Location"]
    page = client.get(response["Location"])
    assert page.status_code == 200
    again = client.post(response["Location"], {"password": PASSWORD})
    assert again["Location"] == "/accounts/2fa/totp/activate/"


def test_a_person_with_only_a_phone_can_prove_who_she_is(db, client):
    user = UserFactory(username=None, email=None, phone="05321234567")
    client.force_login(user)
    response = client.post("/accounts/reauthenticate/?next=/accounts/profile/phone/", {"password": PASSWORD})
    assert response["Location"] == "/accounts/profile/phone/"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/generate/",
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
def test_pages_have_no_inline_script(person, sign_in, client, prefix, path):
    sign_in("gulsah")
    html = client.get(f"{prefix}{path}").content.decode()
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.S):
        assert 'type="application/json"' in attributes or not body.strip()
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "nonsense",
        '{"id": 1}',
        '{"response": {}}',
        '{"id":"x","rawId":"eA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"eA","signature":"eA"}}',
    ],
)
def test_a_broken_passkey_is_no_error_of_ours(db, client, text):
    assert (
        client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"}).status_code == 200
    )
    response = client.post("/accounts/2fa/webauthn/login/", {"credential": text})
    assert response.status_code == 302


def test_trainees_cost_the_query_of_their_roles_only(person, client, own_queries):
    client.force_login(person)
    # Session, person, roles.
    assert own_queries(lambda: client.get("/accounts/home/")) == 3


def test_visitors_cost_nothing(db, client, own_queries):
    assert own_queries(lambda: client.get("/accounts/login/")) == 0
