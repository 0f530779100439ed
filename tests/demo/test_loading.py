"""The demo programme: what the domain says, every page under the strict policy, loaded once, and nothing overwritten.

One file, because it is loaded once for the tests of a file (20 s).
"""

import re
import shutil
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, RoleAssignment, User
from core.models import OutboxMessage
from demo.exporting.run import export_content
from demo.keys import key_uuid
from demo.load import load_demo
from demo.load_paths import CONTENT
from demo.reading.files import ContentError, TextFile, read_text, read_yaml
from demo.reading.markdown import read_blocks
from demo.reading.rich_text import split_tables, to_plain, to_rich_text
from demo.signins import STAFF, demo_signins
from lms.attendance.models import AttendanceRecord, ClassSession, Presence
from lms.certificates.models import Certificate
from lms.courses.models import CoursePage, Edition, LessonPage
from lms.enrolments.models import Enrolment
from lms.enrolments.selectors.moving import people_behind_in_course, waiting_in_cohort
from lms.programmes.models import Cohort, Programme
from lms.progress.models import CourseCompletion
from lms.quizzes.models import Attempt
from notifications.models import Delivery, Notification
from organisations.models import Firm
from taxonomy.models import Province
from tests.strictness import broken_by_policy
from toolkits.library.models import GuidePage, ToolkitPage

pytestmark = pytest.mark.django_db
COURSE_BUDGET = 40_000
LANGUAGES = ("tr", "en", "ar")
# Sections of the tree that the loader makes without files.
LEFT_BY_A_WHOLE_EXPORT = [
    (f"page/{key} ({language})", "has no file")
    for key in ("courses", "guides", "news-index", "toolkits")
    for language in sorted(LANGUAGES)
]
# Rebuilt from the rest by every load, and what says when a worker last looked.
DERIVED = {"search"}


def everything() -> dict[str, dict[Any, tuple]]:
    """Every row of every table that holds what somebody wrote or did."""
    return {
        model._meta.label: {row[0]: row for row in model._base_manager.order_by("pk").values_list(*fields)}
        for model in apps.get_models()
        if model._meta.app_label not in DERIVED
        for fields in [
            ["pk", *(field.attname for field in model._meta.concrete_fields if not field.primary_key)]
        ]
    }


def difference(before: dict[str, dict], after: dict[str, dict]) -> dict[str, list]:
    """Rows that came, went or changed, by table."""
    return {
        label: [row for pk, row in after[label].items() if rows.get(pk) != row]
        + [row for pk, row in rows.items() if pk not in after[label]]
        for label, rows in before.items()
        if rows != after[label]
    }


def in_turkish(model: type[models.Model]) -> Any:
    return model._default_manager.filter(locale__language_code="tr", live=True)


