"""Roles: audited, told, in force at once; the CMS groups follow them."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.exceptions import UnknownScope
from accounts.groups import GROUPS, ensure_groups
from accounts.models import Role, RoleAssignment
from accounts.roles import (
    has_role,
    has_role_somewhere,
    is_administrator,
    is_staff_member,
    roles_of,
    scope_ids,
)
from accounts.scopes import ScopeKind, scope_kinds
from accounts.services import assign_role, revoke_role
from core.models import AuditEntry
from tests.factories.accounts import UserFactory, give_role, give_second_factor


@pytest.fixture(autouse=True)
def _kinds(monkeypatch):
    monkeypatch.setattr(scope_kinds, "_entries", dict(scope_kinds._entries))
    scope_kinds._entries["cohort"] = ScopeKind("Grup", lambda ids: {one: f"İzmir {one}" for one in ids})


def again(user):
    """The person as the next request sees her."""
    return type(user).objects.get(pk=user.pk)


def test_a_role_for_one_object_is_not_for_another(db):
    user = UserFactory()
    assign_role(user=user, role=Role.TRAINER, scope_kind="cohort", scope_id=7, by=None)
    user = again(user)
    assert has_role(user, Role.TRAINER, [("cohort", 7)])
    assert not has_role(user, Role.TRAINER, [("cohort", 8), ("course", 7)])
    assert not has_role(user, Role.TRAINER)
    assert has_role_somewhere(user, Role.TRAINER)
    assert scope_ids(user, Role.TRAINER, "cohort") == {7}
    assert is_staff_member(user)
    assert not is_administrator(user)


def test_a_role_everywhere_is_for_all(db):
    user = UserFactory()
    assign_role(user=user, role=Role.EDITOR, by=None)
    user = again(user)
    assert has_role(user, Role.EDITOR, [("course", 1)])
    assert scope_ids(user, Role.EDITOR, "course") is None


def test_given_twice_is_once(db):
    user, officer = UserFactory(), UserFactory()
    first = assign_role(
        user=user, role="trainer", scope_kind="cohort", scope_id=7, by=officer, reason="Yeni eğitici"
    )
    second = assign_role(user=user, role="trainer", scope_kind="cohort", scope_id=7, by=officer)
    assert first == second
    assert AuditEntry.objects.filter(action="accounts.role_given").count() == 1
    entry = AuditEntry.objects.get(action="accounts.role_given")
    assert (entry.actor, entry.object_id, entry.reason) == (officer, str(user.pk), "Yeni eğitici")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=user, role="trainer", scope_kind="cohort", scope_id=7)


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        ({"scope_kind": "planet", "scope_id": 1}, UnknownScope),
        ({"scope_kind": "cohort"}, ValueError),
        ({"scope_id": 1}, ValueError),
    ],
)
def test_scopes_are_whole_and_known(db, scope, error):
    with pytest.raises(error):
        assign_role(user=UserFactory(), role=Role.TRAINER, by=None, **scope)


def test_an_unknown_role_is_refused(db):
    with pytest.raises(ValueError, match="king"):
        assign_role(user=UserFactory(), role="king", by=None)


def test_she_is_told_in_her_language_once(db, mails):
    user = UserFactory(language="en")
    assign_role(user=user, role=Role.TRAINER, scope_kind="cohort", scope_id=7, by=None)
    (mail,) = mails()
    assert mail.subject == "New role: Trainer"
    assert "İzmir 7" in mail.text
    assert "second step" in mail.text


def test_taken_away_it_stops_with_the_next_request(db, client):
    """Security statement 9: an open session has no power left."""
    user = UserFactory()
    assignment = give_role(user, Role.TRAINER, kind="cohort", identifier=7)
    client.force_login(user)
    assert has_role(again(user), Role.TRAINER, [("cohort", 7)])
    revoke_role(assignment=assignment, by=None, reason="Ayrıldı")
    assert not has_role(again(user), Role.TRAINER, [("cohort", 7)])
    assert not has_role(user, Role.TRAINER, [("cohort", 7)]) or "_held_roles" in user.__dict__
    assert AuditEntry.objects.get(action="accounts.role_taken").reason == "Ayrıldı"


def test_taken_twice_is_once_and_may_be_given_anew(db):
    user = UserFactory()
    assignment = assign_role(user=user, role=Role.MENTOR, by=None)
    revoke_role(assignment=assignment, by=None, reason="")
    revoke_role(assignment=assignment, by=None, reason="")
    assert AuditEntry.objects.filter(action="accounts.role_taken").count() == 1
    assert assign_role(user=user, role=Role.MENTOR, by=None) != assignment


def test_a_change_of_role_ends_her_sessions(db, sign_in):
    user = UserFactory(username="ayse")
    browser = Client()
    sign_in("ayse", browser=browser)
    assign_role(user=user, role=Role.FIRM_CONTACT, by=None)
    assert browser.get("/accounts/profile/").status_code == 200
    assignment = assign_role(user=user, role=Role.TRAINER, by=None)
    assert browser.get("/accounts/profile/").status_code == 302
    again_in = Client()
    sign_in("ayse", browser=again_in)
    revoke_role(assignment=assignment, by=None, reason="")
    assert again_in.get("/accounts/profile/").status_code == 302


def test_a_closed_account_has_no_role(db):
    user = UserFactory(is_active=False)
    give_role(user, Role.ADMINISTRATOR)
    assert roles_of(again(user)) == ()


@pytest.mark.parametrize("role", list(GROUPS))
def test_the_groups_of_the_cms_follow(db, client, role):
    ensure_groups()
    user = UserFactory()
    give_second_factor(user)
    assignment = assign_role(user=user, role=role, by=None)
    assert list(user.groups.values_list("name", flat=True)) == [GROUPS[role]]
    client.force_login(again(user))
    assert client.get("/cms/").status_code == 200
    revoke_role(assignment=assignment, by=None, reason="")
    assert not user.groups.exists()
    client.force_login(again(user))
    assert client.get("/cms/").status_code in {302, 403}


def test_other_groups_are_left_alone(db):
    ensure_groups()
    user = UserFactory()
    user.groups.add(Group.objects.create(name="Choir"))
    revoke_role(assignment=assign_role(user=user, role=Role.EDITOR, by=None), by=None, reason="")
    assert list(user.groups.values_list("name", flat=True)) == ["Choir"]


def test_an_administrator_is_superuser_while_she_is_one(db):
    user = UserFactory()
    assignment = assign_role(user=user, role=Role.ADMINISTRATOR, by=None)
    assert again(user).is_superuser
    revoke_role(assignment=assignment, by=None, reason="")
    assert not again(user).is_superuser


def test_a_superuser_of_the_command_line_stays_one(db):
    user = UserFactory(is_superuser=True)
    revoke_role(assignment=assign_role(user=user, role=Role.TRAINER, by=None), by=None, reason="")
    assert again(user).is_superuser


def test_trainees_do_not_enter_the_cms(db, client):
    client.force_login(UserFactory())
    assert client.get("/cms/").status_code in {302, 403}
