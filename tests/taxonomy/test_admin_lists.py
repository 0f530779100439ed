"""Vocabularies and organisations in the CMS: Turkish order and search, hostile names shown as text."""

import pytest
from django.urls import reverse

from organisations.models import Firm
from taxonomy.models import Province, Topic
from tests.factories.accounts import UserFactory
from tests.factories.organisations import FirmFactory
from tests.factories.taxonomy import ProvinceFactory, TopicFactory

pytestmark = pytest.mark.django_db
PILOTS = ["Adana", "Ankara", "Bursa", "Gaziantep", "İstanbul", "İzmir", "Kocaeli", "Manisa", "Tekirdağ"]


@pytest.fixture
def admin(client):
    """An administrator who is signed in to the CMS."""
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    return client


def test_terms_sort_as_the_turkish_alphabet_does():
    for name in reversed(PILOTS):
        ProvinceFactory(name_tr=name)
    assert [province.name_tr for province in Province.objects.all()] == PILOTS


def test_lists_find_words_however_they_are_typed(admin):
    for name in PILOTS:
        ProvinceFactory(name_tr=name)
    path = reverse(Province.snippet_viewset.get_url_name("list"))
    for query in ("izmir", "İZMİR", "IZMIR", "ızmır"):
        text = admin.get(path, {"q": query}).content.decode()
        assert "İzmir" in text
        assert "Kocaeli" not in text


def test_firms_are_found_by_folded_name(admin):
    FirmFactory(name="Iğdır Çelik A.Ş.")
    FirmFactory(name="Uludağ Otomotiv")
    text = admin.get(
        reverse(Firm.snippet_viewset.get_url_name("list")), {"q": "igdir celik"}
    ).content.decode()
    assert "Iğdır Çelik" in text
    assert "Uludağ" not in text


def test_a_hostile_name_is_text_in_the_cms(admin):
    term = TopicFactory(name_tr="<script>alert(1)</script>")
    for path in (
        reverse(Topic.snippet_viewset.get_url_name("list")),
        reverse(Topic.snippet_viewset.get_url_name("edit"), args=[term.pk]),
    ):
        response = admin.get(path)
        assert response.status_code == 200
        assert b"<script>alert(1)" not in response.content
