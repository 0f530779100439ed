"""Writing quizzes: services, the quiz's page, the builder's tool, what an edition keeps."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from accounts.models import Role
from lms.courses.models import LessonPage
from lms.courses.registry import BUILDER_TOOLS
from lms.quizzes.exceptions import QuestionNotWhole, QuizSettingsWrong
from lms.quizzes.forms import QuickQuestionForm
from lms.quizzes.models import Question, QuestionVersion, Quiz
from lms.quizzes.selectors.authored import newest_versions, uses_of
from lms.quizzes.services import authoring
from lms.quizzes.services.freezing import freeze_quizzes, problems_of_quizzes
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course
from tests.factories.quizzes import add_multiple, add_short, add_single, make_quiz, publish_quiz


@pytest.fixture
def author(db):
    user = UserFactory()
    give_role(user, Role.TRAINER)
    return user


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


class TestServices:
    def test_a_change_is_a_new_version_and_the_same_content_none(self, db):
        quiz = make_quiz()
        question = quiz.questions.get()
        first = question.versions.get()
        content = {"kind": first.kind, "texts": first.texts, "choices": first.choices, "by": None}
        assert authoring.change_question(question=question, right=["b"], **content) == first
        second = authoring.change_question(question=question, right=["c"], **content)
        assert (second.number, first.right, second.right) == (2, ["b"], ["c"])
        assert newest_versions(quiz) == [second]

    def test_versions_never_change_in_the_database(self, db):
        make_quiz()
        with pytest.raises(IntegrityError), transaction.atomic():
            QuestionVersion.objects.update(right=["a"])

    def test_an_unfinished_question_is_refused_and_leaves_nothing(self, db):
        quiz = make_quiz(questions=0)
        with pytest.raises(QuestionNotWhole) as refused:
            authoring.add_question(quiz=quiz, kind="single", texts={"tr": {"stem": "Soru?"}}, by=None)
        assert refused.value.faults
        assert not Question.objects.exists()

    @pytest.mark.parametrize(
        "settings",
        [{"pass_mark": 101}, {"pass_mark": None}, {"minutes": 0}, {"max_attempts": 0}, {"owner": 1}],
    )
    def test_settings_outside_their_range_are_refused(self, db, settings):
        with pytest.raises(QuizSettingsWrong):
            authoring.create_quiz(titles={"tr": "Sınav"}, by=None, **settings)

    @pytest.mark.parametrize("titles", [{}, {"tr": " "}, {"de": "Prüfung"}, {"tr": "x" * 201}])
    def test_a_quiz_needs_a_title(self, db, titles):
        with pytest.raises(QuizSettingsWrong):
            authoring.create_quiz(titles=titles, by=None)

    def test_order_retiring_and_restoring(self, db):
        quiz = make_quiz(questions=3)
        first, second, third = quiz.questions.all()
        authoring.move_question(question=third, places=-1)
        assert list(quiz.questions.all()) == [first, third, second]
        authoring.move_question(question=first, places=-1)
        assert list(quiz.questions.all()) == [first, third, second]
        authoring.retire_question(question=third, by=None)
        assert [version.question for version in newest_versions(quiz)] == [first, second]
        authoring.restore_question(question=third, by=None)
        assert len(newest_versions(quiz)) == 3


class TestFreezing:
    def test_everything_a_grade_depends_on_is_kept(self, db):
        quiz = make_quiz(questions=2, pass_mark=60, max_attempts=3, minutes=15)
        frozen = freeze_quizzes([{"quiz": quiz.pk}], ["tr"])[0]
        config = frozen["config"]
        assert (config["pass_mark"], config["max_attempts"], config["minutes"]) == (60, 3, 15)
        assert config["versions"] == [version.pk for version in newest_versions(quiz)]
        assert frozen["is_required"] and frozen["weight"] == 1

    def test_a_right_answer_is_material_a_spelling_is_not(self, db):
        quiz = make_quiz()
        question = quiz.questions.get()
        version = question.versions.get()
        values = [{"quiz": quiz.pk}]
        before = freeze_quizzes(values, ["tr"])[0]["config"]["grading"]
        texts = {"tr": {**version.texts["tr"], "stem": "Etiket yırtılmışsa?"}}
        content = {"kind": "single", "choices": version.choices, "by": None}
        authoring.change_question(question=question, texts=texts, right=["b"], **content)
        assert freeze_quizzes(values, ["tr"])[0]["config"]["grading"] == before
        authoring.change_question(question=question, texts=texts, right=["a"], **content)
        assert freeze_quizzes(values, ["tr"])[0]["config"]["grading"] != before

    def test_many_blocks_cost_as_many_queries_as_one(self, db, django_assert_num_queries):
        quizzes = [make_quiz(questions=2) for _number in range(5)]
        for values in ([{"quiz": quizzes[0].pk}], [{"quiz": quiz.pk} for quiz in quizzes]):
            with django_assert_num_queries(2):
                freeze_quizzes(values, ["tr"])
            with django_assert_num_queries(2):
                assert problems_of_quizzes(values) == [[] for _value in values]
            with django_assert_num_queries(2):
                BUILDER_TOOLS["quiz"].summarise(values)

    def test_what_keeps_a_course_from_being_published(self, db):
        empty = make_quiz(questions=0)
        problems = problems_of_quizzes([{"quiz": empty.pk}, {"quiz": None}, {}, {"quiz": 999}])
        assert all(len(one) == 1 for one in problems)
        assert empty.title in problems[0][0]


class TestBuilderTool:
    data = {"stem": "Hangisi önce?", "choice_a": "Ayıkla", "choice_b": "Düzenle", "is_right_a": "on"}

    def test_a_quick_question_makes_a_quiz_and_the_next_one_extends_it(self, author):
        tool = BUILDER_TOOLS["quiz"]
        lesson = LessonPage.objects.descendant_of(make_course()).first()
        form = QuickQuestionForm(self.data)
        assert form.is_valid(), form.errors
        value = tool.create(lesson=lesson, data=form.cleaned_data, by=author)
        quiz = Quiz.objects.get(pk=value["quiz"])
        assert lesson.title in quiz.titles["tr"]
        form = QuickQuestionForm({**self.data, "stem": "Hangileri?", "choice_c": "Sil", "is_right_c": "on"})
        assert form.is_valid(), form.errors
        tool.extend(value=value, data=form.cleaned_data, by=author)
        assert [version.kind for version in newest_versions(quiz)] == ["single", "multiple"]
        summary = tool.summarise([value, {}])
        assert summary[0].url == reverse("lms:quiz-edit", args=[quiz.uuid])
        assert len(summary[0].lines) == 2 and summary[1].url == ""

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"stem": ""}, "stem"),
            ({"choice_b": ""}, "choice_b"),
            ({"is_right_a": ""}, "is_right_a"),
            ({"is_right_b": "on"}, "is_right_a"),
            ({"is_right_d": "on"}, "choice_d"),
            ({"choice_b": "Ayıkla"}, "choice_b"),
        ],
    )
    def test_what_is_missing_is_said_at_its_field(self, db, changes, field):
        form = QuickQuestionForm({**self.data, **changes})
        assert not form.is_valid() and field in form.errors


class TestQuizPage:
    @pytest.fixture
    def quiz(self, author):
        return make_quiz(by=author)

    def test_settings_questions_and_order_without_script(self, author, quiz):
        client = sign_in(author)
        url = reverse("lms:quiz-edit", args=[quiz.uuid])
        assert client.get(url).status_code == 200
        settings = {
            "title_tr": "Yeni ad",
            "title_ar": "اسم جديد",
            "pass_mark": "80",
            "max_attempts": "",
            "minutes": "10",
        }
        assert client.post(reverse("lms:quiz-settings", args=[quiz.uuid]), settings).status_code == 302
        quiz.refresh_from_db()
        assert (quiz.titles, quiz.pass_mark, quiz.minutes) == ({"tr": "Yeni ad", "ar": "اسم جديد"}, 80, 10)

    @pytest.mark.parametrize(
        ("kind", "fields", "expected"),
        [
            (
                "multiple",
                {
                    "stem_tr": "Hangileri?",
                    "choice_tr_a": "1",
                    "choice_tr_b": "2",
                    "choice_tr_c": "3",
                    "right": ["a", "c"],
                    "stem_en": "Which?",
                    "choice_en_a": "one",
                    "choice_en_b": "two",
                    "choice_en_c": "three",
                },
                {"right": ["a", "c"], "choices": ["a", "b", "c"]},
            ),
            (
                "true_false",
                {"stem_tr": "Doğru mu?", "right": "f", "why_tr_t": "Hayır"},
                {"right": ["f"], "choices": ["t", "f"]},
            ),
            (
                "short_text",
                {"stem_tr": "Kaç?", "accepted_tr": "15\non beş\n"},
                {"accepted": {"tr": ["15", "on beş"]}},
            ),
        ],
    )
    def test_every_kind_is_added_opened_and_changed(self, author, quiz, kind, fields, expected):
        client = sign_in(author)
        edit = reverse("lms:quiz-edit", args=[quiz.uuid])
        assert client.get(f"{edit}?new={kind}").status_code == 200
        answer = client.post(
            reverse("lms:question-create", args=[quiz.uuid, kind]), {**fields, "points": "1"}
        )
        assert answer.status_code == 302, answer.context["question_form"].errors
        version = newest_versions(quiz)[-1]
        assert version.kind == kind
        for name, value in expected.items():
            assert getattr(version, name) == value
        page = client.get(f"{edit}?edit={version.question.uuid}")
        form = page.context["question_form"]
        again = {name: value for name in form.fields if (value := form[name].value())}
        url = reverse("lms:question-change", args=[quiz.uuid, version.question.uuid])
        assert client.post(url, again).status_code == 302
        assert version.question.versions.count() == 1
        client.post(url, {**again, "stem_tr": "Değişti?"})
        assert newest_versions(quiz)[-1].texts["tr"]["stem"] == "Değişti?"

    def test_a_faulty_question_keeps_what_was_typed_and_says_what_to_do(self, author, quiz):
        answer = sign_in(author).post(
            reverse("lms:question-create", args=[quiz.uuid, "single"]),
            {"stem_tr": "Yarım soru", "choice_tr_a": "Bir", "choice_tr_b": "İki", "points": "1"},
        )
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Yarım soru" in page and "error-summary" in page
        assert quiz.questions.count() == 1

    def test_moving_and_retiring(self, author, quiz):
        add_multiple(quiz)
        client = sign_in(author)
        first, second = quiz.questions.all()
        url = reverse("lms:question-arrange", args=[quiz.uuid, second.uuid])
        client.post(url, {"act": "up"})
        assert list(quiz.questions.all()) == [second, first]
        client.post(url, {"act": "retire"})
        assert [version.question for version in newest_versions(quiz)] == [first]
        assert client.get(reverse("lms:quiz-edit", args=[quiz.uuid])).status_code == 200
        client.post(url, {"act": "restore"})
        assert client.post(url, {"act": "x"}).status_code == 404

    def test_a_question_of_another_quiz_is_not_found(self, author, quiz):
        """Security statement 2."""
        other = make_quiz(by=author).questions.get()
        client = sign_in(author)
        for name in ("question-change", "question-arrange"):
            assert (
                client.post(
                    reverse(f"lms:{name}", args=[quiz.uuid, other.uuid]), {"act": "retire"}
                ).status_code
                == 404
            )
        assert (
            client.get(f"{reverse('lms:quiz-edit', args=[quiz.uuid])}?edit={other.uuid}").status_code == 404
        )
        assert client.get(f"{reverse('lms:quiz-edit', args=[quiz.uuid])}?edit=nonsense").status_code == 404

    def test_who_may_write_it(self, author, quiz):
        trainee, trainer, editor = UserFactory(), UserFactory(), UserFactory()
        other_course = make_course(title="Başka")
        give_role(trainer, Role.TRAINER, kind="course", identifier=other_course.pk)
        give_role(editor, Role.EDITOR)
        urls = [
            ("get", reverse("lms:quiz-edit", args=[quiz.uuid])),
            ("post", reverse("lms:quiz-settings", args=[quiz.uuid])),
            ("post", reverse("lms:question-create", args=[quiz.uuid, "single"])),
            ("post", reverse("lms:question-change", args=[quiz.uuid, quiz.questions.get().uuid])),
            ("post", reverse("lms:question-arrange", args=[quiz.uuid, quiz.questions.get().uuid])),
        ]
        for method, url in urls:
            for person in (trainee, trainer):
                assert getattr(sign_in(person), method)(url).status_code == 404
            assert getattr(Client(), method)(url).status_code == 302
        assert sign_in(editor).get(urls[0][1]).status_code == 200

    def test_a_used_quiz_belongs_to_the_course(self, author, quiz):
        """Who may write the course may write its quiz; a former author who may not is kept out."""
        course = make_course()
        publish_quiz(quiz, course=course)
        colleague = UserFactory()
        give_role(colleague, Role.TRAINER, kind="course", identifier=course.pk)
        former = UserFactory()
        Quiz.objects.filter(pk=quiz.pk).update(created_by=former)
        url = reverse("lms:quiz-edit", args=[quiz.uuid])
        page = sign_in(colleague).get(url)
        assert page.status_code == 200 and course.title in page.content.decode()
        assert sign_in(former).get(url).status_code == 404

    def test_a_quiz_in_a_draft_leads_back_to_its_course(self, author, quiz):
        """Just made in the course builder: nothing is published yet, and quiz 1 is not quiz 11."""
        course = make_course()
        lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
        value = {"quiz": quiz.pk, "is_required": True, "weight": 1}
        other = {**value, "quiz": int(f"{quiz.pk}1")}
        lesson.body = [
            {"type": "quiz", "value": value, "id": "a"},
            {"type": "quiz", "value": other, "id": "b"},
        ]
        lesson.save_revision()
        uses = uses_of(quiz)
        assert [(use.course, use.lesson.pk) for use in uses] == [(course, lesson.pk)]
        give_role(author, Role.TRAINER, kind="course", identifier=course.pk)
        page = sign_in(author).get(reverse("lms:quiz-edit", args=[quiz.uuid])).content.decode()
        assert reverse("lms:course-builder", args=[course.key]) in page

    @pytest.mark.parametrize("query", ["", "?new=single", "?edit={question}"])
    def test_it_says_what_trainees_do_not_see_yet(self, author, quiz, query):
        """On the quiz, with a question open, and after a save that failed; for whoever may publish the course."""
        course = make_course()
        publish_quiz(quiz, course=course)
        question = quiz.questions.first()
        url = reverse("lms:quiz-edit", args=[quiz.uuid]) + query.format(question=question.uuid)
        publish = f'href="{reverse("lms:course-publish", args=[course.key])}"'
        client = sign_in(author)
        assert publish not in client.get(url).content.decode(), "trainees see everything"
        authoring.retire_question(question=question, by=author)
        add_short(quiz)
        authoring.restore_question(question=question, by=author)
        page = client.get(url)
        assert page.content.decode().count(publish) == 1
        assert [" 1 " in one["label"] for one in page.context["unpublished"]] == [True]
        failed = client.post(reverse("lms:quiz-settings", args=[quiz.uuid]), {"pass_mark": "x"})
        assert failed.status_code == 422 and failed.content.decode().count(publish) == 1

    def test_a_translated_lesson_does_not_stand_for_its_source(self, author, quiz):
        """Arabic comes before Turkish in the alphabet; the page is named in the reader's language, else in Turkish."""
        course = make_course()
        lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
        lesson.body = [
            {"type": "quiz", "value": {"quiz": quiz.pk, "is_required": True, "weight": 1}, "id": "a"}
        ]
        lesson.save_revision().publish()
        arabic = Locale.objects.get_or_create(language_code="ar")[0]
        lesson.copy_for_translation(arabic, copy_parents=True).save_revision().publish()
        assert [use.lesson.locale.language_code for use in uses_of(quiz)] == ["tr"]
        assert [use.lesson.locale.language_code for use in uses_of(quiz, "ar")] == ["ar"]
        assert [use.lesson.locale.language_code for use in uses_of(quiz, "en")] == ["tr"]

    def test_more_questions_cost_no_more_queries(self, author):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client, counts = sign_in(author), []
        for questions in (2, 15):
            quiz = make_quiz(questions=questions, by=author)
            add_short(quiz)
            add_single(quiz)
            url = reverse("lms:quiz-edit", args=[quiz.uuid])
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
        assert counts[0] == counts[1]
