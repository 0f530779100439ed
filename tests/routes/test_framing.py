"""Who may show a page in a frame, and what a page may show in one: of the CMS, of its previews, of pages from the cache
and of answers that no view made. Every other address: test_policy.py.

A package can lead its own frame elsewhere. The policy of the page around it then lets the frame go to players only, and
no page of ours can be shown in it.
"""

import pytest
from django.test import Client
from django.urls import reverse

from lms.courses.models import LessonPage
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course
from tests.factories.pages import make_home
from tests.routes.test_policy import ALONE, FRAMED, framing_of

pytestmark = pytest.mark.django_db
PLAYERS = ["http://testserver/h5p/play/"]


def frames_of(response):
    policy = dict(one.partition(" ")[::2] for one in response["Content-Security-Policy"].split("; "))
    return policy["frame-src"].split()


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def lesson():
    return LessonPage.objects.descendant_of(make_course()).first()


@pytest.mark.parametrize("address", ["/cms/", "/cms/pages/", "/cms/nothing-here/", "/cms/login/", "/cms"])
def test_the_cms_stands_alone(editor, address):
    response = editor.get(address)
    assert framing_of(response) == ALONE


def test_a_visitor_who_is_led_to_the_door_of_the_cms(client):
    response = client.get("/cms/")
    assert response.status_code == 302
    assert framing_of(response) == ALONE


def test_a_preview_is_shown_beside_its_form_and_plays_packages_only(editor, lesson):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert framing_of(form) == ALONE
    assert "'self'" in frames_of(form)
    # Nothing was typed yet: Wagtail says so in the frame.
    assert framing_of(editor.get(address)) == FRAMED
    empty = ("summary", "objectives", "comments-TOTAL_FORMS", "comments-INITIAL_FORMS")
    typed = {
        "title": "Önizleme",
        "slug": "onizleme",
        "minutes": 5,
        "body-count": 0,
        **dict.fromkeys(empty, 0),
    }
    assert editor.post(address, typed).json()["is_valid"]
    preview = editor.get(address)
    assert framing_of(preview) == FRAMED
    assert frames_of(preview) == PLAYERS
    assert "unsafe-inline" not in preview["Content-Security-Policy"]


def test_a_draft_in_a_window_of_its_own_stands_alone(editor, lesson):
    lesson.save_revision()
    draft = editor.get(
        reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]), headers={"Host": "other.example"}
    )
    assert framing_of(draft) == ALONE
    # The host that was asked, not the one of Wagtail's request for the page.
    assert frames_of(draft) == ["http://other.example/h5p/play/"]
    assert "unsafe-inline" not in draft["Content-Security-Policy"]


def test_with_a_second_host_the_cms_shows_players_and_the_editor_of_that_host(editor, settings):
    settings.ACTIVITY_ORIGIN = "http://activity.example"
    assert frames_of(editor.get("/cms/")) == [
        "'self'", "blob:", "http://activity.example/h5p/play/", "http://activity.example/h5p/authoring/",
    ]  # fmt: skip
    strayed = editor.get("/cms/", headers={"Host": "activity.example"})
    assert strayed.status_code == 404
    assert framing_of(strayed) == ALONE


def test_a_page_out_of_the_cache_says_the_same(kept_pages):
    home = make_home()
    first, second = (Client().get(home.url) for _turn in range(2))
    assert second.get("X-Cache") == "hit"
    for response in (first, second):
        assert framing_of(response) == ALONE
        assert frames_of(response) == PLAYERS


def test_a_host_that_is_not_ours_is_refused_alone(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    response = Client(raise_request_exception=False).get("/accounts/login/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert framing_of(response) == ALONE
    assert frames_of(response) == ["'none'"]
