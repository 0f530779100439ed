"""A programme's public page and who may do what with groups."""

from datetime import date, timedelta

import pytest

from accounts.models import Role
from lms.programmes.access import can_manage_programme, can_teach_cohort
from lms.programmes.handlers import groups_that_will_take
from lms.programmes.models import ProgrammePartner
from lms.programmes.selectors import cohort_by_code, cohorts_taught_by, present_programme
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course
from tests.factories.enrolments import make_membership
from tests.factories.organisations import PartnerFactory
from tests.factories.programmes import CohortFactory, ProgrammeFactory, TrackFactory, add_course
from tests.factories.taxonomy import ProvinceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    found = ProgrammeFactory(
        code="kadin-imalat",
        starts_on=date(2023, 10, 1),
        ends_on=date(2025, 9, 30),
        description={"tr": "Kadınların imalattaki yeri", "en": "The place of women in manufacturing"},
        funder_line={"tr": "AB finanse eder.", "en": "Funded by the European Union."},
        external_url="https://www.undp.org/turkiye/projects/ornek",
        external_id="TR-UNDP-1",
    )
    for place, (name, part) in enumerate(
        [("UNDP Türkiye", "implementer"), ("TİSK", "implementer"), ("Avrupa Birliği", "funder")]
    ):
        ProgrammePartner.objects.create(
            programme=found, organisation=PartnerFactory(name=name), part=part, sort_order=place
        )
    found.provinces.add(ProvinceFactory(name_tr="Iğdır", name_en="Igdir"))
    return found


class TestPage:
    """A-01 to A-03, A-13, A-49."""

    def test_shows_partners_by_role_dates_provinces_and_the_way_out(self, client, programme):
        page = client.get("/en/programmes/kadin-imalat/").content.decode()
        for text in (
            "Implementer",
            "UNDP Türkiye",
            "TİSK",
            "Funder",
            "Avrupa Birliği",
            "October 2023",
            "September 2025",
            "Igdir",
            "Funded by the European Union.",
            "https://www.undp.org/turkiye/projects/ornek",
            "TR-UNDP-1",
            "The place of women in manufacturing",
        ):
            assert text in page
        assert page.count("Implementer") == 1

    def test_reach_is_counted_from_records(self, programme):
        operators = TrackFactory(programme=programme, code="operator", target=4)
        agents = TrackFactory(programme=programme, code="change-agent", target=0)
        first, second = CohortFactory(track=operators), CohortFactory(track=operators)
        twice = UserFactory()
        make_membership(first, user=twice)
        make_membership(second, user=twice)
        make_membership(first)
        make_membership(first, state="waiting")
        make_membership(first, state="withdrawn")
        make_membership(CohortFactory())
        reach = {row.track: row for row in present_programme("kadin-imalat").tracks}
        assert (reach[operators].reached, reach[operators].percent) == (2, 50)
        assert (reach[agents].reached, reach[agents].percent) == (0, 0)

    def test_visitors_share_the_answer(self, client, programme):
        answer = client.get("/programmes/kadin-imalat/")
        assert answer.is_public_page
        assert not answer.cookies
        assert "csrf" not in answer.content.decode()
        client.force_login(UserFactory())
        assert not getattr(client.get("/programmes/kadin-imalat/"), "is_public_page", False)

    @pytest.mark.parametrize("code", ["nope", "x" * 300])
    def test_no_such_programme(self, client, programme, code):
        assert client.get(f"/programmes/{code}/").status_code == 404

    @pytest.mark.parametrize("size", [1, 15])
    def test_queries_do_not_grow(self, programme, django_assert_num_queries, size):
        track = TrackFactory(programme=programme)
        for _index in range(size):
            make_membership(CohortFactory(track=track))
            programme.provinces.add(ProvinceFactory())
        with django_assert_num_queries(4):
            present_programme("kadin-imalat")


class TestAccess:
    @pytest.mark.parametrize(
        ("role", "kind", "teaches", "manages"),
        [
            (Role.TRAINER, "cohort", True, False),
            (Role.TRAINER, "other cohort", False, False),
            (Role.TRAINER, "", True, False),
            (Role.PROGRAMME_OFFICER, "programme", True, True),
            (Role.PROGRAMME_OFFICER, "other programme", False, False),
            (Role.ADMINISTRATOR, "", True, True),
            (Role.EDITOR, "", False, False),
            (Role.TRAINEE, "cohort", False, False),
            (None, "", False, False),
        ],
    )
    def test_rules(self, role, kind, teaches, manages):
        """Statement 6: a trainer of one group does not see another."""
        cohort, other = CohortFactory(), CohortFactory()
        scopes = {
            "": None,
            "cohort": cohort.pk,
            "other cohort": other.pk,
            "programme": cohort.programme_id,
            "other programme": other.programme_id,
        }
        user = UserFactory()
        if role:
            give_role(user, role, kind=kind.removeprefix("other "), identifier=scopes[kind])
        assert can_teach_cohort(user, cohort) is teaches
        assert can_manage_programme(user, cohort.programme) is manages
        assert (cohort in cohorts_taught_by(user)) is teaches

    def test_visitors(self):
        from django.contrib.auth.models import AnonymousUser

        cohort = CohortFactory()
        assert not can_teach_cohort(AnonymousUser(), cohort)
        assert not cohorts_taught_by(AnonymousUser())


def test_codes_without_letters_find_nothing():
    CohortFactory(join_code="ABC234")
    assert cohort_by_code("abc 234").join_code == "ABC234"
    for text in ("", "---", "ABC235", "ABC2345", "%", "_" * 6):
        assert cohort_by_code(text) is None


def test_groups_that_will_take_a_course(django_assert_num_queries):
    course = make_course()
    soon = CohortFactory(
        name="Yakında", starts_on=date.today() + timedelta(days=5), ends_on=date.today() + timedelta(days=60)
    )
    running = CohortFactory()
    for cohort in (soon, running):
        add_course(cohort, course)
    with django_assert_num_queries(1):
        groups = groups_that_will_take(course)
    assert [(group.name, group.url) for group in groups] == [("Yakında", "/join/")]
    assert soon.join_code not in str(groups)
