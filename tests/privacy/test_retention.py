"""Retention runs on schedule, first shows what it would do, and its log proves that it ran (security statement 43)."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from accounts.models import SignInCard
from core import outbox
from core.models import AuditEntry, OutboxMessage
from lms.quizzes.models import Attempt, LateAnswer, Response
from organisations.models import FirmInterest
from privacy.models import DataCopy, RetentionRun
from privacy.services import ask_retention, carry_out, look_for_old_rows
from privacy.services.unused import COUNTED
from privacy.tasks import look_for_old_data
from tests.factories.accounts import UserFactory

LONG_AGO = timezone.now() - timedelta(days=800)


@pytest.fixture
def old_rows(two_people):
    """Of the neighbour nothing is old."""
    her = two_people.her.person
    FirmInterest.objects.filter(firm_name="MARKA-7731").update(answered_at=LONG_AGO)
    SignInCard.objects.filter(user=her).update(expires_at=LONG_AGO)
    OutboxMessage.objects.filter(payload__user=her.pk).update(done_at=LONG_AGO)
    path = "copies/eski.zip"
    storages["private"].save(path, ContentFile(b"x"))
    DataCopy.objects.create(person=her, made_at=LONG_AGO, expires_at=LONG_AGO, path=path)
    return two_people


def test_a_look_changes_nothing(old_rows):
    run = look_for_old_rows()
    assert run.found["organisations.FirmInterest"] == 1
    assert run.found["accounts.SignInCard"] == 1
    assert run.found["lms.Response"] == 0
    assert FirmInterest.objects.count() == 2
    assert run.carried_out_at is None


def test_what_is_past_its_time_goes_and_nothing_else(old_rows, django_capture_on_commit_callbacks):
    run = look_for_old_rows()
    assert ask_retention(run=run, by=old_rows.ground.officer)
    assert not ask_retention(run=run, by=UserFactory())
    with django_capture_on_commit_callbacks(execute=True):
        outbox.deliver(str(OutboxMessage.objects.get(topic="privacy.retention").uuid))
    run.refresh_from_db()
    assert (
        run.found.pop(COUNTED) == 0
    )  # accounts that nobody uses are told first, and go by a way of their own
    assert run.done == run.found
    assert list(FirmInterest.objects.values_list("firm_name", flat=True)) == ["KALIR-2"]
    assert not SignInCard.objects.filter(user=old_rows.her.person).exists()
    assert SignInCard.objects.filter(user=old_rows.other.person).exists()
    assert Response.objects.count() == 2
    assert not storages["private"].exists("copies/eski.zip")
    old = OutboxMessage.objects.filter(done_at=LONG_AGO)
    assert old.exists() and {str(message.payload) for message in old} == {"{}"}
    proof = AuditEntry.objects.get(action="privacy.retention_done")
    assert proof.actor == old_rows.ground.officer and proof.data == run.done
    assert sum(look_for_old_rows().found.values()) == 0


def test_twice_is_once(old_rows):
    run = look_for_old_rows()
    done = carry_out(run=run)
    assert carry_out(run=run) == done
    assert AuditEntry.objects.filter(action="privacy.retention_done").count() == 1


def test_answers_go_two_years_after_they_were_handed_in(two_people, monkeypatch):
    """Time cannot be turned back in a table that refuses changes, so the clock goes forward instead."""
    later = timezone.now() + timedelta(days=731)
    monkeypatch.setattr(timezone, "now", lambda: later)
    carry_out(run=look_for_old_rows())
    assert not Response.objects.exists()
    assert {str(one.answer) for one in LateAnswer.objects.all()} == {"{}"}
    assert Attempt.objects.count() == 2


def test_every_month_administrators_are_told(old_rows):
    UserFactory(is_superuser=True)
    look_for_old_data()
    look_for_old_data()
    assert RetentionRun.objects.count() == 2
    assert OutboxMessage.objects.filter(payload__kind="retention_due").count() == 1
    assert settings.CELERY_BEAT_SCHEDULE["look-for-old-data"]["task"] == "privacy.tasks.look_for_old_data"