@pytest.mark.usefixtures("demo")
class TestWhatIsThere:
    def test_firms_and_provinces(self):
        programme = Programme.objects.get(code="kadin-imalat")
        assert Firm.objects.count() == 12
        assert len(set(Firm.objects.values_list("province", flat=True))) >= 8
        assert programme.provinces.count() == 9
        assert set(programme.provinces.all()) == set(Province.objects.filter(is_pilot=True))
        assert Counter(programme.tracks.values_list("code", flat=True)) == {"change-agent": 1, "operator": 1}

    def test_24_courses_and_what_is_not_written_is_announced(self):
        courses = in_turkish(CoursePage)
        assert courses.count() == 24
        written = {
            course.pk for course in courses if LessonPage.objects.descendant_of(course).live().exists()
        }
        assert len(written) >= 2
        for course in courses:
            assert course.is_announced is (course.pk not in written), course.title
            assert Edition.objects.filter(course=course).exists() is (course.pk in written), course.title
            assert course.summary and course.hours

    def test_15_toolkits_and_8_guides(self):
        assert in_turkish(ToolkitPage).count() == 15
        assert in_turkish(GuidePage).count() == 8
        for toolkit in in_turkish(ToolkitPage):
            assert toolkit.body and not toolkit.is_announced, toolkit.title

    @pytest.mark.parametrize("model", [CoursePage, ToolkitPage, GuidePage])
    def test_every_title_is_there_in_three_languages(self, model):
        found = Counter(model.objects.live().values_list("translation_key", flat=True))
        assert set(found.values()) == {len(LANGUAGES)}

    def test_somebody_of_every_role_can_sign_in(self):
        assert set(RoleAssignment.objects.values_list("role", flat=True)) >= set(Role.values) - {Role.TRAINEE}
        signins = demo_signins()
        assert {one.role.replace(" ", "_") for one in signins} == set(Role.values)
        for one in signins:
            user = authenticate(None, username=one.identifier, password=one.password)
            assert isinstance(user, User), one.role
            has_second = user.authenticator_set.exists()
            assert has_second is (one.role.replace(" ", "-") in STAFF), one.role

    def test_a_group_is_half_way(self):
        today = timezone.localdate()
        cohort = Cohort.objects.get(name="İzmir Operatör 1. Grup")
        assert cohort.starts_on < today < cohort.ends_on
        assert abs((today - cohort.starts_on) - (cohort.ends_on - today)) <= timedelta(days=14)
        sessions = ClassSession.objects.filter(cohort=cohort)
        now = timezone.now()
        assert sessions.filter(ends_at__lt=now).count() >= 3 and sessions.filter(starts_at__gt=now).exists()
        records = AttendanceRecord.objects.filter(session__cohort=cohort)
        assert set(records.values_list("presence", flat=True)) == set(Presence.values)
        attempts = Attempt.objects.filter(enrolment__membership__cohort=cohort)
        assert (
            attempts.filter(submitted_at=None).exists() and attempts.exclude(submitted_at=None).count() >= 5
        )
        enrolments = Enrolment.objects.filter(membership__cohort=cohort)
        completed = CourseCompletion.objects.filter(enrolment__in=enrolments).count()
        assert 0 < completed < enrolments.count()
        assert Certificate.objects.filter(completion__enrolment__in=enrolments).exists()

    def test_a_group_waits_to_be_moved_to_a_newer_edition(self, client):
        cohort = Cohort.objects.get(name="Bursa Değişim Elçisi 1. Grup")
        [waiting] = waiting_in_cohort(cohort)
        assert (waiting.numbers, waiting.newest) == ((1,), 2)
        completed = CourseCompletion.objects.filter(enrolment__membership__cohort=cohort).count()
        assert waiting.people == cohort.memberships.count() - completed
        trainer = User.objects.get(username="egitici.bursa")
        assert [behind.url for behind in people_behind_in_course(trainer, cohort.courses.get())] == [
            waiting.url
        ]
        for other in Cohort.objects.exclude(pk=cohort.pk):
            assert waiting_in_cohort(other) == []
        newest = Edition.objects.get(course=cohort.courses.get(), number=2)
        assert newest.line == 2 and newest.note
        assert not LessonPage.objects.filter(live=False).exists()

    def test_nobody_is_written_to(self, mailoutbox):
        assert not OutboxMessage.objects.filter(topic="core.notify").exists()
        assert not OutboxMessage.objects.exclude(last_error="").exists()
        assert not Delivery.objects.exists()

    def test_there_is_something_behind_the_bells(self):
        unread = Notification.objects.all().unread()
        assert unread.filter(kind="certificate_ready").exists() and unread.filter(kind="enrolled").exists()
        assert not unread.filter(kind="role_given").exists()


def live_addresses(client: Client) -> list[str]:
    """What the site map names."""
    text = client.get("/sitemap.xml").content.decode()
    return [re.sub(r"^https?://[^/]+", "", one) for one in re.findall(r"<loc>([^<]+)</loc>", text)]


@pytest.mark.usefixtures("demo")
def test_every_live_page_answers_under_the_strict_policy_and_courses_are_light(client):
    """The weight of a course's page is counted before compression."""
    addresses = live_addresses(client)
    for prefix in ("/", "/en/", "/ar/"):
        assert sum(one.startswith(prefix) for one in addresses) >= 60, prefix
    courses = {course.url for course in CoursePage.objects.live()}
    assert len(courses) == 72 and courses <= set(addresses)
    problems, heavy = {}, {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        if found := broken_by_policy(response):
            problems[address] = found
        if address in courses and len(response.content) > COURSE_BUDGET:
            heavy[address] = len(response.content)
    assert problems == {}
    assert heavy == {}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("person", "course"),
    [("operator", "5s-ve-yalin-calismaya-giris"), ("degisim", "dijital-donusume-giris-ve-siri")],
)
def test_the_course_of_a_trainee_is_at_most_40_kb(client, person, course):
    client.force_login(User.objects.get(username=person), backend="accounts.backends.IdentifierBackend")
    address = reverse("lms:course-learn", args=[key_uuid("course", course)])
    for prefix in ("", "/en", "/ar"):
        response = client.get(prefix + address)
        assert response.status_code == 200
        assert broken_by_policy(response) == []
        assert len(response.content) <= COURSE_BUDGET


