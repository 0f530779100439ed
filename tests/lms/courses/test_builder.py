"""The course builder: a whole course from one screen, drafts only, other people's courses unknown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from accounts.models import Role
from lms.courses.models import CoursePage, Edition, LessonPage, ModulePage
from lms.courses.selectors.reading import newest_edition, outline_for
from lms.courses.services import outline
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
    client.force_login(user)
    return user


@pytest.fixture
def course(trainer):
    return make_course(modules=2, lessons=2, owner=trainer)


def address(name, course, *args):
    return reverse(f"lms:{name}", args=[course.translation_key, *args])


def lessons_of(course):
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def modules_of(course):
    return list(ModulePage.objects.child_of(course).order_by("path"))


def draft_of(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def titles_of(course):
    return [lesson.title for lesson in lessons_of(course)]


def act(client, course, page, what):
    return client.post(address("course-page-act", course, page.translation_key), {"act": what})


def test_a_course_from_name_to_first_edition(client, trainer):
    answer = client.post(reverse("lms:course-create"), {"title": "Işık Ölçümü"})
    course = CoursePage.objects.get()
    assert answer["Location"] == address("course-builder", course)
    assert (course.live, course.owner, course.slug) == (False, trainer, "isik-olcumu")
    module = modules_of(course)[0]
    page = client.get(answer["Location"]).content.decode()
    assert 'name="text"' in page, "the first lesson's form is open"
    client.post(
        address("lesson-create", course, module.translation_key),
        {"title": "Lüks nedir?", "text": "Bir\n\n- iki\n- üç"},
    )
    lesson = lessons_of(course)[0]
    assert (lesson.live, lesson.minutes) == (False, 1)
    tool = {
        "tool-stem": "Neyle ölçülür?",
        "tool-choice_a": "Lüksmetre",
        "tool-choice_b": "Cetvel",
        "tool-is_right_a": "on",
    }
    answer = client.post(address("builder-activity-create", course, lesson.translation_key, "quiz"), tool)
    assert answer.status_code == 302
    assert not Edition.objects.exists()
    differences = client.get(address("course-publish", course)).content.decode()
    assert "Lüks nedir?" in differences
    answer = client.post(address("course-publish", course), {"note": ""})
    assert answer.status_code == 302
    edition = newest_edition(course.translation_key)
    found = outline_for(edition, "tr")
    assert [lesson.title for lesson in found.lessons] == ["Lüks nedir?"]
    assert [activity.kind for activity in found.activities] == ["quiz"]
    course.refresh_from_db()
    assert course.live


def test_a_second_question_extends_the_quiz(client, course):
    lesson = lessons_of(course)[0]
    url = address("builder-activity-create", course, lesson.translation_key, "quiz")
    for stem in ("Bir?", "İki?"):
        client.post(
            url, {"tool-stem": stem, "tool-choice_a": "a", "tool-choice_b": "b", "tool-is_right_a": "on"}
        )
    draft = draft_of(lesson)
    assert [block["type"] for block in draft.body.raw_data].count("quiz") == 1
    publish_edition(course=course, by=course.owner)
    activity = outline_for(newest_edition(course.key), "tr").activities[0]
    assert len(activity.config["versions"]) == 2


def test_saving_a_lesson_writes_a_draft_and_not_the_live_page(client, course):
    lesson = lessons_of(course)[0]
    answer = client.post(
        address("lesson-save", course, lesson.translation_key),
        {"title": "Yeni ad", "minutes": "12", "is_required": "on", "text": "Bir **kalın** söz"},
    )
    assert answer.status_code == 302
    lesson.refresh_from_db()
    assert lesson.title == "Ders 1.1"
    draft = draft_of(lesson)
    assert (draft.title, draft.minutes) == ("Yeni ad", 12)
    block = draft.body.raw_data[0]
    assert block["value"] == "<p>Bir <b>kalın</b> söz</p>"
    assert block["id"] == lesson.body.raw_data[0]["id"], "the block's id, and so every key, stays"
    assert PageLogEntry.objects.filter(page=lesson, action="wagtail.edit").count() == 1


def test_autosave_answers_in_json_and_keeps_one_entry_for_a_sitting(client, course):
    lesson = lessons_of(course)[0]
    url = address("lesson-save", course, lesson.translation_key)
    fields = {"minutes": "5", "is_required": "on", "text": "Metin"}
    first = client.post(url, {**fields, "title": "A"}, headers={"accept": "application/json"}).json()
    second = client.post(
        url, {**fields, "title": "AB", "base": first["base"]}, headers={"accept": "application/json"}
    ).json()
    assert first["base"] != second["base"]
    assert lesson.revisions.count() == 1
    wrong = client.post(url, {**fields, "title": ""}, headers={"accept": "application/json"})
    assert wrong.status_code == 422


def test_somebody_elses_edit_is_not_overwritten(client, course):
    lesson = lessons_of(course)[0]
    mine = outline.draft_mark(draft_of(lesson))
    outline.save_lesson(
        lesson=lesson, title="Onun", minutes=5, is_required=True, text=None, base=mine, by=UserFactory()
    )
    answer = client.post(
        address("lesson-save", course, lesson.translation_key),
        {"title": "Benim", "minutes": "5", "is_required": "on", "base": mine, "text": "x"},
    )
    assert answer.status_code == 409
    assert "Benim" in answer.content.decode(), "what was typed stays"
    assert draft_of(lesson).title == "Onun"


def test_a_second_window_does_not_overwrite_the_first(client, course):
    """One person's saves of a sitting are one revision, so its id says nothing; what is in it does."""
    lesson = lessons_of(course)[0]
    url = address("lesson-save", course, lesson.translation_key)
    fields = {"minutes": "5", "is_required": "on", "text": "x", "base": outline.draft_mark(draft_of(lesson))}
    assert client.post(url, {**fields, "title": "Bir"}).status_code == 302
    assert client.post(url, {**fields, "title": "Bir"}).status_code == 302, "a double click"
    assert client.post(url, {**fields, "title": "İki"}).status_code == 409
    assert draft_of(lesson).title == "Bir"


