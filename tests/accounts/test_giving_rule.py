"""Who may give which role to whom, for what: the one rule, as a table."""

import pytest

from accounts.access import can_give_role, can_take_role
from accounts.giving import may_give
from accounts.models import Role
from accounts.roles import Held
from tests.factories.accounts import UserFactory, give_role
from tests.factories.organisations import FirmFactory
from tests.factories.programmes import CohortFactory, ProgrammeFactory
from tests.factories.taxonomy import ProvinceFactory

OURS, OTHERS = ("programme", 1), ("programme", 2)
GROUP, OTHER_GROUP, FIRM = ("cohort", 10), ("cohort", 20), ("firm", 30)
INSIDE = {GROUP: OURS, OTHER_GROUP: OTHERS, FIRM: OURS}
ADMINISTRATOR = [Held(Role.ADMINISTRATOR, None)]
OFFICER = [Held(Role.PROGRAMME_OFFICER, OURS)]
OFFICER_OF_ALL = [Held(Role.PROGRAMME_OFFICER, None)]
TRAINER = [Held(Role.TRAINER, GROUP)]
EDITOR = [Held(Role.EDITOR, None)]


@pytest.mark.parametrize(
    ("giver", "role", "scope", "expected"),
    [
        (ADMINISTRATOR, Role.ADMINISTRATOR, None, True),
        (ADMINISTRATOR, Role.EDITOR, None, True),
        (ADMINISTRATOR, Role.PROGRAMME_OFFICER, OTHERS, True),
        (ADMINISTRATOR, Role.TRAINER, None, True),
        (OFFICER, Role.TRAINER, GROUP, True),
        (OFFICER, Role.MENTOR, FIRM, True),
        (OFFICER, Role.FIRM_CONTACT, FIRM, True),
        (OFFICER, Role.TRAINEE, GROUP, True),
        (OFFICER, Role.TRAINER, OTHER_GROUP, False),
        (OFFICER, Role.TRAINER, None, False),
        (OFFICER, Role.PROGRAMME_OFFICER, OURS, False),
        (OFFICER, Role.EDITOR, None, False),
        (OFFICER, Role.ADMINISTRATOR, None, False),
        (OFFICER_OF_ALL, Role.TRAINER, OTHER_GROUP, True),
        (OFFICER_OF_ALL, Role.TRAINER, None, False),
        (OFFICER_OF_ALL, Role.PROGRAMME_OFFICER, OURS, False),
        (OFFICER_OF_ALL, Role.ADMINISTRATOR, None, False),
        (TRAINER, Role.TRAINER, GROUP, False),
        (TRAINER, Role.MENTOR, FIRM, False),
        (TRAINER, Role.TRAINEE, GROUP, False),
        (EDITOR, Role.TRAINER, GROUP, False),
        ([], Role.TRAINEE, GROUP, False),
    ],
)
def test_the_table(giver, role, scope, expected):
    def is_inside(inner, outer):
        return inner == outer or INSIDE.get(inner) == outer

    asked = {"giver": giver, "role": role, "scope": scope, "is_inside": is_inside}
    assert may_give(is_herself=False, **asked) is expected
    assert not may_give(is_herself=True, **asked), "nobody gives herself anything"


def test_with_real_programmes_groups_firms_and_provinces(db):
    province, elsewhere = ProvinceFactory(), ProvinceFactory()
    cohort, other = CohortFactory(), CohortFactory(track__programme=ProgrammeFactory())
    cohort.programme.provinces.add(province)
    firm, far_firm = FirmFactory(province=province), FirmFactory(province=elsewhere)
    officer, person = UserFactory(), UserFactory()
    give_role(officer, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
    assert can_give_role(officer, person, Role.TRAINER, ("cohort", cohort.pk))
    assert can_give_role(officer, None, Role.MENTOR, ("firm", firm.pk))
    assert not can_give_role(officer, person, Role.TRAINER, ("cohort", other.pk))
    assert not can_give_role(officer, person, Role.MENTOR, ("firm", far_firm.pk))
    assert not can_give_role(officer, person, Role.TRAINER, ("firm", firm.pk)), "a trainer has no firm"
    assert not can_give_role(officer, officer, Role.TRAINER, ("cohort", cohort.pk))
    of_province = UserFactory()
    give_role(of_province, Role.PROGRAMME_OFFICER, kind="province", identifier=province.pk)
    assert can_give_role(of_province, person, Role.MENTOR, ("firm", firm.pk))
    assert not can_give_role(of_province, person, Role.MENTOR, ("firm", far_firm.pk))


def test_what_may_not_be_given_may_not_be_taken(db):
    cohort, other = CohortFactory(), CohortFactory(track__programme=ProgrammeFactory())
    officer, person, administrator = UserFactory(), UserFactory(), UserFactory()
    give_role(officer, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
    own = give_role(administrator, Role.ADMINISTRATOR)
    near = give_role(person, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    far = give_role(person, Role.TRAINER, kind="cohort", identifier=other.pk)
    editor = give_role(person, Role.EDITOR)
    assert [can_take_role(officer, one) for one in (near, far, editor, own)] == [True, False, False, False]
    assert [can_take_role(administrator, one) for one in (near, far, editor)] == [True, True, True]
    assert not can_take_role(administrator, own), "an installation keeps an administrator"
