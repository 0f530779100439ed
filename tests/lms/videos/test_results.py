"""Who sees how much of a video was watched, what stands there, and what leaves as a file."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.models import Role
from core.models import AuditEntry
from lms.enrolments.models import Enrolment
from lms.videos.selectors.results import people_with_watching, watch_row, watched_slices
from tests.factories.accounts import UserFactory, give_role
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.videos import make_watch, publish_video

pytestmark = pytest.mark.django_db


def watch(edition, cohort, parts, *, name="Zeynep", **fields):
    """A member of the group who watched these parts."""
    membership = make_membership(cohort, user=UserFactory(first_name=name, last_name="Kaya"))
    enrolment = make_enrolment(edition=edition, membership=membership)
    if parts:
        make_watch(enrolment, edition.video, parts, **fields)
    return enrolment


@pytest.fixture
def group(client):
    edition = publish_video(is_required=True)
    cohort = CohortFactory()
    add_course(cohort, edition.course)
    trainer = UserFactory()
    give_role(trainer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    client.force_login(trainer)
    watch(edition, cohort, [(0, 90_000)])
    watch(edition, cohort, [(0, 20_000), (60_000, 69_999)], name="=HYPERLINK(1)")
    watch(edition, cohort, [(0, 99_000)], name="Eski", file="0" * 40)
    watch(edition, cohort, [], name="Hiç")

    def url(name):
        return reverse(f"lms:{name}", args=[edition.course_key, edition.video.key])

    return SimpleNamespace(client=client, edition=edition, cohort=cohort, url=url, activity=edition.video)


def test_the_trainer_sees_people_and_parts(group):
    page = group.client.get(group.url("video-results"))
    rows = {row.name: row for row in page.context["rows"]}
    assert rows["Zeynep Kaya"].percent == 90 and rows["Zeynep Kaya"].is_enough
    assert rows["=HYPERLINK(1) Kaya"].percent == 29 and not rows["=HYPERLINK(1) Kaya"].is_enough
    assert rows["=HYPERLINK(1) Kaya"].bands == [(0, 200), (600, 99)]
    assert rows["Eski Kaya"].percent is None and rows["Hiç Kaya"].percent is None
    assert page.context["viewers"] == 2
    text = page.content.decode()
    assert 'x="600" width="99"' in text and "0:00–0:05" in text


def test_parts_of_the_group_are_counted_by_people(group):
    slices, viewers = watched_slices(Enrolment.objects.all(), group.activity)
    people = {one.start: one.people for one in slices}
    assert viewers == 2
    assert (people[0], people[30_000], people[60_000], people[95_000]) == (2, 1, 2, 0)


@pytest.mark.parametrize(
    ("state", "number"), [("enough", 1), ("begun", 1), ("not_begun", 2), ("", 4), ("x", 4)]
)
def test_filtered_by_state(group, state, number):
    page = group.client.get(group.url("video-results"), {"state": state})
    assert len(page.context["rows"]) == number


def test_the_file_has_every_person_and_no_formula(group):
    answer = group.client.get(group.url("video-watched-csv"))
    text = b"".join(answer.streaming_content).decode()
    assert "Zeynep Kaya;" in text and ";90;90;1;" in text
    assert "'=HYPERLINK(1) Kaya;" in text and "\n=HYPERLINK" not in text
    assert AuditEntry.objects.filter(action="lms.video_results_exported").exists()
    only = group.client.get(group.url("video-watched-csv"), {"state": "enough"})
    assert len(b"".join(only.streaming_content).decode().strip().splitlines()) == 2
    assert group.client.get(group.url("video-watched-xlsx")).status_code == 200


def test_only_those_who_train_the_group(group):
    other = CohortFactory()
    add_course(other, group.edition.course)
    watch(group.edition, other, [(0, 5000)], name="Başka")
    text = group.client.get(group.url("video-results")).content.decode()
    assert "Zeynep" in text and "Başka" not in text
    wanted = {"group": str(other.uuid)}
    for name in ("video-results", "video-watched-csv", "video-watched-xlsx"):
        assert group.client.get(group.url(name), wanted).status_code == 404
    group.client.force_login(UserFactory())
    for name in ("video-results", "video-watched-csv", "video-watched-xlsx"):
        assert group.client.get(group.url(name)).status_code == 404


@pytest.mark.parametrize("size", [2, 12])
def test_queries_do_not_grow_with_people(group, size, django_assert_max_num_queries):
    for number in range(size):
        watch(group.edition, group.cohort, [(0, 1000 * number + 1000)], name=f"N{number}")
    group.client.get(group.url("video-results"))
    with django_assert_max_num_queries(22) as queries:
        group.client.get(group.url("video-results"))
    group_size_queries = len(queries)
    assert group_size_queries == COUNTS.setdefault("page", group_size_queries)


COUNTS: dict[str, int] = {}


@pytest.mark.parametrize("size", [1, 8])
def test_reading_people_and_parts_is_one_query_each(group, size, django_assert_num_queries):
    for number in range(size):
        watch(group.edition, group.cohort, [(0, 1000)], name=f"N{number}")
    enrolments = Enrolment.objects.all()
    with django_assert_num_queries(1):
        rows = [watch_row(row, group.activity) for row in people_with_watching(enrolments, group.activity)]
    assert len(rows) == size + 4
    with django_assert_num_queries(1):
        watched_slices(enrolments, group.activity)
