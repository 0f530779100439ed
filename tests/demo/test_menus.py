"""The demo's sign-ins are found from the sign-in page, on a laptop only."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_sign_in_page_leads_to_the_demo_people(client, settings, is_demo):
    settings.DEMO_MODE = is_demo
    html = client.get(reverse("account_login")).content.decode()
    assert (f'href="{reverse("demo:codes")}"' in html) is is_demo
    assert client.get(reverse("demo:codes")).status_code == (200 if is_demo else 404)
