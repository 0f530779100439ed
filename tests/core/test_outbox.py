"""The outbox: promised in the transaction, delivered once, retried, taken over."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core import outbox
from core.models import OutboxMessage
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
DONE: list[dict] = []


@pytest.fixture(autouse=True)
def _handlers(monkeypatch):
    DONE.clear()
    monkeypatch.setattr(outbox, "_HANDLERS", dict(outbox._HANDLERS))
    monkeypatch.setattr(outbox, "wake_up", [])
    outbox.outbox_handler("test.note")(DONE.append)


def open_again(message):
    OutboxMessage.objects.filter(pk=message.pk).update(available_at=timezone.now() - timedelta(seconds=1))


def test_the_same_key_is_done_once():
    for number in range(3):
        outbox.enqueue(topic="test.note", key="one", payload={"number": number})
    assert outbox.deliver_all() == 1
    assert outbox.deliver_all() == 0
    outbox.enqueue(topic="test.note", key="one", payload={"number": 9})
    outbox.deliver_all()
    assert DONE == [{"number": 0}]


def test_a_change_that_fails_promises_nothing():
    try:
        with transaction.atomic():
            outbox.enqueue(topic="test.note", key="one")
            raise RuntimeError
    except RuntimeError:
        pass
    assert outbox.deliver_all() == 0


def test_a_failing_handler_is_tried_again_later():
    def fail_first(payload):
        DONE.append(payload)
        if len(DONE) < 3:
            raise ConnectionError("server down")

    outbox.outbox_handler("test.flaky")(fail_first)
    outbox.enqueue(topic="test.flaky", key="flaky")
    message = OutboxMessage.objects.get()
    waits = []
    for _ in range(2):
        assert not outbox.deliver(str(message.uuid))
        message.refresh_from_db()
        assert "ConnectionError: server down" in message.last_error
        waits.append((message.available_at - timezone.now()).total_seconds())
        assert not outbox.deliver(str(message.uuid)), "not before its time"
        open_again(message)
    assert waits[0] == pytest.approx(5, abs=1)
    assert waits[1] == pytest.approx(10, abs=1)
    assert outbox.deliver(str(message.uuid))
    message.refresh_from_db()
    assert message.done_at
    assert message.last_error == ""
    assert message.tries == 3


def test_what_a_failing_handler_wrote_is_undone():
    def write_and_fail(payload):
        UserFactory(username="half-done")
        raise ValueError

    outbox.outbox_handler("test.half")(write_and_fail)
    outbox.enqueue(topic="test.half", key="half")
    outbox.deliver_all()
    assert not type(UserFactory.build()).objects.filter(username="half-done").exists()


def test_after_twelve_tries_a_person_must_look():
    def fail(payload):
        raise ValueError("never")

    outbox.outbox_handler("test.never")(fail)
    outbox.enqueue(topic="test.never", key="never")
    message = OutboxMessage.objects.get()
    for _ in range(outbox.MAX_TRIES):
        open_again(message)
        outbox.deliver(str(message.uuid))
    message.refresh_from_db()
    assert message.given_up_at
    open_again(message)
    assert not outbox.deliver(str(message.uuid))


def test_a_killed_workers_message_is_taken_over_after_its_lease():
    outbox.enqueue(topic="test.note", key="one")
    uuid = str(OutboxMessage.objects.get().uuid)
    assert outbox.claim(uuid)
    assert not outbox.deliver(uuid), "another worker holds it"
    open_again(OutboxMessage.objects.get())
    assert outbox.deliver(uuid)
    assert len(DONE) == 1


def test_a_late_worker_does_not_repeat_it():
    """A worker that outlived its lease finds the message done."""
    outbox.enqueue(topic="test.note", key="one")
    uuid = str(OutboxMessage.objects.get().uuid)
    held = outbox.claim(uuid)
    open_again(held)
    assert outbox.deliver(uuid)
    assert not outbox.deliver(uuid)
    assert len(DONE) == 1


def test_an_unknown_topic_is_kept_and_says_so():
    outbox.enqueue(topic="test.unknown", key="one")
    assert outbox.deliver_all() == 0
    assert "test.unknown" in OutboxMessage.objects.get().last_error


def test_a_delayed_one_waits():
    outbox.enqueue(topic="test.note", key="one", delay=timedelta(minutes=5))
    assert outbox.deliver_all() == 0


def test_a_broken_message_does_not_hold_up_the_others():
    outbox.enqueue(topic="test.unknown", key="broken")
    outbox.enqueue(topic="test.note", key="fine")
    assert outbox.deliver_all() == 1


def test_a_worker_is_woken_after_commit_only(monkeypatch, django_capture_on_commit_callbacks):
    woken = []
    monkeypatch.setattr(outbox, "wake_up", [woken.append])
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        outbox.enqueue(topic="test.note", key="one")
        assert woken == []
    assert woken == [str(OutboxMessage.objects.get().uuid)]
