"""Editors see drafts as readers would: every type of page that has a preview shows it."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from core.pages import BasePage
from lms.courses.models import CourseIndexPage, CoursePage, LessonPage
from pages.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course
from tests.factories.pages import make_home
from tests.factories.toolkits import make_guide, make_toolkit
from toolkits.library.models import (
    GuideChapterPage,
    GuideIndexPage,
    GuidePage,
    ToolkitIndexPage,
    ToolkitPage,
)

pytestmark = pytest.mark.django_db
TYPES = [
    HomePage, StandardPage, NewsIndexPage, NewsPage, CourseIndexPage, CoursePage, ToolkitIndexPage, ToolkitPage,
    GuideIndexPage, GuidePage, GuideChapterPage,
]  # fmt: skip


@pytest.fixture
def site():
    """One page of each type."""
    home = make_home()
    make_course()
    make_toolkit()
    make_guide()
    home.add_child(instance=StandardPage(title="Hakkında"))
    news = home.add_child(instance=NewsIndexPage(title="Haberler"))
    news.add_child(instance=NewsPage(title="Protokol", published_at=timezone.now()))


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_no_type_is_forgotten():
    with_preview = {
        model for model in apps.get_models() if issubclass(model, BasePage) and model.preview_modes
    }
    assert with_preview == {*TYPES, LessonPage}


@pytest.mark.parametrize("kind", TYPES, ids=[kind.__name__ for kind in TYPES])
def test_a_draft_is_shown_with_its_words(site, editor, kind):
    page = kind.objects.first()
    page.title = "Yarım kalmış başlık"
    page.save_revision()
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    if kind is not HomePage:
        assert "Yarım kalmış başlık" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_previewed_draft_is_kept_for_nobody(client):
    page = make_course(title="Barkod", hours=8)
    client.force_login(UserFactory(is_superuser=True))
    page.hours, page.title = 77, "Yarım kalmış başlık"
    page.save_revision()
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "<dd>77</dd>" in preview and "Yarım kalmış" in preview
    public = client.get(page.url).content.decode()
    assert "<dd>77</dd>" not in public and "Yarım kalmış" not in public
