"""Several mails as one."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from core import outbox
from notifications.models import Delivery, DeliveryState
from notifications.services import set_told_how
from notifications.services.digests import promise_digests, send_digests
from notifications.services.preferences import stop_mails
from notifications.services.sending import LEASE
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Istanbul"))


EVENING, MORNING = moment("2026-11-25 18:00"), moment("2026-11-26 08:00")


@pytest.fixture
def daily(person):
    set_told_how(user=person, digest="daily", quiet_from=None, quiet_until=None)
    return person


@pytest.fixture
def evening(daily, tell):
    """Two things that can wait, one that is urgent, one that protects."""
    with time_machine.travel(EVENING, tick=False):
        tell(daily, key="1", kind="enrolled")
        tell(daily, key="2", kind="certificate_ready")
        tell(daily, key="3", kind="session_changed")
        tell(daily, key="4", kind="account_changed")


def run(when=MORNING):
    with time_machine.travel(when, tick=False):
        promise_digests()
        outbox.deliver_all()


def test_what_can_wait_comes_as_one(evening, daily):
    assert len(mail.outbox) == 2, "what is urgent and what protects came at once"
    run(moment("2026-11-26 07:55"))
    assert len(mail.outbox) == 2
    run()
    digest = mail.outbox[2]
    assert digest.subject.endswith("2 bildirim")
    assert (
        "Bursa 3" in digest.body and "Yalın" in digest.body and "http://testserver/sessions/" in digest.body
    )
    assert digest.extra_headers["List-Unsubscribe"]
    run(moment("2026-11-26 08:05"))
    assert len(mail.outbox) == 3, "once"
    states = Delivery.objects.filter(is_for_digest=True)
    assert set(states.values_list("state", "provider_id")) == {
        (DeliveryState.SENT, digest.extra_headers["Message-ID"])
    }


def test_two_schedulers_promise_one_mail(evening):
    with time_machine.travel(MORNING, tick=False):
        promise_digests()
        promise_digests()
        outbox.deliver_all()
    assert len(mail.outbox) == 3


def test_a_digest_that_a_dead_worker_left_goes_out_under_its_name_and_without_newer_ones(
    evening, daily, tell
):
    name = "0d5e8f52-0000-4000-8000-000000000001"
    old = list(Delivery.objects.filter(is_for_digest=True).values_list("pk", flat=True))
    with time_machine.travel(EVENING, tick=False):
        tell(daily, key="5", kind="reminder")
    Delivery.objects.filter(pk__in=old).update(
        state=DeliveryState.SENDING, claimed_at=MORNING - LEASE, batch=name
    )
    run()
    first, second = mail.outbox[2:]
    assert first.extra_headers["Message-ID"].startswith(f"<{name}@")
    assert "Yalın" in first.body and "tamamlanmadı" not in first.body
    assert "tamamlanmadı" in second.body


def test_a_fresh_claim_is_another_workers(evening, daily):
    Delivery.objects.filter(is_for_digest=True).update(state=DeliveryState.SENDING, claimed_at=MORNING)
    with time_machine.travel(MORNING, tick=False):
        assert send_digests(user_ids=[daily.pk]) == 0


def test_a_server_that_is_down(evening, settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_telling.Down"
    run()
    assert set(Delivery.objects.filter(is_for_digest=True).values_list("state", "tries")) == {
        (DeliveryState.QUEUED, 1)
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run(moment("2026-11-26 08:05"))
    assert len(mail.outbox) == 3


def test_what_she_stopped_meanwhile_is_not_in_it(evening, daily):
    stop_mails(user=daily, kind="enrolled")
    run()
    assert "Yalın" in mail.outbox[2].body and "Grubunuz" not in mail.outbox[2].body
    assert mail.outbox[2].subject.endswith("1 bildirim")
    stop_mails(user=daily)
    run(moment("2026-11-27 08:00"))
    assert len(mail.outbox) == 3


def test_weekly_and_quiet(tell):
    person = UserFactory()
    set_told_how(user=person, digest="weekly", quiet_from=time(7), quiet_until=time(9, 30))
    with time_machine.travel(EVENING, tick=False):
        tell(person, kind="enrolled")
    assert timezone.localtime(Delivery.objects.get().due_at) == moment("2026-11-30 09:30")


def test_queries_do_not_grow(daily, tell, django_assert_max_num_queries):
    """One person's digest costs the same, however much is in it, but for a note for each."""
    with time_machine.travel(EVENING, tick=False):
        for number in range(12):
            tell(daily, key=str(number), kind="enrolled")
    with time_machine.travel(MORNING, tick=False), django_assert_max_num_queries(14 + 12):
        assert send_digests(user_ids=[daily.pk]) == 1
