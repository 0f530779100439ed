"""A trainer reads how her people did."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from lms.enrolments.selectors.results import enrolments_to_show
from lms.quizzes.selectors.results import question_shares
from lms.quizzes.services.attempts import save_answer, start_attempt, submit_attempt
from tests.factories.accounts import UserFactory, give_role
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.quizzes import make_quiz, publish_quiz


class Group:
    """A group that has a course with a quiz of two questions, and its trainer."""

    def __init__(self):
        self.edition = publish_quiz(make_quiz(questions=2))
        self.activity = self.edition.quiz_activity
        self.cohort = CohortFactory(name="=İzmir 1")
        add_course(self.cohort, self.edition.course)
        self.trainer = UserFactory()
        give_role(self.trainer, Role.TRAINER, kind="cohort", identifier=self.cohort.pk)
        self.client = Client()
        self.client.force_login(self.trainer)

    def url(self, name="quiz-results"):
        return reverse(f"lms:{name}", args=[self.edition.course_key, self.activity.key])

    def trainee(self, *attempts, cohort=None, **fields):
        """A member who has handed in attempts, each a text of choices, for example "bb" for all right."""
        user = UserFactory(**fields)
        enrolment = make_enrolment(
            edition=self.edition, membership=make_membership(cohort or self.cohort, user=user)
        )
        for choices in attempts:
            attempt = start_attempt(enrolment=enrolment, activity=self.activity)
            for pk, choice in zip(attempt.question_versions, choices, strict=False):
                save_answer(attempt=attempt, question_version_id=pk, answer={"choices": [choice]}, sequence=1)
            submit_attempt(attempt=attempt)
        return enrolment


@pytest.fixture
def group(db):
    return Group()


def test_people_with_their_best_result(group):
    group.trainee("aa", "bb", first_name="Işıl", last_name="Yıldız")
    group.trainee("ba", first_name="Gülşah", last_name="Çağlar")
    group.trainee(first_name="İrem", last_name="Ağaoğlu")
    page = group.client.get(group.url())
    rows = [(row.name, row.attempts, row.percent, row.passed) for row in page.context["rows"]]
    assert rows == [
        ("İrem Ağaoğlu", 0, None, False),
        ("Gülşah Çağlar", 1, 50, False),
        ("Işıl Yıldız", 2, 100, True),
    ]
    for state, names in {
        "passed": ["Işıl Yıldız"],
        "not_passed": ["Gülşah Çağlar"],
        "not_taken": ["İrem Ağaoğlu"],
    }.items():
        found = group.client.get(group.url(), {"state": state}).context["rows"]
        assert [row.name for row in found] == names


def test_questions_count_first_attempts_only(group):
    group.trainee("ba", "bb")
    group.trainee("b")
    group.trainee("aa")
    shares = question_shares(
        enrolments_to_show(group.trainer, group.edition.course), group.activity.key, "tr"
    )
    assert [(share.asked, share.right, share.percent) for share in shares] == [(3, 2, 66), (3, 0, 0)]


def test_other_groups_stay_hidden(group):
    """Security statements 5, 6: page, file, filter and shares."""
    other = CohortFactory()
    add_course(other, group.edition.course)
    group.trainee("bb", cohort=other, first_name="Gizli", last_name="Kişi")
    lone = make_enrolment(edition=group.edition, user=UserFactory(first_name="Yalnız", last_name="Kişi"))
    group.trainee("ab")
    page = group.client.get(group.url()).content.decode()
    file = b"".join(group.client.get(group.url("quiz-results-export")).streaming_content).decode()
    for text in (page, file):
        assert "Gizli" not in text and lone.user.first_name not in text
    assert group.client.get(group.url(), {"group": str(other.uuid)}).status_code == 404
    assert group.client.get(group.url("quiz-results-export"), {"group": str(other.uuid)}).status_code == 404
    assert group.client.get(group.url()).context["shares"][0].asked == 1


def test_who_teaches_no_such_group_finds_nothing(group):
    trainee = group.trainee("bb").user
    stranger = UserFactory()
    give_role(stranger, Role.TRAINER, kind="cohort", identifier=CohortFactory().pk)
    for person in (trainee, stranger):
        client = Client()
        client.force_login(person)
        assert client.get(group.url()).status_code == 404
        assert client.get(group.url("quiz-results-export")).status_code == 404
    assert Client().get(group.url()).status_code == 302


def test_a_role_taken_away_stops_at_once(group):
    """Security statement 9."""
    assert group.client.get(group.url()).status_code == 200
    group.trainer.role_assignments.update(revoked_at="2026-01-01T00:00Z")
    assert group.client.get(group.url()).status_code == 404


def test_the_file_cannot_run_formulas(group):
    """Security statement 30."""
    group.trainee("bb", first_name="=HYPERLINK(1)", last_name="Öz")
    response = group.client.get(group.url("quiz-results-export"))
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[1][:4] == ["'=HYPERLINK(1) Öz", "'=İzmir 1", "1", "100"]
    assert "attachment" in response["Content-Disposition"]


def test_more_people_cost_no_more_queries(group):
    counts = []
    for number in (3, 12):
        for _person in range(number):
            group.trainee("ba", "bb")
        group.client.get(group.url())
        with CaptureQueriesContext(connection) as queries:
            group.client.get(group.url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
