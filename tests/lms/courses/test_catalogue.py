"""The public catalogue and course page: what visitors see, how much it costs, what is never faked."""

from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts.models import Role, User
from core.related import RelatedLink, related_content
from lms.courses.models import CoursePage, LessonPage, ModulePage
from lms.courses.registry import Standing, UpcomingGroup, course_standing, upcoming_groups
from lms.courses.services.editions import publish_edition
from lms.enrolments.models import Enrolment, Membership
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_course_index, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.taxonomy import AudienceFactory, SectorFactory, SkillFactory, TopicFactory
from tests.factories.toolkits import make_toolkit

pytestmark = pytest.mark.django_db


class Titles(HTMLParser):
    """Titles of the cards in the list."""

    def __init__(self, html):
        super().__init__()
        self.found, self.is_title = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.is_title = self.is_title or (tag == "h3" and ("class", "card__title") in attrs)

    def handle_endtag(self, tag):
        self.is_title = self.is_title and tag != "h3"

    def handle_data(self, data):
        if self.is_title and data.strip():
            self.found.append(data.strip())


def titles(response):
    assert response.status_code == 200
    return Titles(response.content.decode()).found


def listed(title, **fields):
    course = make_course(title=title, modules=1, lessons=1, **fields)
    make_edition_row(course)
    return course


def test_filters_narrow_the_list(client):
    operator, agent = AudienceFactory(code="operator"), AudienceFactory(code="elci")
    topic, other = TopicFactory(code="dijital"), TopicFactory(code="yesil")
    sector, _sector = SectorFactory(code="nace-25"), SectorFactory(code="nace-28")
    first, second = listed("Barkod", mode="live_online"), listed("SIRI")
    third = make_course(title="Enerji", modules=0, is_announced=True)
    first.audiences.add(operator)
    first.topics.add(topic)
    first.sectors.add(sector)
    second.audiences.add(agent)
    third.topics.add(other)
    for course in (first, second, third):
        course.save()
    url = make_course_index().url
    assert titles(client.get(url)) == ["Barkod", "SIRI", "Enerji"]
    assert titles(client.get(url, {"audience": "operator"})) == ["Barkod"]
    assert titles(client.get(url, {"topic": "yesil"})) == ["Enerji"]
    assert titles(client.get(url, {"sector": "nace-25"})) == ["Barkod"]
    assert titles(client.get(url, {"mode": "live_online"})) == ["Barkod"]
    assert titles(client.get(url, {"state": "announced"})) == ["Enerji"]
    assert titles(client.get(url, {"state": "open"})) == ["Barkod", "SIRI"]


@pytest.mark.parametrize(
    "query",
    [
        {"audience": "yok"},
        {"mode": "'; drop"},
        {"page": "999"},
        {"page": "-1"},
        {"page": "x"},
        {"topic": "\x00a" * 99},
    ],
)
def test_odd_filters_never_fail(client, query):
    listed("Barkod")
    assert client.get(make_course_index().url, query).status_code == 200


def test_a_course_that_nobody_can_take_is_shown_as_announced(client):
    make_course(title="Hazırlanıyor", modules=1)
    page = client.get(make_course_index().url, {"state": "announced"})
    assert titles(page) == ["Hazırlanıyor"]
    course = CoursePage.objects.get()
    html = client.get(course.url).content.decode()
    assert reverse("account_login") + "?" not in html


def test_archived_and_unpublished_courses_are_not_listed(client):
    listed("Bir")
    gone, hidden = listed("Arşiv"), listed("Gizli")
    CoursePage.objects.filter(pk=gone.pk).update(archived_at="2026-01-01T00:00Z")
    hidden.unpublish()
    assert titles(client.get(make_course_index().url)) == ["Bir"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [2, 30])
def test_the_catalogue_costs_the_same_at_any_size(client, django_assert_max_num_queries, size):
    audiences = [AudienceFactory(), AudienceFactory()]
    for number in range(size):
        course = make_course(title=f"Kurs {number}", modules=0, is_announced=True)
        course.audiences.add(*audiences)
        course.save()
    url = make_course_index().url
    client.get(url, {"q": "menus and footer are read once a publication"})
    with django_assert_max_num_queries(8):
        response = client.get(url)
    assert len(response.content) < 40_000
    assert len(titles(response)) == min(size, 24)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [1, 8])