def test_a_second_load_changes_nothing_and_keeps_what_people_did(demo):
    toolkit = in_turkish(ToolkitPage).filter(is_announced=False).first()
    toolkit.title = "Bizim başlığımız"
    toolkit.save_revision().publish()
    lesson = in_turkish(LessonPage).first()
    lesson.title = "Taslak"
    lesson.save_revision()
    person = User.objects.get(username="operator")
    person.first_name = "Şüküfe"
    person.set_password("yeni-parola-2031")
    person.save()
    firm = Firm.objects.order_by("pk").first()
    firm.name = "Yeni ad"
    firm.save()
    before = everything()
    load_demo(CONTENT)
    assert difference(before, everything()) == {}
    assert ToolkitPage.objects.get(pk=toolkit.pk).title == "Bizim başlığımız"
    assert LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().title == "Taslak"


def test_everything_written_back_whole_means_the_same(demo, tmp_path: Path):
    """Every file of the programme, written from what the site holds, says what it said; loading that changes nothing."""
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    done = export_content(folder, is_whole=True)
    assert done.left == LEFT_BY_A_WHOLE_EXPORT
    for file in sorted(CONTENT.rglob("*.yaml")):
        copy = folder / file.relative_to(CONTENT)
        assert read_yaml(copy) == read_yaml(file), file
    for file in sorted(CONTENT.rglob("*.??.md")):
        old, new = read_text(file), read_text(folder / file.relative_to(CONTENT))
        assert new.meta == old.meta, file
        assert in_meaning(new) == in_meaning(old), file
    before = everything()
    memory = load_demo(folder)
    assert (memory.made, memory.followed, memory.conflicts) == (0, 0, [])
    assert difference(before, everything()) == {}


def in_meaning(text: TextFile) -> list[Any]:
    """Blocks with their keys, and their words as the site shows them."""

    def rich(words: str) -> list[tuple[str, str]]:
        return [
            (kind, part if kind == "table" else to_rich_text(part, lambda target: f'href="{target}"'))
            for kind, part in split_tables(words)
        ]

    return [
        (
            block.kind,
            block.key,
            block.attributes,
            to_plain(block.text) if block.kind == "question" else rich(block.text),
            [(one.key, to_plain(one.text), one.is_right, to_plain(one.feedback)) for one in block.choices],
        )
        for block in read_blocks(text)
    ]


def test_once_means_that_nothing_is_even_tried(demo, monkeypatch):
    def fail(*args, **kwargs):
        raise AssertionError("it was loaded again")

    monkeypatch.setattr("demo.management.commands.load_demo.load_demo", fail)
    said = StringIO()
    call_command("load_demo", "--once", stdout=said)
    assert said.getvalue().strip() == "the demo programme is there already"


def test_an_installation_refuses_it(settings, monkeypatch):
    monkeypatch.setattr("demo.management.commands.load_demo.load_demo", None)
    settings.DEMO_MODE = False
    for options in ([], ["--once"]):
        with pytest.raises(CommandError, match="this is an installation"):
            call_command("load_demo", *options)


def test_a_mistake_in_a_file_is_named_with_its_line_and_nothing_is_kept(tmp_path: Path):
    for name in ("programme.yaml", "people.yaml"):
        shutil.copy(CONTENT / name, tmp_path)
    file = tmp_path / "home.yaml"
    file.write_text("format: 1\nhero: [\n")
    before = everything()
    with pytest.raises(ContentError) as error:
        load_demo(tmp_path)
    assert "home.yaml" in str(error.value) and any(letter.isdigit() for letter in str(error.value))
    assert difference(before, everything()) == {}
