"""An editor announces chapters of a guide, one a line."""

import pytest
from django.urls import reverse

from accounts.models import Role
from tests.factories.accounts import UserFactory, give_role
from tests.factories.toolkits import make_guide

pytestmark = pytest.mark.django_db


def test_planned_chapters_are_written_one_a_line(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
    guide = make_guide(chapters=0, planned_chapters=[{"tr": "Sayım", "en": "Counting"}, "Ayıklama"])
    user = UserFactory()
    give_role(user, Role.EDITOR)
    client.force_login(user)
    edit = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    assert client.get(edit).context["form"]["planned_chapters"].value() == "Sayım\nAyıklama"
    saved = client.post(
        edit,
        {
            "title": guide.title,
            "slug": guide.slug,
            "summary": "",
            "introduction": "null",
            "planned_chapters": " Sayım \n\nİlk hafta\n",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
        },
    )
    assert saved.status_code == 302
    guide.refresh_from_db()
    assert guide.planned_chapters == [{"tr": "Sayım", "en": "Counting"}, "İlk hafta"]
    client.logout()
    text = client.get(guide.url).content.decode()
    assert "İlk hafta" in text and "Ayıklama" not in text
