"""The CMS shows a trainer what is hers: courses, files, no reports about the site; a first page that is of use; a way back."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.models import Role
from lms.courses.models import CoursePage, ModulePage
from lms.courses.services.cms_permissions import grant_trainer_page_permissions
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_course_index
from tests.factories.toolkits import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]


@pytest.fixture
def two_trainers(client):
    make_course_index()
    grant_trainer_page_permissions()
    hers, other = UserFactory(), UserFactory()
    for user in (hers, other):
        give_role(user, Role.TRAINER, kind="cohort", identifier=1)
        user.groups.add(Group.objects.get(name="Trainers"))
    client.force_login(hers)
    mine = make_course(title="Benim eğitimim", modules=1, lessons=1, owner=hers)
    theirs = make_course(title="Onun eğitimi", modules=1, lessons=1, owner=other)
    return hers, mine, theirs


def seen_by(user):
    return policy_registry.get_by_type(Page).explorable_instances(type(user).objects.get(pk=user.pk))


def test_she_sees_her_courses_with_all_their_pages_and_nobody_elses(client, two_trainers):
    hers, mine, theirs = two_trainers
    seen = set(seen_by(hers).values_list("pk", flat=True))
    assert set(mine.get_descendants(inclusive=True).values_list("pk", flat=True)) <= seen
    assert not set(theirs.get_descendants(inclusive=True).values_list("pk", flat=True)) & seen
    tree = client.get(reverse("wagtailadmin_explore", args=[make_course_index().pk])).content.decode()
    assert "Benim eğitimim" in tree and "Onun eğitimi" not in tree
    assert client.get(reverse("wagtailadmin_explore", args=[mine.pk])).status_code == 200
    module = ModulePage.objects.child_of(theirs).get()
    for page in (theirs, module):
        answer = client.get(reverse("wagtailadmin_explore", args=[page.pk]))
        assert answer.status_code in (302, 403, 404), "not hers"


def test_the_search_of_the_cms_does_not_find_what_is_not_hers(client, two_trainers):
    answer = client.get(reverse("wagtailadmin_pages:search"), {"q": "eğitim"}).content.decode()
    assert "Onun eğitimi" not in answer


def test_a_course_that_was_given_to_her_is_there_with_its_translation(two_trainers):
    hers, _mine, theirs = two_trainers
    give_role(hers, Role.EDITOR, kind="course", identifier=theirs.pk)
    assert theirs.pk in set(seen_by(hers).values_list("pk", flat=True))


def test_officers_and_administrators_see_all_courses(two_trainers):
    officer, administrator = UserFactory(), UserFactory(is_superuser=True)
    give_role(officer, Role.PROGRAMME_OFFICER)
    officer.groups.add(Group.objects.get(name="Programme officers"))
    for user in (officer, administrator):
        assert CoursePage.objects.filter(pk__in=seen_by(user).values("pk")).count() == 2


def test_she_has_no_list_of_pictures_of_others(client, two_trainers):
    make_picture("onun.png", title="Başkasının tezgâhı")
    listing = client.get(reverse("wagtailimages:index")).content.decode()
    assert "Başkasının tezgâhı" not in listing


def test_her_first_page_and_menu(client, two_trainers):
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    _hers, mine, _theirs = two_trainers
    assert reverse("lms:course-builder", args=[mine.key]) in html
    assert reverse("wagtailadmin_pages:add_subpage", args=[make_course_index().pk]) in html
    assert "Onun eğitimi" not in html
    names = set(re.findall(r'"name": "([\w-]+)"', html)) | set(
        re.findall(r"&quot;name&quot;: &quot;([\w-]+)", html)
    )
    assert reverse("accounts:home") in html
    assert "/cms/reports/" not in html, names


def test_editors_keep_the_reports(client, two_trainers):
    editor = UserFactory()
    give_role(editor, Role.EDITOR)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert "/cms/reports/" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_tree_costs_as_many_queries_for_many_courses(two_trainers, django_assert_max_num_queries):
    hers, _mine, _theirs = two_trainers
    for number in range(5):
        make_course(title=f"Başka {number}", modules=1, lessons=1)
    user = type(hers).objects.get(pk=hers.pk)
    list(policy_registry.get_by_type(Page).explorable_instances(user))
    with django_assert_max_num_queries(2):
        list(policy_registry.get_by_type(Page).explorable_instances(user).order_by("pk"))
