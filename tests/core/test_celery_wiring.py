"""From Wagtail's own jobs to Celery by way of the outbox, and the settings that make a lost worker harmless."""

import pytest
from django.db import transaction
from django_tasks import task_backends
from wagtail.models import ReferenceIndex

from config import celery_app
from core import outbox
from core.celery_tasks_backend import TOPIC, CeleryBackend, each_job_once
from core.models import OutboxMessage
from core.outbox import deliver_all
from core.tasks import deliver_outbox, wake_worker
from tests.factories.pages import make_home
from tests.factories.toolkits import make_document


@pytest.fixture(scope="module", autouse=True)
def _as_in_a_worker(django_db_setup, django_db_blocker):
    """What a worker imports when it starts (its checks ask the database)."""
    with django_db_blocker.unblock():
        celery_app.loader.import_default_modules()


@pytest.mark.django_db
class TestJobsOfWagtail:
    def test_a_job_waits_in_the_outbox_and_runs_there(self, django_capture_on_commit_callbacks):
        """Deleting a document deletes its file: first promised, then done, once."""
        assert isinstance(task_backends["default"], CeleryBackend)
        with django_capture_on_commit_callbacks(execute=True):
            document = make_document()
        OutboxMessage.objects.all().delete()
        storage, name = document.file.storage, document.file.name
        with django_capture_on_commit_callbacks(execute=True):
            document.delete()
        message = OutboxMessage.objects.get(payload__task="wagtail.tasks.delete_file_from_storage_task")
        assert message.topic == TOPIC
        assert storage.exists(name), "not in the request of the person who waits"
        assert outbox.deliver(str(message.uuid))
        assert not storage.exists(name)
        assert not outbox.deliver(str(message.uuid))

    def test_a_change_that_fails_promises_no_job(self, nothing_set_up):
        with pytest.raises(RuntimeError), transaction.atomic():
            make_home()
            assert OutboxMessage.objects.filter(topic=TOPIC).exists()
            raise RuntimeError
        assert not OutboxMessage.objects.exists()

    def test_bringing_in_many_pages_asks_for_each_job_once(self, nothing_set_up):
        with each_job_once():
            page = make_home()
            for title in ("Bir", "İki", "Üç"):
                page.title = title
                page.save()
            assert not OutboxMessage.objects.filter(topic=TOPIC).exists(), "promised at the end"
        payloads = [str(one.payload) for one in OutboxMessage.objects.filter(topic=TOPIC)]
        assert payloads and len(payloads) == len(set(payloads))
        deliver_all()
        assert not OutboxMessage.objects.filter(done_at=None).exists()
        page.save()
        assert OutboxMessage.objects.filter(topic=TOPIC, done_at=None).exists(), "as before, afterwards"

    def test_bringing_in_that_fails_promises_nothing(self, nothing_set_up):
        with pytest.raises(RuntimeError), each_job_once():
            make_home()
            raise RuntimeError
        assert not OutboxMessage.objects.filter(topic=TOPIC).exists()

    def test_what_the_cms_keeps_about_a_page_comes_by_the_same_way(self, nothing_set_up):
        page = make_home()
        assert not ReferenceIndex.get_references_for_object(page).exists()
        assert OutboxMessage.objects.filter(
            payload__task="wagtail.tasks.update_reference_index_task"
        ).exists()
        deliver_all()
        assert not OutboxMessage.objects.filter(done_at=None).exclude(last_error="").exists()


@pytest.mark.django_db
def test_a_worker_does_it_after_commit(monkeypatch, django_capture_on_commit_callbacks):
    """The whole way: promise, commit, wake-up, Celery's task, handler."""
    done = []
    monkeypatch.setitem(outbox._HANDLERS, "test.note", done.append)
    monkeypatch.setattr(outbox, "wake_up", [wake_worker])
    monkeypatch.setattr(
        deliver_outbox, "apply_async", lambda args, retry: deliver_outbox.apply(args, throw=True)
    )
    with django_capture_on_commit_callbacks(execute=True):
        outbox.enqueue(topic="test.note", key="one", payload={"number": 1})
        assert done == []
    assert done == [{"number": 1}]
    assert OutboxMessage.objects.get().done_at


@pytest.mark.django_db
def test_without_a_broker_the_relay_does_it(monkeypatch, django_capture_on_commit_callbacks, caplog):
    done = []
    monkeypatch.setitem(outbox._HANDLERS, "test.note", done.append)
    monkeypatch.setattr(outbox, "wake_up", [wake_worker])

    def refuse(**kwargs):
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(deliver_outbox, "apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        outbox.enqueue(topic="test.note", key="one")
    assert done == [] and "waits for the relay" in caplog.text
    celery_app.tasks["core.tasks.relay_outbox"].apply(throw=True)
    assert done == [{}]


def test_a_task_belongs_to_nobody_until_it_is_done():
    """Fault drills 1 and 2: a killed worker's task goes to the next one, and it holds back one task at most."""
    assert celery_app.conf.task_acks_late is True
    assert celery_app.conf.task_reject_on_worker_lost is True
    assert celery_app.conf.worker_prefetch_multiplier == 1
    for name, task in celery_app.tasks.items():
        if not name.startswith("celery."):
            assert task.acks_late and task.reject_on_worker_lost, name


def test_nothing_but_json_is_taken_from_the_broker():
    assert celery_app.conf.accept_content == ["json"]
    assert celery_app.conf.task_serializer == "json"


def test_the_schedule_survives_a_restart():
    assert celery_app.conf.beat_scheduler == "celery.beat:PersistentScheduler"


@pytest.mark.parametrize(("name", "entry"), celery_app.conf.beat_schedule.items())
def test_every_entry_of_the_schedule_is_a_task_that_needs_nothing(name, entry):
    task = celery_app.tasks[entry["task"]]
    task.__header__(*entry.get("args", ()), **entry.get("kwargs", {}))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted({entry["task"] for entry in celery_app.conf.beat_schedule.values()}))
def test_every_entry_of_the_schedule_runs(name):
    celery_app.tasks[name].apply(throw=True)
