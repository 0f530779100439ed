"""The CMS has no screens of users and groups; its groups follow from roles; whoever enters has a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from accounts.groups import ensure_groups, sync_groups
from accounts.models import Role, User
from accounts.services import assign_role
from tests.factories.accounts import UserFactory, give_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize(
    "path",
    ["users/", "users/add/", "users/edit/1/", "groups/", "groups/new/", "bulk/accounts/user/assign_role/"],
)
def test_wagtails_own_screens_are_gone(inside, path):
    assert inside.get(f"/cms/{path}")["Location"] == "/people/"
    fields = {"username": "İSİL", "first_name": "a", "last_name": "b", "is_superuser": "on", "name": "x"}
    assert inside.post(f"/cms/{path}", fields)["Location"] == "/people/"
    assert not User.objects.filter(first_name="a").exists()
    assert not Group.objects.filter(name="x").exists()


def test_nothing_in_the_cms_leads_there(inside):
    for path in ("/cms/", "/cms/reports/site-history/", "/cms/images/"):
        html = inside.get(path).content.decode()
        assert "/cms/users/" not in html
        assert "/cms/groups/" not in html


def test_groups_that_open_the_cms_follow_from_roles_only(sign_in):
    ensure_groups()
    user = UserFactory(username="ayse")
    choir = Group.objects.create(name="Choir")
    user.groups.set([Group.objects.get(name="Editors"), Group.objects.get(name="Moderators"), choir])
    sign_in("ayse", browser=Client())
    assert list(user.groups.values_list("name", flat=True)) == ["Choir"]
    assign_role(user=user, role=Role.TRAINER, by=None)
    user.groups.add(Group.objects.get(name="Editors"))
    sync_groups(user)
    assert set(user.groups.values_list("name", flat=True)) == {"Choir", "Trainers"}


def test_nobody_enters_without_a_second_factor_whichever_way_she_got_in(client):
    """Security statement 36: a group without a role, too."""
    ensure_groups()
    user = UserFactory()
    client.force_login(user)
    user.groups.add(Group.objects.get(name="Editors"))
    assert client.get("/cms/")["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/profile/").status_code == 200, "only the CMS asks for it"
    give_second_factor(user)
    assert client.get("/cms/").status_code == 200
    from accounts.mfa_adapter import MFAAdapter

    only = Authenticator.objects.get(user=user)
    assert not MFAAdapter().can_delete_authenticator(only)
