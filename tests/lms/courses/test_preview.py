"""A draft shown to a colleague: by a signed link, for two weeks, without leaving a trace."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from lms.courses.models import LessonPage
from lms.courses.services.preview import preview_token
from lms.enrolments.models import Enrolment
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    user = UserFactory()
    give_role(user, Role.TRAINER)
    return user


@pytest.fixture
def course(trainer):
    course = make_course(owner=trainer)
    lesson = LessonPage.objects.descendant_of(course).first()
    draft = lesson.get_latest_revision_as_object()
    draft.title = "Taslak ad"
    draft.body = [("text", "<p>Taslak metin</p>")]
    draft.save_revision()
    return course


def test_a_colleague_without_account_reads_the_draft(client, course, trainer):
    token = preview_token(course=course, by=trainer)
    page = client.get(reverse("lms:course-preview", args=[token]))
    assert "Taslak ad" in page.content.decode()
    key = LessonPage.objects.descendant_of(course).first().translation_key
    lesson = client.get(reverse("lms:course-preview-lesson", args=[token, key]))
    assert "Taslak metin" in lesson.content.decode()
    assert lesson["X-Robots-Tag"] == "noindex"
    assert lesson["Referrer-Policy"] == "no-referrer"
    assert "no-store" in lesson["Cache-Control"]
    assert not Enrolment.objects.exists()


def test_a_link_dies_after_two_weeks(client, course, trainer):
    token = preview_token(course=course, by=trainer)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert client.get(reverse("lms:course-preview", args=[token])).status_code == 404


def test_a_link_dies_with_its_makers_right(client, course, trainer):
    token = preview_token(course=course, by=trainer)
    trainer.role_assignments.update(revoked_at=timezone.now(), revoked_by=trainer)
    assert client.get(reverse("lms:course-preview", args=[token])).status_code == 404


@pytest.mark.parametrize("token", ["x", "a:b:c", "another salt", "%00"])
def test_a_forged_link_opens_nothing(client, token):
    if token == "another salt":
        token = signing.dumps({"c": "1", "u": 1})
    assert client.get(f"/preview/{token}/").status_code == 404


def test_the_cms_previews_a_lesson_as_a_trainee_sees_it(course):
    lesson = LessonPage.objects.descendant_of(course).first().get_latest_revision_as_object()
    html = lesson.make_preview_request().content.decode()
    assert "lesson-body" in html
    assert "Taslak metin" in html
