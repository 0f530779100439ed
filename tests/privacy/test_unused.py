"""Accounts that nobody uses are erased by themselves: counted, then told, then gone (security statement 43)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role, User
from core import outbox
from core.models import AuditEntry, OutboxMessage
from core.personal_data import holdings
from lms.enrolments.models import Membership
from notifications.models import Notification
from privacy.models import ErasureRequest, RetentionRun
from privacy.selectors.unused import unused_people
from privacy.services import ask_erasure, look_for_old_rows
from privacy.services.unused import COUNTED, LOOKED_FIRST, tell_unused
from privacy.tasks import tell_unused as daily_task
from tests.factories.accounts import PASSWORD, UserFactory, give_role
from tests.factories.programmes import CohortFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=800)


def unused(**fields):
    values = {"date_joined": LONG_AGO, "last_login": LONG_AGO, **fields}
    return UserFactory(**values)


def found():
    return set(unused_people(timezone.now()))


def told(**fields):
    """Somebody who was counted and then told."""
    person = unused(**fields)
    look_for_old_rows()
    RetentionRun.objects.update(made_at=timezone.now() - LOOKED_FIRST)
    assert tell_unused() == 1
    return person


class TestWhoIsUnused:
    def test_never_in_or_not_for_two_years(self):
        long_gone, never = unused(), unused(last_login=None)
        unused(last_login=timezone.now() - timedelta(days=700))
        UserFactory(last_login=None)
        assert found() == {long_gone, never}

    def test_the_time_is_a_setting(self, settings):
        person = unused(last_login=timezone.now() - timedelta(days=200))
        settings.UNUSED_ACCOUNT_MONTHS = 6
        assert found() == {person}
        settings.UNUSED_ACCOUNT_MONTHS = 0
        assert found() == set()
        assert COUNTED not in look_for_old_rows().found

    def test_whoever_has_a_right_or_a_role_stays(self):
        unused(is_staff=True)
        unused(is_superuser=True)
        give_role(unused(), Role.MENTOR)
        unused(is_active=False)
        assert found() == set()

    def test_what_law_or_a_certificate_needs_keeps_the_account(self, two_people):
        User.objects.filter(pk=two_people.her.person.pk).update(date_joined=LONG_AGO, last_login=LONG_AGO)
        two_people.her.person.role_assignments.all().delete()
        assert found() == set()
        Membership.objects.create(cohort=CohortFactory(), user=unused(), state="withdrawn")
        assert found() == set()
        kept = {one.model for one in holdings if one.owner and one.keep_years}
        assert {"lms.Membership", "lms.Certificate", "lms.AttendanceRecord", "lms.Enrolment"} <= kept

    def test_one_query_however_many(self):
        unused()
        with CaptureQueriesContext(connection) as one:
            found()
        for _more in range(5):
            unused()
        with CaptureQueriesContext(connection) as six:
            assert len(found()) == 6
        assert len(one) == len(six) == 1


class TestCountedThenTold:
    def test_nobody_is_told_before_she_was_counted_two_weeks_ago(self):
        person = unused()
        assert tell_unused() == 0
        assert look_for_old_rows().found[COUNTED] == 1
        assert tell_unused() == 0
        RetentionRun.objects.update(made_at=timezone.now() - LOOKED_FIRST)
        came_later = unused(last_login=timezone.now() - timedelta(days=735))
        assert came_later in found()
        daily_task()
        daily_task()
        assert [one.person for one in ErasureRequest.objects.all()] == [person]
        assert AuditEntry.objects.get(action="privacy.unused_told").object_id == str(person.pk)
        outbox.deliver(str(OutboxMessage.objects.get(topic="core.notify").uuid))
        assert Notification.objects.get(recipient=person).kind == "unused_account"
        assert configured.CELERY_BEAT_SCHEDULE["tell-unused"]["task"] == "privacy.tasks.tell_unused"

    def test_she_is_erased_when_the_time_is_over_and_the_log_says_why(self):
        person, other = told(), UserFactory()
        message = OutboxMessage.objects.get(topic="privacy.erase")
        assert message.available_at > timezone.now() + timedelta(days=29)
        outbox.deliver(str(message.uuid))
        assert User.objects.get(pk=person.pk).is_active
        with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
            outbox.deliver(str(message.uuid))
        gone = User.objects.get(pk=person.pk)
        assert not gone.is_active and gone.email is None and gone.first_name == ""
        assert AuditEntry.objects.filter(action="privacy.unused_erased", object_id=str(person.pk)).exists()
        assert User.objects.get(pk=other.pk).email

    def test_signing_in_once_is_enough_to_stay(self, client):
        person = told()
        client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
        assert ErasureRequest.objects.get().state == "taken_back"
        assert AuditEntry.objects.filter(action="privacy.unused_kept").exists()
        with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
            outbox.deliver(str(OutboxMessage.objects.get(topic="privacy.erase").uuid))
        assert User.objects.get(pk=person.pk).is_active

    def test_a_place_in_a_group_meanwhile_is_enough_too(self):
        person = told()
        Membership.objects.create(cohort=CohortFactory(), user=person)
        with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
            outbox.deliver(str(OutboxMessage.objects.get(topic="privacy.erase").uuid))
        assert User.objects.get(pk=person.pk).is_active
        assert ErasureRequest.objects.get().state == "taken_back"

    def test_what_she_asked_for_herself_is_not_taken_back_by_signing_in(self, client):
        person = UserFactory()
        ask_erasure(person=person, by=person)
        client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
        assert ErasureRequest.objects.get().state == "asked"
