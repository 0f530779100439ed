"""An editor changes the cards and steps of the front page; lists in the earlier form are taken over."""

import importlib
import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import Role
from pages.models import HomePage
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course_index
from tests.factories.pages import make_home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]


def _door(**changes):
    return {
        "title": "Firmamı geliştiriyorum",
        "text": "x",
        "label": "Bak",
        "page": "",
        "address": "",
    } | changes


@pytest.fixture
def save(client):
    """Save the front page's form as an editor; returns the response."""
    home = make_home()
    user = UserFactory()
    give_role(user, Role.EDITOR)
    client.force_login(user)

    def post(doors):
        fields = nested_form_data(
            {
                "title": home.title,
                "slug": home.slug,
                "summary": "",
                "hero_title": "Birlikte",
                "hero_text": "",
                "doors": streamfield([("door", door) for door in doors]),
                "steps": streamfield([("step", {"title": "Katılın", "text": "Bir gruba."})]),
                "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
                "action-publish": "1",
            }
        )
        return client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), fields)

    return post


def test_an_editor_changes_cards_and_steps(client, save):
    courses = make_course_index()
    assert (
        save([_door(page=courses.pk), _door(title="Öğrenmek istiyorum", address="/search/")]).status_code
        == 302
    )
    client.logout()
    text = client.get("/").content.decode()
    for words in ("Öğrenmek istiyorum", 'href="/search/"', f'href="{courses.url}"', "Katılın", "Bir gruba."):
        assert words in text
    courses.unpublish()
    assert f'href="{courses.url}"' not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//elsewhere.example/", "/\\elsewhere.example", "search"]
)
def test_a_card_leads_to_a_place_of_the_site_or_a_web_address(save, address):
    answer = save([_door(address=address)])
    assert answer.status_code == 200
    assert "doors" in answer.context["form"].errors
    assert not HomePage.objects.get().doors


def test_lists_of_an_earlier_version_become_blocks():
    migration = importlib.import_module("pages.migrations.0003_front_page_blocks")
    door = {"key": "firm", "title": "Firma", "text": "x", "label": "Bak", "url": "/interest/"}
    page = HomePage()
    for kind, field, old in (("door", "doors", door), ("step", "steps", {"title": "Firma", "text": "y"})):
        blocks = migration._blocks(kind, [old])
        assert migration._blocks(kind, blocks) == blocks
        setattr(page, field, json.dumps(blocks))
        assert [block.value["title"] for block in getattr(page, field)] == ["Firma"]
    assert page.doors[0].value.url == "/interest/"
