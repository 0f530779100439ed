"""People of an organisation sign in with their account there: against a real OpenID provider."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.utils import timezone

from accounts.models import Role, User
from core.models import AuditEntry
from core.outbox import deliver_all
from notifications.models import Notification
from tests.accounts.sso.conftest import walk
from tests.factories.accounts import UserFactory, sign_in_fresh

pytestmark = pytest.mark.django_db


def _is_in(client, user) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


@pytest.fixture
def isil():
    user = UserFactory(
        first_name="Işıl", last_name="Ak", email="isil@mext.example", email_verified_at=timezone.now()
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_somebody_new_gets_an_account_and_is_in(come, client):
    answer = come("new")
    person = User.objects.get(email_key="yeni@mext.example")
    assert answer.status_code == 302
    assert _is_in(client, person)
    assert (person.first_name, person.last_name) == ("Çiğdem", "İnan")
    assert person.email_verified_at is not None
    assert not person.has_usable_password()
    assert not person.role_assignments.exists()
    assert SocialToken.objects.count() == 0


def test_a_second_time_it_is_the_same_account(come, client):
    come("new")
    client.logout()
    come("new")
    assert User.objects.filter(email_key="yeni@mext.example").count() == 1
    assert SocialAccount.objects.count() == 1
    assert _is_in(client, User.objects.get(email_key="yeni@mext.example"))


def test_her_account_here_is_connected_by_its_confirmed_address_and_she_is_told(come, client, isil):
    come("known")
    assert _is_in(client, isil)
    assert SocialAccount.objects.get().user == isil
    assert AuditEntry.objects.filter(action="accounts.organisation_connected", actor=isil).count() == 1
    deliver_all()
    told = Notification.objects.filter(recipient=isil, kind="account_changed")
    assert [row.values["change"] for row in told] == ["account_connected"]


def test_an_account_whose_address_was_never_confirmed_is_not_handed_over(come, client, isil):
    User.objects.filter(pk=isil.pk).update(email_verified_at=None)
    answer = come("known")
    assert answer.status_code == 403
    assert not client.session.get("_auth_user_id")
    assert not SocialAccount.objects.exists()
    assert "hiç onaylanma" in answer.content.decode()


def test_a_closed_account_stays_closed(come, client, isil):
    User.objects.filter(pk=isil.pk).update(is_active=False)
    assert come("known").status_code == 403
    assert not client.session.get("_auth_user_id")


def test_closed_after_it_was_connected(come, client, isil):
    come("known")
    client.logout()
    User.objects.filter(pk=isil.pk).update(is_active=False)
    come("known")
    assert not client.session.get("_auth_user_id")


@pytest.mark.parametrize("person", ["vague", "silent"])
def test_without_a_confirmed_address_nobody_is_let_in(come, client, person):
    assert come(person).status_code == 403
    assert not client.session.get("_auth_user_id")
    assert not User.objects.filter(email_key="vague@mext.example").exists()


def test_an_organisation_vouches_for_its_own_addresses_only(come, client, organisation):
    organisation(domains=["@Mext.example"])
    assert come("foreign").status_code == 403
    assert not User.objects.filter(email_key="somebody@elsewhere.example").exists()
    come("vague")
    assert _is_in(client, User.objects.get(email_key="vague@mext.example"))


def test_where_nobody_new_is_admitted_only_known_people_come_in(come, client, organisation, isil):
    organisation(admits_new=False)
    assert come("new").status_code == 403
    assert not User.objects.filter(email_key="yeni@mext.example").exists()
    come("known")
    assert _is_in(client, isil)


def test_the_answer_is_in_the_language_she_came_in(come):
    assert "You are not signed in" in come("silent", prefix="/en").content.decode()


def test_staff_are_still_asked_for_a_second_step(come, client, isil):
    isil.role_assignments.create(role=Role.EDITOR)
    come("known")
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert "2fa" in answer["Location"]


def test_an_answer_comes_once_and_only_to_the_browser_that_asked(client, organisation):
    begun = client.post("/accounts/organisation/mext/")
    query = parse_qs(urlsplit(begun["Location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    back = urlsplit(walk(begun["Location"], "new"))
    other = type(client)()
    assert other.get(f"{back.path}?{back.query}").status_code == 403
    assert not other.session.get("_auth_user_id")
    client.get(f"{back.path}?{back.query}")
    client.logout()
    client.get(f"{back.path}?{back.query}")
    assert not client.session.get("_auth_user_id")


def test_she_goes_on_to_what_she_came_for_and_never_elsewhere(come, client):
    assert come("new", next="/en/accounts/profile/")["Location"] == "/en/accounts/profile/"
    client.logout()
    assert "evil" not in come("new", next="https://evil.example/")["Location"]


def test_the_provider_is_down(client, organisation):
    organisation(issuer="http://127.0.0.1:9")
    answer = client.post("/accounts/organisation/mext/")
    assert answer.status_code == 502
    assert client.get("/accounts/login/").status_code == 200


def test_she_cancels_there(client, organisation):
    begun = client.post("/accounts/organisation/mext/")
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    answer = client.get(f"/accounts/organisation/mext/back/?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "Hiçbir şey değişmedi" in answer.content.decode()


def test_an_unknown_organisation_is_not_there(client, organisation):
    assert client.post("/accounts/organisation/nobody/").status_code == 404
    assert client.get("/accounts/organisation/nobody/back/?code=x").status_code == 404
    assert client.get("/accounts/organisation/mext/").status_code == 405


def test_the_buttons_are_there_only_where_an_organisation_is(client, organisation, settings):
    assert "MEXT" in client.get("/accounts/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "organisation/" not in client.get("/accounts/login/").content.decode()


def test_connecting_and_disconnecting_in_the_profile(come, client, isil):
    sign_in_fresh(client, isil)
    come("vague", start="/accounts/organisation/mext/connect/")
    account = SocialAccount.objects.get()
    assert (account.user, account.extra_data["email"]) == (isil, "vague@mext.example")
    assert "vague@mext.example" in client.get("/accounts/profile/").content.decode()
    client.post("/accounts/organisation/mext/remove/")
    assert not SocialAccount.objects.exists()
    assert client.post("/accounts/organisation/mext/remove/").status_code == 404


def test_an_account_there_belongs_to_one_person_here(come, client, isil):
    come("new")
    client.logout()
    sign_in_fresh(client, isil)
    come("new", start="/accounts/organisation/mext/connect/")
    assert SocialAccount.objects.get().user != isil


def test_the_only_way_in_stays(come, client):
    come("new")
    person = User.objects.get(email_key="yeni@mext.example")
    EmailAddress.objects.filter(user=person).update(verified=False)
    client.post("/accounts/organisation/mext/remove/")
    assert SocialAccount.objects.filter(user=person).exists()


def test_connecting_asks_who_she_is(organisation, client):
    answer = client.post("/accounts/organisation/mext/connect/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
