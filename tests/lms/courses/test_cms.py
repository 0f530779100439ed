"""Writing a course in the CMS: the edit screens open, say what trainees do not see, and respect whose course it is."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Role
from lms.courses.models import LessonPage, ModulePage
from lms.courses.services.cms_permissions import grant_trainer_page_permissions
from lms.courses.services.editions import publish_edition
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_course_index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]


@pytest.fixture
def trainer(client):
    make_course_index()
    user = UserFactory()
    give_role(user, Role.TRAINER, kind="cohort", identifier=1)
    user.groups.add(Group.objects.get(name="Trainers"))
    client.force_login(user)
    return user


@pytest.fixture
def course(trainer):
    return make_course(modules=1, lessons=1, owner=trainer)


def pages_of(course):
    return [
        course,
        ModulePage.objects.child_of(course).get(),
        LessonPage.objects.descendant_of(course).first(),
    ]


def test_a_trainer_adds_a_course_in_the_cms(client, trainer):
    add = reverse("wagtailadmin_pages:add", args=["lms", "coursepage", make_course_index().pk])
    assert client.get(add).status_code == 200


def test_every_page_of_a_course_says_what_trainees_do_not_see(client, course, trainer):
    publish_edition(course=course, by=trainer)
    lesson = pages_of(course)[2]
    draft = lesson.get_latest_revision_as_object()
    draft.title = "Yeni ad"
    draft.save_revision()
    publish = reverse("lms:course-publish", args=[course.key])
    for page in pages_of(course):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        banner = html.split('class="messages"')[1].split("</ul>")[0]
        assert f'href="{publish}"' in banner
        assert "1 " in banner


def test_the_edit_screen_of_other_pages_has_no_such_button(client, trainer):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[make_course_index().pk])).content.decode()
    assert "/publish/" not in html


@pytest.mark.parametrize("action", ["edit", "unpublish", "delete", "move"])
def test_another_trainers_course_is_closed_in_the_cms(client, trainer, action):
    other = make_course(title="Başkasının", owner=UserFactory())
    for page in pages_of(other):
        answer = client.get(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))
        assert answer.status_code in (302, 403)
        if answer.status_code == 302:
            assert "/edit/" not in answer["Location"]


def test_a_course_made_by_the_role_is_open_in_the_cms(client, trainer):
    other = make_course(title="Ortak", owner=UserFactory())
    give_role(trainer, Role.TRAINER, kind="course", identifier=other.pk)
    client.force_login(type(trainer).objects.get(pk=trainer.pk))
    for page in pages_of(other):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_granting_twice_changes_nothing(trainer):
    before = list(Group.objects.get(name="Trainers").page_permissions.values_list("pk", flat=True))
    grant_trainer_page_permissions()
    assert list(Group.objects.get(name="Trainers").page_permissions.values_list("pk", flat=True)) == before
    assert len(before) == 1


def test_a_save_that_failed_says_it_too_and_one_that_succeeded_says_it_once(client, course, trainer):
    publish_edition(course=course, by=trainer)
    lesson = pages_of(course)[2]
    draft = lesson.get_latest_revision_as_object()
    draft.title = "Yeni ad"
    draft.save_revision()
    publish = f'href="{reverse("lms:course-publish", args=[course.key])}"'
    edit = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    form = client.get(edit).context["form"]
    fields = {
        "title": "Başka bir ad",
        "slug": lesson.slug,
        "minutes": 5,
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "summary": "",
        "objectives": "",
        **{name: "" for name in form.fields if name.startswith(("go_live", "expire"))},
    }
    failed = client.post(edit, {**fields, "minutes": "çok"})
    assert failed.status_code == 200 and failed.context["form"].errors
    assert failed.content.decode().split('class="messages"')[1].split("</ul>")[0].count(publish) == 1
    saved = client.post(edit, fields, follow=True)
    assert saved.redirect_chain
    assert saved.content.decode().split('class="messages"')[1].split("</ul>")[0].count(publish) == 1


def test_planned_modules_are_written_one_a_line(client, course, trainer):
    course.planned_modules = [{"tr": "Sayım", "en": "Counting"}, "Ayıklama"]
    course.save()
    edit = reverse("wagtailadmin_pages:edit", args=[course.pk])
    form = client.get(edit).context["form"]
    assert form["planned_modules"].value() == "Sayım\nAyıklama"
    field = form.fields["planned_modules"]
    assert not field.has_changed(form.initial["planned_modules"], "Sayım\nAyıklama")
    for bad in ("ç" * 256, "Sayım\x00"):
        with pytest.raises(ValidationError):
            field.clean(bad)
    client.post(
        edit,
        {
            "title": course.title,
            "slug": course.slug,
            "summary": "",
            "purpose": "null",
            "mode": "self_paced",
            "hours": "4",
            "planned_modules": "  Sayım \n\nGörsel yönetim\n",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
        },
    )
    course.refresh_from_db()
    assert course.planned_modules == [{"tr": "Sayım", "en": "Counting"}, "Görsel yönetim"]
