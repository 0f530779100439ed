"""A page for some groups only: visitors are led to signing in, other people are told that it is not for them."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from tests.factories.accounts import UserFactory
from tests.factories.toolkits import make_toolkit

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return Group.objects.create(name="Ekip")


@pytest.fixture
def page(team):
    """A toolkit that only the team may read."""
    page = make_toolkit(title="Yalnız ekibe")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(team)
    return page


def test_a_visitor_signs_in_first(client, page):
    response = client.get(page.get_url(), follow=True)
    assert response.request["PATH_INFO"] == "/accounts/login/"


def test_somebody_of_another_group_is_told_so(client, page):
    client.force_login(UserFactory())
    response = client.get(page.get_url(), follow=True)
    assert response.status_code == 403
    assert "Yalnız ekibe" not in response.content.decode()


def test_the_group_reads_it(client, page, team):
    member = UserFactory()
    member.groups.add(team)
    client.force_login(member)
    assert "Yalnız ekibe" in client.get(page.get_url()).content.decode()


def test_whoever_is_signed_in_reads_a_page_for_signed_in_people(client):
    page = make_toolkit(title="Üyelere")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    client.force_login(UserFactory())
    assert client.get(page.get_url()).status_code == 200
