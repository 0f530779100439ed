"""The screen that begins a translation says so when there is nothing left to begin."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.pages import make_home
from tests.factories.toolkits import make_toolkit, translate_toolkit

pytestmark = pytest.mark.django_db


def test_a_page_that_is_there_in_every_language(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
    make_home()
    page = make_toolkit(title="Tarama")
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    translate_toolkit(page, "en", "Scan")
    assert "all-languages" not in client.get(address).content.decode()
    translate_toolkit(page, "ar", "فحص")
    assert "all-languages" in client.get(address).content.decode()
