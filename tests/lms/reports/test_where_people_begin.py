"""The first entry of the menu is where a person begins, and nobody is sent to an empty list of courses."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.factories.accounts import UserFactory, give_role
from tests.factories.organisations import FirmFactory
from tests.factories.programmes import CohortFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_second_step(settings):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "SecondFactor" not in one]


@pytest.mark.parametrize(
    ("role", "kind", "name"),
    [
        (None, None, "lms:dashboard"),
        (Role.TRAINER, "cohort", "lms:teach-home"),
        (Role.MENTOR, "firm", "lms:mentor-home"),
        (Role.FIRM_CONTACT, "firm", "toolkits:firm-home"),
    ],
)
def test_the_first_entry(without_second_step, role, kind, name):
    user = UserFactory()
    if role:
        owner = CohortFactory() if kind == "cohort" else FirmFactory()
        give_role(user, role, kind=kind, identifier=owner.pk)
    client = Client()
    client.force_login(user)
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200
    menu = response.content.decode().split('class="site-nav"')[1].split("</nav>")[0]
    first = menu.split('href="')[1].split('"')[0]
    assert first == reverse(name)
    assert (f'href="{reverse("lms:dashboard")}"' in menu) is (role is None)
    assert f'href="{reverse("lms:dashboard")}"' in response.content.decode()
