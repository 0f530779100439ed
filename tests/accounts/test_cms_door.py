"""The way into the CMS: its menu entry, its door, its language, and what editors may do there."""

from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Workflow

from accounts.groups import ensure_groups
from accounts.models import Role
from accounts.services import assign_role
from pages.cms_permissions import let_editors_publish, name_review_in_turkish
from tests.factories.accounts import UserFactory, give_role, give_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    ensure_groups()
    let_editors_publish()


def enters(client, role, **scope):
    user = UserFactory()
    give_second_factor(user)
    assign_role(user=user, role=role, by=None, **scope)
    client.force_login(user)
    return user


def test_somebody_without_a_right_is_told_so_and_not_sent_round(client):
    client.force_login(UserFactory())
    answer = client.get("/cms/pages/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1
    assert b"toast" not in client.get("/accounts/profile/").content.split(b"<main")[0]


def test_a_visitor_comes_back_after_signing_in(client):
    answer = client.get("/cms/pages/", follow=True)
    assert unquote(answer.redirect_chain[-1][0]).endswith("/accounts/login/?next=/cms/pages/")


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.EDITOR, True), (Role.TRAINER, True), (Role.MENTOR, False), (None, False)]
)
def test_the_menu_leads_to_the_cms(client, groups, role, sees):
    user = UserFactory()
    if role:
        give_role(user, role)
    client.force_login(user)
    assert (b'href="/cms/"' in client.get("/accounts/profile/").content) is sees


@pytest.mark.parametrize(("language", "said"), [("tr", "Sayfalar"), ("ar", "الصفحات"), ("en", "Pages")])
def test_the_cms_speaks_the_persons_language(client, groups, language, said):
    user = enters(client, Role.EDITOR)
    user.language = language
    user.save()
    assert f'<html lang="{language}"' in (html := client.get("/cms/").content.decode())
    assert said in html


def test_editors_publish_every_page(client, groups, db):
    user = enters(client, Role.EDITOR)
    permissions = Group.objects.get(name="Editors").page_permissions.values_list(
        "permission__codename", flat=True
    )
    assert "publish_page" in set(permissions)
    assert list(user.groups.values_list("name", flat=True)) == ["Editors"]


def test_an_editor_of_one_course_does_not_get_every_page(client, groups):
    user = enters(client, Role.EDITOR, scope_kind="course", scope_id=1)
    assert list(user.groups.values_list("name", flat=True)) == ["Trainers"]


def test_the_menu_of_a_page_has_no_english_workflow(groups):
    name_review_in_turkish()
    assert not Workflow.objects.filter(name__contains="approval").exists()


def test_time_zones_are_those_that_browsers_know():
    assert "Europe/Istanbul" in settings.WAGTAIL_USER_TIME_ZONES
    assert "localtime" not in settings.WAGTAIL_USER_TIME_ZONES
