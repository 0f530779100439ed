"""What an announced course says: on its public page, in the CMS, in the reader's language, at any size."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from lms.courses.models import CoursePage, ModulePage
from lms.courses.rules.hours import hours_left
from lms.courses.rules.planned import (
    PlannedModule,
    from_line,
    planned_entry,
    planned_module,
    planned_words,
    to_line,
)
from lms.courses.services.editions import publish_edition
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_course_index
from tests.factories.pages import make_locales


def announced(title="CNC Tezgâhına Giriş", **fields):
    return make_course(title=title, modules=0, is_announced=True, **fields)


def text_of(response):
    """What a reader sees, without marks and double blanks."""
    html = response.content.decode()
    html = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class TestPlannedModules:
    @pytest.mark.parametrize(
        ("line", "module"),
        [
            ("Ayıklama", PlannedModule("Ayıklama")),
            ("Ayıklama | 2,5", PlannedModule("Ayıklama", "2.5")),
            ("Ayıklama | 6.0 | Neyi atarız?", PlannedModule("Ayıklama", "6", "Neyi atarız?")),
            ("Ayıklama | | Bir | iki", PlannedModule("Ayıklama", "", "Bir | iki")),
        ],
    )
    def test_a_line_says_title_hours_and_a_sentence(self, line, module):
        assert from_line(line) == module
        assert from_line(to_line(module)) == module
        assert planned_module(planned_entry(module), lambda texts: texts["tr"]) == module

    @pytest.mark.parametrize("line", ["Ayıklama | çok", "Ayıklama | -1", "Ayıklama | 401", "Ayıklama | NaN"])
    def test_hours_are_a_number(self, line):
        with pytest.raises(ValueError):
            from_line(line)

    def test_entries_of_earlier_releases_are_read(self):
        pick = dict.__getitem__
        assert planned_module("Ayıklama", lambda texts: "") == PlannedModule("Ayıklama")
        entry = {"tr": "Sayım", "en": "Counting"}
        assert planned_module(entry, lambda texts: pick(texts, "en")) == PlannedModule("Counting")

    @pytest.mark.parametrize(
        ("entry", "words"),
        [
            ("Sayım", ["Sayım"]),
            ({"tr": "Sayım", "en": "Counting"}, ["Sayım", "Counting"]),
            ({"title": "Sayım", "hours": "6", "summary": "Ne sayılır?"}, ["Sayım", "Ne sayılır?"]),
            ({"title": {"tr": "Sayım"}, "hours": "6"}, ["Sayım"]),
        ],
    )
    def test_searching_finds_words_and_no_hours(self, entry, words):
        assert planned_words(entry) == words


@pytest.mark.parametrize(
    ("total", "parts", "left"),
    [
        ("12", {}, "0"),
        ("12", {"hours_self_paced": "4", "hours_face_to_face": "8"}, "0"),
        ("12", {"hours_self_paced": "4"}, "8"),
        ("12", {"hours_live_online": "10", "hours_workplace": "4.5"}, "-2.5"),
    ],
)
def test_the_split_is_the_whole_or_nothing(total, parts, left):
    given = {name: Decimal(value) for name, value in parts.items()}
    assert hours_left(Decimal(total), given) == Decimal(left)


@pytest.mark.django_db
class TestThePage:
    def test_says_what_is_known_and_nothing_else(self, client):
        course = announced(
            outcomes="Parçayı bağlarsınız.\n\nTezgâhı durdurursunuz.",
            hours=24,
            hours_self_paced=6,
            hours_face_to_face=18,
            mode="blended",
            level="introductory",
            path_kind="reskilling",
            taught_in=["tr", "ar"],
            starts="Başlangıç tarihi henüz belirlenmedi.",
            dates="İki aylık yolun 6. eğitimi.",
            prerequisites_note="Kapalı ayakkabı gerekir.",
            planned_modules=[{"title": "Bağlama", "hours": "2.5", "summary": "Sıfırı bulmak."}, "Kesme"],
        )
        text = text_of(client.get(course.url))
        for words in (
            "Parçayı bağlarsınız.",
            "Tezgâhı durdurursunuz.",
            "Başlangıç tarihi henüz belirlenmedi.",
            "İki aylık yolun 6. eğitimi.",
            "Kapalı ayakkabı gerekir.",
            "Bağlama 2,5",
            "Sıfırı bulmak.",
            "Kesme",
        ):
            assert words in text, words
        bare = text_of(client.get(announced(title="Boş").url))
        with translation.override("tr"):
            for heading in ("Level", "Languages", "Where the hours go", "When", "Before it", "Kind of path"):
                assert translation.gettext(heading) not in bare.split(), heading

    def test_a_translation_that_does_not_say_it_falls_back_and_is_marked(self, client):
        course = announced(starts="Sonbaharda başlar.", taught_in=["tr"], level="advanced")
        twin = course.copy_for_translation(make_locales()["en"], copy_parents=True)
        twin.starts, twin.dates, twin.live = "", "Twice a week.", True
        twin.save_revision().publish()
        html = client.get(twin.url).content.decode()
        assert re.search(r'<p lang="tr">\s*Sonbaharda başlar\.', html)
        assert "Twice a week." in html and "Advanced" in html

    def test_hours_of_a_module_stand_beside_its_lessons(self, client):
        course = make_course(modules=2, lessons=1)
        module = ModulePage.objects.child_of(course).first()
        module.hours = Decimal("3.5")
        module.save()
        publish_edition(course=course, by=UserFactory())
        with translation.override("tr"):
            said = translation.gettext("%(hours)s h in all") % {"hours": "3,5"}
        assert text_of(client.get(course.url)).count(said) == 1

    def test_courses_before_it_are_linked_unless_they_are_gone(self, client):
        first, gone, hidden = announced("Önce"), announced("Arşiv"), announced("Gizli")
        course = announced()
        course.prerequisite_courses = [first, gone, hidden]
        course.save()
        CoursePage.objects.filter(pk=gone.pk).update(archived_at="2026-01-01T00:00Z")
        hidden.unpublish()
        html = client.get(course.url).content.decode()
        assert f'href="{first.url}"' in html
        assert "Arşiv" not in html and "Gizli" not in html

    @pytest.mark.parametrize("size", [1, 30])
    def test_costs_the_same_at_any_size(self, client, django_assert_max_num_queries, size):
        course = announced(planned_modules=[{"title": f"Bölüm {n}", "hours": "1"} for n in range(size)])
        course.prerequisite_courses = [announced(f"Önce {number}") for number in range(size)]
        course.save()
        client.get(make_course_index().url)
        with django_assert_max_num_queries(17):
            response = client.get(course.url)
        assert response.content.decode().count('class="cluster cluster--apart"') >= 2 * size


@pytest.mark.django_db
class TestTheCms:
    @pytest.fixture
    def editor(self, settings):
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
        user = UserFactory()
        give_role(user, Role.EDITOR)
        return user

    @pytest.fixture
    def course(self):
        return announced(planned_modules=[{"tr": "Sayım", "en": "Counting"}])

    def send(self, client, editor, course, **fields):
        client.force_login(editor)
        address = reverse("wagtailadmin_pages:edit", args=[course.pk])
        form = client.get(address).context["form"]
        data = {
            "title": course.title,
            "slug": course.slug,
            "summary": "",
            "purpose": "null",
            "mode": "blended",
            "hours": "12",
            "outcomes": "",
            "planned_modules": "Sayım",
            "is_announced": "on",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            **fields,
        }
        return form, client.post(address, data)

    def test_every_field_explains_itself(self, client, editor, course):
        form, _answer = self.send(client, editor, course)
        names = (
            "outcomes", "level", "path_kind", "taught_in", "starts", "dates", "prerequisite_courses",
            "prerequisites_note", "needs_prerequisites", "hours_self_paced", "hours_live_online",
            "hours_face_to_face", "hours_workplace",
        )  # fmt: skip
        assert [name for name in names if not form.fields[name].help_text] == []

    def test_what_is_written_is_kept(self, client, editor, course):
        first = announced("Önce")
        _form, answer = self.send(
            client,
            editor,
            course,
            outcomes="Bir\nİki",
            hours_self_paced="4",
            hours_workplace="8",
            level="advanced",
            taught_in=["tr", "ar"],
            prerequisite_courses=[str(first.pk)],
            needs_prerequisites="on",
            planned_modules="Sayım\nKesme | 2,5 | Nasıl kesilir",
        )
        assert answer.status_code == 302
        draft = CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object()
        assert (draft.hours_self_paced, draft.hours_live_online, draft.hours_workplace) == (4, None, 8)
        assert (draft.level, draft.taught_in, draft.needs_prerequisites) == ("advanced", ["tr", "ar"], True)
        assert list(draft.prerequisite_courses.all()) == [first]
        assert draft.planned_modules == [
            {"tr": "Sayım", "en": "Counting"},
            {"title": "Kesme", "hours": "2.5", "summary": "Nasıl kesilir"},
        ]

    @pytest.mark.parametrize(
        ("field", "fields"),
        [
            ("hours_self_paced", {"hours_self_paced": "4", "hours_face_to_face": "7"}),
            ("hours_self_paced", {"hours_self_paced": "13"}),
            ("planned_modules", {"planned_modules": "Sayım | çok"}),
            ("planned_modules", {"planned_modules": "| 3"}),
            ("taught_in", {"taught_in": ["de"]}),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, client, editor, course, field, fields):
        _form, answer = self.send(client, editor, course, **fields)
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [field]

    def test_a_course_comes_before_others_only(self, client, editor, course):
        form, answer = self.send(client, editor, course, prerequisite_courses=[str(course.pk)])
        assert course not in form.fields["prerequisite_courses"].queryset
        assert "prerequisite_courses" in answer.context["form"].errors