def test_a_course_page_costs_the_same_at_any_size(client, django_assert_max_num_queries, size):
    course = make_course(modules=size, lessons=6)
    for _number in range(size):
        course.skills.add(SkillFactory())
    course.save()
    publish_edition(course=course, by=UserFactory())
    client.get(course.url, {"q": "menus and footer are read once a publication"})
    with django_assert_max_num_queries(8):
        response = client.get(course.url)
    assert len(response.content) < 40_000
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [10, 1000])
def test_a_course_page_costs_a_trainee_the_same_at_any_size(client, django_assert_max_num_queries, size):
    course = make_course(modules=2, lessons=3)
    course.skills.add(SkillFactory())
    course.save()
    edition = publish_edition(course=course, by=UserFactory())
    running = CohortFactory()
    coming = CohortFactory(
        starts_on=date.today() + timedelta(days=9), ends_on=date.today() + timedelta(days=70)
    )
    for cohort in (running, coming):
        add_course(cohort, course)
    toolkit = make_toolkit(title="OEE izleme", courses=[course])
    trainee = UserFactory()
    make_enrolment(edition=edition, membership=make_membership(running, user=trainee))
    people = User.objects.bulk_create(
        User(username=f"kisi-{number}", username_key=f"kisi-{number}", sort_name=str(number))
        for number in range(size)
    )
    members = Membership.objects.bulk_create(Membership(cohort=running, user=user) for user in people)
    Enrolment.objects.bulk_create(
        Enrolment(user=one.user, course=course, course_key=course.key, edition=edition, membership=one)
        for one in members
    )
    client.force_login(trainee)
    client.get(course.url)
    with django_assert_max_num_queries(8):
        response = client.get(course.url)
    assert response.context["standing"].state == "enrolled"
    html = response.content.decode()
    assert coming.name in html and toolkit.title in html


def test_a_visitors_page_is_kept_and_a_persons_is_not(kept_pages, client, django_assert_num_queries):
    course = listed("Barkod")
    client.get(course.url)
    with django_assert_num_queries(0):
        assert client.get(course.url)["X-Cache"] == "hit"
    client.force_login(UserFactory())
    assert "X-Cache" not in client.get(course.url)


def test_groups_and_related_content_come_from_their_registries(client, monkeypatch):
    course = listed("Barkod")
    monkeypatch.setitem(
        upcoming_groups._entries,
        "programmes",
        lambda _course: [UpcomingGroup("İzmir 3. grup", course.first_published_at, "İzmir")],
    )
    monkeypatch.setitem(
        related_content._entries, "toolkits", lambda _page: [RelatedLink("Araç seti", "OEE", "/oee/")]
    )
    html = client.get(course.url).content.decode()
    assert "İzmir 3. grup" in html
    assert 'href="/oee/"' in html


@pytest.mark.parametrize(
    ("standing", "seen"),
    [
        (Standing("enrolled", "/devam/", 40), 'href="/devam/"'),
        (Standing("completed", "/devam/"), 'href="/devam/"'),
        (Standing("may_enrol", "/kayit/"), 'action="/kayit/"'),
        (Standing("waiting"), "badge--now"),
        (Standing("closed"), "/join/"),
    ],
)
def test_a_signed_in_person_sees_how_she_stands(client, monkeypatch, standing, seen):
    course = listed("Barkod")
    monkeypatch.setitem(course_standing._entries, "enrolments", lambda user, key: standing)
    client.force_login(UserFactory())
    assert seen in client.get(course.url).content.decode()


def test_addresses_inside_a_course_lead_to_its_page(client):
    course = listed("Barkod")
    for page in [ModulePage.objects.first(), LessonPage.objects.first()]:
        answer = client.get(page.url)
        assert (answer.status_code, answer["Location"]) == (302, course.url)


def test_only_its_writers_see_the_way_to_the_builder(client):
    course = listed("Barkod")
    builder = reverse("lms:course-builder", args=[course.key])
    client.force_login(UserFactory())
    assert builder not in client.get(course.url).content.decode()
    trainer = UserFactory()
    give_role(trainer, Role.TRAINER, kind="course", identifier=course.pk)
    client.force_login(trainer)
    assert "/teach/" not in course.url
