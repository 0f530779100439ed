"""Who sees results in packages, what stands there, and what leaves as a file."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import Role
from core.models import AuditEntry
from lms.enrolments.models import Enrolment
from lms.h5p.models import H5PAttempt
from lms.h5p.selectors.answers import answers_of, question_shares
from lms.h5p.selectors.results import people_with_results, result_row, spread
from lms.xapi.services import accept_statements
from tests.factories.accounts import UserFactory, give_role
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.h5p import make_launch, make_version, publish_package
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.statements import make_item, make_statement, scored

pytestmark = pytest.mark.django_db
REPORTED = gettext_lazy("Reported by the package")


def play(edition, version, cohort, *, raw, name="Zeynep", response="1"):
    """A member of the group answers the question inside and comes to the end."""
    membership = make_membership(cohort, user=UserFactory(first_name=name, last_name="Kaya"))
    enrolment = make_enrolment(edition=edition, membership=membership)
    launch = make_launch(
        user=membership.user, version=version, enrolment=enrolment, activity_key=edition.package_activity.key
    )
    part = make_statement(launch, part="soru-1", raw=raw, top=5, success=raw == 5, response=response)
    accept_statements(launch=launch, items=[make_item(part), scored(launch, raw, verb="completed")])
    return enrolment


@pytest.fixture
def group(client):
    version = make_version(title="Kırmızı etiket")
    edition = publish_package(version, counts=True, is_required=True, pass_percent=70)
    cohort = CohortFactory()
    add_course(cohort, edition.course)
    trainer = UserFactory()
    give_role(trainer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    client.force_login(trainer)
    first = play(edition, version, cohort, raw=5)
    second = play(edition, version, cohort, raw=2, name="=HYPERLINK(1)", response="0")
    make_enrolment(edition=edition, membership=make_membership(cohort, user=UserFactory(first_name="Hiç")))

    def url(name):
        return reverse(f"lms:{name}", args=[edition.course_key, edition.package_activity.key])

    return SimpleNamespace(
        client=client, edition=edition, cohort=cohort, trainer=trainer, first=first, second=second, url=url,
        version=version, key=edition.package_activity.key,
    )  # fmt: skip


def test_the_trainer_sees_people_spread_and_questions(group):
    page = group.client.get(group.url("h5p-results"))
    text = page.content.decode()
    for part in ("Zeynep Kaya", "100%", "40%", "Hiç", "Etiketle", "(%50)"):
        assert part in text, part
    assert [share.given for share in page.context["shares"]] == [[("Etiketle", 1), ("At", 1)]]
    assert str(REPORTED) in text


@pytest.mark.parametrize(
    ("state", "number"), [("completed", 2), ("not_completed", 0), ("not_opened", 1), ("", 3), ("x", 3)]
)
def test_filtered_by_state(group, state, number):
    page = group.client.get(group.url("h5p-results"), {"state": state})
    assert len(page.context["rows"]) == number


def test_the_files_have_every_attempt_and_answer_and_no_formula(group):
    attempts = b"".join(group.client.get(group.url("h5p-attempts-csv")).streaming_content).decode()
    assert "Zeynep Kaya;" in attempts and "'=HYPERLINK(1) Kaya;" in attempts
    assert attempts.count("\r\n") == 3
    answers = b"".join(group.client.get(group.url("h5p-answers-csv")).streaming_content).decode()
    assert "Etiketle" in answers and answers.count("\r\n") == 3
    assert group.client.get(group.url("h5p-attempts-xlsx")).content[:2] == b"PK"
    assert group.client.get(group.url("h5p-answers-xlsx")).content[:2] == b"PK"
    seen = AuditEntry.objects.filter(action="lms.package_results_exported")
    assert {entry.object_id for entry in seen} >= {str(group.first.user_id)}


def test_another_groups_trainer_sees_nobody(group, client):
    other = CohortFactory()
    add_course(other, group.edition.course)
    stranger = UserFactory()
    give_role(stranger, Role.TRAINER, kind="cohort", identifier=other.pk)
    client.force_login(stranger)
    assert client.get(group.url("h5p-results")).context["rows"] == []
    assert client.get(group.url("h5p-results"), {"group": str(group.cohort.uuid)}).status_code == 404
    attempt = H5PAttempt.objects.get(enrolment=group.first)
    assert client.get(reverse("lms:h5p-attempt", args=[attempt.uuid])).status_code == 404
    client.force_login(group.first.user)
    for name in ("h5p-results", "h5p-attempts-csv", "h5p-answers-xlsx"):
        assert client.get(group.url(name)).status_code == 404


def test_the_trainee_reads_her_own_attempts_and_nobody_elses(group, client):
    client.force_login(group.first.user)
    own = client.get(group.url("h5p-results-own"))
    assert [row["attempt"].enrolment_id for row in own.context["rows"]] == [group.first.pk]
    mine, theirs = (H5PAttempt.objects.get(enrolment=one) for one in (group.first, group.second))
    page = client.get(reverse("lms:h5p-attempt", args=[mine.uuid]))
    assert "Etiketle" in page.content.decode() and page.context["is_own"]
    assert client.get(reverse("lms:h5p-attempt", args=[theirs.uuid])).status_code == 404
    assert (
        client.get(reverse("lms:h5p-results-own", args=[group.edition.course_key, uuid4()])).status_code
        == 404
    )


def test_the_trainer_reads_an_attempt_and_it_is_noted(group):
    attempt = H5PAttempt.objects.get(enrolment=group.second)
    page = group.client.get(reverse("lms:h5p-attempt", args=[attempt.uuid]))
    text = page.content.decode()
    assert [answer.given for answer in page.context["answers"]] == [("At",)]
    assert "Etiketle" in text and "=HYPERLINK(1) Kaya" in text
    assert AuditEntry.objects.filter(
        action="lms.package_answers_seen", object_id=str(group.second.user_id)
    ).exists()


def test_a_mentor_reads_her_own_trainees_attempt(group, client):
    mentor = UserFactory()
    give_role(mentor, Role.MENTOR, kind="cohort", identifier=group.cohort.pk)
    client.force_login(mentor)
    attempt = H5PAttempt.objects.get(enrolment=group.first)
    assert client.get(reverse("lms:h5p-attempt", args=[attempt.uuid])).status_code == 200
    assert client.get(group.url("h5p-results")).status_code == 404


def test_the_newest_answer_of_an_attempt_and_the_first_of_a_group(group):
    launch = H5PAttempt.objects.get(enrolment=group.first).first_launch
    later = make_statement(launch, part="soru-1", raw=0, top=5, success=False, response="0")
    accept_statements(launch=launch, items=[make_item(later)])
    (answer,) = answers_of(H5PAttempt.objects.get(enrolment=group.first), "tr")
    assert (answer.given, answer.right, answer.is_right) == (("At",), ("Etiketle",), False)
    share = question_shares(Enrolment.objects.all(), group.key, "tr")[0]
    assert (share.asked, share.right, share.percent) == (2, 1, 50)
    assert share.given == [("Etiketle", 1), ("At", 1)]


def test_the_course_builder_and_the_groups_progress_lead_to_the_results(group):
    progress = group.client.get(reverse("lms:cohort-progress", args=[group.cohort.uuid])).content.decode()
    assert f"{group.url('h5p-results')}?group={group.cohort.uuid}" in progress
    group.client.force_login(UserFactory(is_superuser=True))
    builder = group.client.get(
        reverse("lms:course-builder", args=[group.edition.course_key])
    ).content.decode()
    assert group.url("h5p-results") in builder


def test_the_trainees_course_says_why_and_who_says_so(group, client):
    client.force_login(group.second.user)
    text = client.get(reverse("lms:course-learn", args=[group.edition.course_key])).content.decode()
    assert group.url("h5p-detail") in text and "40" in text and "70" in text


@pytest.mark.parametrize("size", [1, 6])
def test_the_screens_cost_the_same_for_more_people(group, size, django_assert_max_num_queries):
    for number in range(size):
        play(group.edition, group.version, group.cohort, raw=number % 6, name=f"Kişi {number}")
    group.client.get(group.url("h5p-results"))
    with django_assert_max_num_queries(17):
        group.client.get(group.url("h5p-results"))
    with django_assert_max_num_queries(16):
        b"".join(group.client.get(group.url("h5p-answers-csv")).streaming_content)
    with django_assert_max_num_queries(14):
        b"".join(group.client.get(group.url("h5p-attempts-csv")).streaming_content)


@pytest.mark.parametrize("size", [1, 6])
def test_her_own_screens_cost_the_same_for_more_attempts(group, client, size, django_assert_max_num_queries):
    for _number in range(size):
        launch = make_launch(
            user=group.first.user, version=group.version, enrolment=group.first, activity_key=group.key
        )
        accept_statements(launch=launch, items=[scored(launch, 3) for _index in range(size)])
    client.force_login(group.first.user)
    attempt = H5PAttempt.objects.filter(enrolment=group.first).latest("number")
    for address in (group.url("h5p-results-own"), reverse("lms:h5p-attempt", args=[attempt.uuid])):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_rows_and_bands(group):
    rows = [result_row(one) for one in people_with_results(Enrolment.objects.all(), group.key)]
    assert sorted((row.percent, row.is_completed, row.attempts) for row in rows if row.attempts) == [
        (40, True, 1), (100, True, 1),
    ]  # fmt: skip
    assert spread([0, 19.9, 20, 79.9, 80, 100]) == [2, 1, 0, 1, 2]


def test_the_packages_page_leads_to_her_results_once_she_has_some(group):
    link = f'href="{group.url("h5p-results-own")}"'
    fresh = make_enrolment(edition=group.edition)
    for enrolment, is_there in ((group.first, True), (fresh, False)):
        group.client.force_login(enrolment.user)
        assert (link in group.client.get(group.url("h5p-detail")).content.decode()) is is_there