def test_a_body_that_the_box_cannot_hold_is_left_alone(client, course):
    lesson = lessons_of(course)[0]
    draft = draft_of(lesson)
    draft.body = [("text", '<p><a href="https://example.org">bağ</a></p>'), ("text", "<p>iki</p>")]
    draft.save_revision()
    before = [dict(block) for block in draft_of(lesson).body.raw_data]
    page = client.get(
        address("course-builder", course), {"open": str(lesson.translation_key)}
    ).content.decode()
    assert 'name="text"' not in page
    client.post(
        address("lesson-save", course, lesson.translation_key),
        {"title": "Ad", "minutes": "5", "is_required": "on", "text": "EZİLDİ"},
    )
    after = draft_of(lesson)
    assert after.title == "Ad"
    assert [dict(block) for block in after.body.raw_data] == before


def test_up_and_down_go_through_the_modules(client, course):
    _one, two, three, _four = lessons_of(course)
    act(client, course, two, "up")
    assert titles_of(course) == ["Ders 1.2", "Ders 1.1", "Ders 2.1", "Ders 2.2"]
    act(client, course, three, "up")
    assert lessons_of(course)[2].get_parent().specific == modules_of(course)[0]
    act(client, course, lessons_of(course)[2], "down")
    assert lessons_of(course)[2].get_parent().specific == modules_of(course)[1]
    act(client, course, modules_of(course)[0], "down")
    assert titles_of(course) == ["Ders 2.1", "Ders 2.2", "Ders 1.2", "Ders 1.1"]
    assert act(client, course, modules_of(course)[0], "up").status_code == 302


def test_dropping_puts_a_page_where_it_was_dropped(client, course):
    first, *_rest = lessons_of(course)
    place = {"page": first.translation_key, "parent": modules_of(course)[1].translation_key, "position": "1"}
    client.post(address("course-page-place", course), place)
    assert titles_of(course) == ["Ders 1.2", "Ders 2.1", "Ders 1.1", "Ders 2.2"]
    module = {
        "page": modules_of(course)[1].translation_key,
        "parent": course.translation_key,
        "position": "0",
    }
    client.post(address("course-page-place", course), module)
    assert titles_of(course)[:3] == ["Ders 2.1", "Ders 1.1", "Ders 2.2"]
    wrong = {**place, "parent": course.translation_key}
    client.post(address("course-page-place", course), wrong)
    assert len(titles_of(course)) == 4
    assert client.post(address("course-page-place", course), {**place, "position": "x"}).status_code == 404


def test_two_lessons_of_one_name_can_share_a_module(client, course):
    second = modules_of(course)[1]
    client.post(address("lesson-create", course, second.translation_key), {"title": "Ders 1.1", "text": "a"})
    added = lessons_of(course)[-1]
    act(client, course, added, "up")
    act(client, course, added, "up")
    act(client, course, added, "up")
    publish_edition(course=course, by=course.owner)
    slugs = [page.slug for page in LessonPage.objects.child_of(modules_of(course)[0])]
    assert len(slugs) == len(set(slugs)) == 3


