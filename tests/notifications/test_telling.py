"""From an event to rows and mails: each once, in her language."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.models import OutboxMessage
from core.notifications import kinds, notify_many
from core.outbox import deliver_all
from notifications.models import Delivery, DeliveryState, EventProgress, Notification
from notifications.services import send_deliveries, spread_event
from notifications.services.sending import LEASE, MAX_TRIES
from notifications.tasks import send_due
from notifications.words import put_into_words
from tests.factories.accounts import UserFactory
from tests.notifications.conftest import VALUES

pytestmark = pytest.mark.django_db


def spread(people, key="one", kind="session_changed"):
    return spread_event(kind=kind, key=key, user_ids=[one.pk for one in people], context=VALUES[kind])


def test_an_event_is_a_notification_and_a_mail(person, tell):
    told = tell(person)
    delivery = Delivery.objects.get()
    assert (told.is_in_inbox, told.read_at) == (True, None)
    assert (delivery.channel, delivery.state, delivery.tries) == ("email", DeliveryState.SENT, 0)
    assert delivery.sent_at and delivery.provider_id == mail.outbox[0].extra_headers["Message-ID"]
    assert str(delivery.uuid) in delivery.provider_id


def test_the_same_event_again_changes_nothing(person):
    for _again in range(3):
        spread([person])
        deliver_all()
    assert (Notification.objects.count(), Delivery.objects.count(), len(mail.outbox)) == (1, 1, 1)


def test_the_words_are_made_for_the_reader(person, tell):
    """The same rows in another language, years later or after she changed her mind."""
    told = tell(person, kind="certificate_ready")
    titles = {}
    for language in ("tr", "en", "ar"):
        with translation.override(language):
            said = put_into_words(told)
        titles[language] = said.title
        assert said.path == {"tr": "/sessions/", "en": "/en/sessions/", "ar": "/ar/sessions/"}[language]
    assert "Yalın" in titles["tr"] and titles["en"] == "Your certificate is ready: Lean"
    assert "الرشيق" in titles["ar"]


@pytest.mark.parametrize("kind", sorted(VALUES))
@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_every_kind_can_be_said(kind, language, tell):
    told = tell(UserFactory(language=language), kind=kind)
    with translation.override(language):
        said = put_into_words(told)
    assert said.title and said.line and "{" not in said.title + said.line
    assert said.path.startswith("/" if language == "tr" else f"/{language}/")


def test_people_who_left_are_not_told():
    gone = UserFactory(is_active=False)
    assert spread([gone]) == 0
    assert not Notification.objects.exists()


def test_who_has_no_address_reads_it_on_the_site(tell):
    told = tell(UserFactory(email=None))
    assert told.is_in_inbox and not Delivery.objects.exists()


def test_many_people_in_batches_with_their_progress(monkeypatch):
    monkeypatch.setattr("core.notifications.PEOPLE_IN_A_MESSAGE", 3)
    people = UserFactory.create_batch(7)
    ids = [one.pk for one in people]
    for _twice in range(2):
        notify_many(user_ids=ids, kind="session_changed", key="big", context=VALUES["session_changed"])
    assert OutboxMessage.objects.filter(topic="core.notify").count() == 3
    deliver_all()
    progress = EventProgress.objects.get()
    assert (progress.people, progress.told, progress.kind) == (7, 7, "session_changed")
    assert progress.ended_at is not None
    assert sorted(address for one in mail.outbox for address in one.to) == sorted(one.email for one in people)


@pytest.mark.parametrize("size", [2, 20])
def test_queries_of_an_event_do_not_grow_with_its_people(size):
    people = UserFactory.create_batch(size)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        spread(people)
    assert len(queries) <= 17


class TestSending:
    def test_a_server_that_is_down_is_tried_again_and_again(self, settings, person, tell):
        settings.EMAIL_BACKEND = "tests.notifications.test_telling.Down"
        tell(person)
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.tries) == (DeliveryState.QUEUED, 1)
        assert "ConnectionError" in delivery.last_error
        for _hour in range(MAX_TRIES):
            Delivery.objects.update(due_at=delivery.notification.created_at)
            send_due()
        delivery.refresh_from_db()
        assert (delivery.state, delivery.tries) == (DeliveryState.FAILED, MAX_TRIES)

    def test_when_it_is_back_the_schedule_sends(self, settings, person, tell):
        settings.EMAIL_BACKEND = "tests.notifications.test_telling.Down"
        told = tell(person)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        send_due()
        assert mail.outbox == [], "not before its time"
        Delivery.objects.update(due_at=told.created_at)
        send_due()
        assert len(mail.outbox) == 1
        assert Delivery.objects.get().state == DeliveryState.SENT

    def test_a_fresh_claim_is_another_workers(self, person):
        delivery = self._waiting(person)
        Delivery.objects.update(state=DeliveryState.SENDING, claimed_at=delivery.notification.created_at)
        assert send_deliveries(ids=[delivery.pk]) == 0
        assert mail.outbox == []

    def test_the_claim_of_a_worker_that_died_is_taken_over_under_the_same_name(self, person):
        delivery = self._waiting(person)
        before = delivery.notification.created_at - LEASE
        Delivery.objects.update(state=DeliveryState.SENDING, claimed_at=before)
        send_due()
        assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{delivery.uuid}@")

    def test_a_person_who_left_meanwhile_gets_nothing(self, person):
        delivery = self._waiting(person)
        type(person).objects.update(is_active=False)
        send_deliveries(ids=[delivery.pk])
        delivery.refresh_from_db()
        assert (delivery.state, mail.outbox) == (DeliveryState.DROPPED, [])

    def test_a_mail_that_cannot_be_written_stops_no_other(self, person, caplog):
        broken = self._waiting(person)
        Notification.objects.update(kind="account_changed", values={})
        fine = self._waiting(UserFactory(), key="two")
        send_deliveries(ids=[broken.pk, fine.pk])
        broken.refresh_from_db()
        assert len(mail.outbox) == 1
        assert (broken.state, broken.tries) == (DeliveryState.QUEUED, 1)
        assert "could not be made" in caplog.text

    @staticmethod
    def _waiting(person, key="one"):
        spread([person], key=key)
        OutboxMessage.objects.all().delete()
        return Delivery.objects.get(notification__recipient=person)


def test_kinds_that_protect_an_account_cannot_be_turned_off():
    names = {kind.name for kind in kinds if kind.is_essential}
    assert {"account_changed", "new-device", "confirm_email", "reset_password"} <= names


class Down:
    """A mail server that does not answer."""

    def __init__(self, *args, **kwargs):
        pass

    def open(self):
        raise ConnectionError("down")

    def close(self):
        pass


def test_links_outlive_a_move_of_the_site(person, tell, settings):
    """What is stored is a path; mails and pages get the host of their day."""
    told = tell(person)
    assert "http://testserver/sessions/" in mail.outbox[0].body
    settings.WAGTAILADMIN_BASE_URL = "https://yeni.ornek.test"
    assert put_into_words(told).path == "/sessions/"
    tell(person, key="two")
    assert "https://yeni.ornek.test/sessions/" in mail.outbox[1].body
