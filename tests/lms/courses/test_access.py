"""Who writes which course: one rule, asked for a course and for the list, gives the same answer for every role and scope."""

import pytest

from accounts.models import Role
from lms.courses.access import can_edit_course, editable_courses
from lms.courses.models import CoursePage
from lms.reports.selectors.teaching import teaching_home
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_edition_row

pytestmark = pytest.mark.django_db

EVERYWHERE = {"own", "given", "other", "announced"}
SCOPES = {
    "everywhere": lambda courses: {},
    "a course": lambda courses: {"kind": "course", "identifier": courses["given"].pk},
    "something else with the same number": lambda courses: {
        "kind": "cohort",
        "identifier": courses["given"].pk,
    },
}
WRITES = {
    (Role.TRAINEE, "everywhere"): set(),
    (Role.TRAINEE, "a course"): set(),
    (Role.TRAINER, "everywhere"): EVERYWHERE,
    (Role.TRAINER, "a course"): {"own", "given"},
    (Role.TRAINER, "something else with the same number"): {"own"},
    (Role.MENTOR, "everywhere"): set(),
    (Role.FIRM_CONTACT, "everywhere"): set(),
    (Role.PROGRAMME_OFFICER, "everywhere"): EVERYWHERE,
    (Role.PROGRAMME_OFFICER, "something else with the same number"): EVERYWHERE,
    (Role.EDITOR, "everywhere"): EVERYWHERE,
    (Role.EDITOR, "a course"): {"own", "given"},
    (Role.EDITOR, "something else with the same number"): {"own"},
    (Role.ADMINISTRATOR, "everywhere"): EVERYWHERE,
    (Role.ADMINISTRATOR, "a course"): {"own"},
}


@pytest.mark.parametrize(("role", "scope"), WRITES)
def test_the_list_and_the_rule_agree(role, scope):
    user = UserFactory()
    courses = {
        "own": make_course(title="Kendi eğitimi", owner=user),
        "given": make_course(title="Verilen", owner=UserFactory()),
        "other": make_course(title="Başkasının"),
        "announced": make_course(title="Duyurulan", is_announced=True),
    }
    give_role(user, role, **SCOPES[scope](courses))
    user = type(user).objects.get(pk=user.pk)
    listed = set(editable_courses(user))
    assert {name for name, course in courses.items() if course in listed} == WRITES[role, scope]
    assert {name for name, course in courses.items() if can_edit_course(user, course)} == WRITES[role, scope]
    assert set(teaching_home(user).courses) == listed


def test_an_owner_without_a_writing_role_writes_nothing():
    user = UserFactory()
    course = make_course(owner=user)
    assert not can_edit_course(user, course)
    assert not editable_courses(user).exists()


def test_the_teaching_home_lists_announced_courses_last():
    user = UserFactory()
    give_role(user, Role.EDITOR)
    make_course(title="Duyurulan", is_announced=True)
    make_edition_row(make_course(title="Açık"))
    assert [(course.title, course.is_published) for course in teaching_home(user).courses] == [
        ("Açık", True),
        ("Duyurulan", False),
    ]


def test_archived_courses_are_in_no_list():
    user = UserFactory()
    give_role(user, Role.EDITOR)
    course = make_course()
    CoursePage.objects.filter(pk=course.pk).update(archived_at="2026-01-01T00:00:00Z")
    assert not editable_courses(user).exists()
