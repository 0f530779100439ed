"""Who may act for a firm."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from organisations.access import can_read_firm, can_represent_firm, represented_firms
from tests.factories.accounts import UserFactory, give_role
from tests.factories.organisations import FirmFactory

pytestmark = pytest.mark.django_db


def test_only_contacts_of_this_firm_represent_it():
    firm, other = FirmFactory(), FirmFactory()
    contact, elsewhere, unscoped, mentor = (UserFactory() for _ in range(4))
    give_role(contact, Role.FIRM_CONTACT, kind="firm", identifier=firm.pk)
    give_role(elsewhere, Role.FIRM_CONTACT, kind="firm", identifier=other.pk)
    give_role(unscoped, Role.FIRM_CONTACT)
    give_role(mentor, Role.MENTOR, kind="firm", identifier=firm.pk)
    assert can_represent_firm(contact, firm)
    assert can_represent_firm(UserFactory(is_superuser=True), firm)
    for user in (elsewhere, unscoped, mentor, AnonymousUser()):
        assert not can_represent_firm(user, firm)
    assert list(represented_firms(contact)) == [firm]
    assert list(represented_firms(unscoped)) == []


def test_a_scope_of_another_kind_with_the_same_number_opens_nothing():
    firm, user = FirmFactory(), UserFactory()
    give_role(user, Role.FIRM_CONTACT, kind="province", identifier=firm.pk)
    assert not can_represent_firm(user, firm)


def test_officers_read_firms_of_their_province():
    firm = FirmFactory()
    here, elsewhere = UserFactory(), UserFactory()
    give_role(here, Role.PROGRAMME_OFFICER, kind="province", identifier=firm.province_id)
    give_role(elsewhere, Role.PROGRAMME_OFFICER, kind="province", identifier=FirmFactory().province_id)
    assert can_read_firm(here, firm)
    assert not can_read_firm(elsewhere, firm)
    assert not can_represent_firm(here, firm)


def test_a_role_taken_away_stops_working():
    from django.utils import timezone

    firm, user = FirmFactory(), UserFactory()
    held = give_role(user, Role.FIRM_CONTACT, kind="firm", identifier=firm.pk)
    assert can_represent_firm(user, firm)
    held.revoked_at = timezone.now()
    held.save()
    user.__dict__.pop("_held_roles", None)
    assert not can_represent_firm(user, firm)