def test_putting_away_can_be_undone(client, course):
    lesson = lessons_of(course)[0]
    answer = act(client, course, lesson, "archive")
    page = client.get(answer["Location"]).content.decode()
    assert 'value="restore"' in page
    lesson.refresh_from_db()
    assert lesson.archived_at is not None
    act(client, course, lesson, "restore")
    lesson.refresh_from_db()
    assert lesson.archived_at is None


def test_rename_and_new_module(client, course):
    client.post(address("course-rename", course), {"title": "Başka ad"})
    assert draft_of(course).title == "Başka ad"
    client.post(address("module-create", course), {"title": "Üçüncü"})
    module = modules_of(course)[-1]
    client.post(address("course-page-rename", course, module.translation_key), {"title": "Son"})
    assert draft_of(module).title == "Son"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("module-create", {"title": ""}),
        ("course-rename", {"title": ""}),
        ("module-create", {"title": "x" * 256}),
    ],
)
def test_mistakes_come_back_with_what_was_typed(client, course, name, data):
    answer = client.post(address(name, course), data)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


@pytest.mark.parametrize("size", [1, 6])
def test_the_screen_costs_the_same_for_any_course(client, trainer, size):
    course = make_course(modules=size, lessons=4, owner=trainer)
    for lesson in lessons_of(course):
        lesson.save_revision(user=trainer)
    publish_edition(course=course, by=trainer)
    client.get(address("course-builder", course))
    with CaptureQueriesContext(connection) as queries:
        client.get(address("course-builder", course))
    assert len(queries) <= 32, [query["sql"][:90] for query in queries.captured_queries]


# Who may.

SCREENS = [
    ("get", "course-builder", ()),
    ("get", "course-publish", ()),
    ("post", "course-publish", ()),
    ("post", "course-rename", ()),
    ("post", "module-create", ()),
    ("post", "course-page-place", ()),
    ("post", "lesson-create", ("module",)),
    ("post", "lesson-save", ("lesson",)),
    ("post", "course-page-act", ("lesson",)),
    ("post", "course-page-rename", ("module",)),
    ("post", "builder-activity-create", ("lesson", "quiz")),
]


def call(client, course, method, name, args):
    keys = {
        "module": ModulePage.objects.child_of(course).first().translation_key,
        "lesson": LessonPage.objects.descendant_of(course).first().translation_key,
    }
    return getattr(client, method)(
        address(name, course, *[keys.get(arg, arg) for arg in args]), {"title": "Ele geçti"}
    )


@pytest.mark.parametrize(("method", "name", "args"), SCREENS)
def test_other_peoples_courses_do_not_exist(client, trainer, method, name, args):
    other = make_course(title="Başkasının", owner=UserFactory())
    entries = PageLogEntry.objects.count()
    assert call(client, other, method, name, args).status_code == 404
    client.force_login(UserFactory())
    assert call(client, other, method, name, args).status_code == 404
    client.logout()
    assert call(client, other, method, name, args).status_code == 302
    assert PageLogEntry.objects.count() == entries


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PROGRAMME_OFFICER, Role.ADMINISTRATOR])
def test_editors_officers_and_administrators_write_every_course(client, course, role):
    user = UserFactory()
    give_role(user, role)
    client.force_login(user)
    assert client.get(address("course-builder", course)).status_code == 200


def test_a_trainer_of_the_course_writes_it(client, course):
    user = UserFactory()
    give_role(user, Role.TRAINER, kind="course", identifier=course.pk)
    client.force_login(user)
    assert client.get(address("course-builder", course)).status_code == 200


def test_who_is_no_trainer_any_more_writes_nothing(client, course):
    course.owner.role_assignments.update(revoked_at="2026-01-01T00:00Z", revoked_by=course.owner)
    assert client.get(address("course-builder", course)).status_code == 404
    assert client.get(reverse("lms:course-create")).status_code == 404


def test_pages_of_another_course_are_not_reached_through_ones_own(client, course):
    other = make_course(title="Başkasının", owner=UserFactory())
    lesson = LessonPage.objects.descendant_of(other).first()
    assert act(client, course, lesson, "archive").status_code == 404
    place = {"page": lesson.translation_key, "parent": modules_of(course)[0].translation_key, "position": "0"}
    assert client.post(address("course-page-place", course), place).status_code == 404


@pytest.mark.parametrize("name", ["module-create", "course-rename", "course-page-place"])
def test_nothing_changes_by_get(client, course, name):
    assert client.get(address(name, course)).status_code == 405
