"""Wagtail's background jobs (django-tasks) run in Celery, through the outbox: promised in the transaction."""

from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

from core.outbox import enqueue, outbox_handler

TOPIC = "core.background_task"


class CeleryBackend(BaseTaskBackend):
    """Enqueue only; results are not kept (Wagtail asks for none)."""

    supports_priority = False

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Write the job to the outbox and answer with a result that is "ready to run"."""
        self.validate_task(task)
        identifier = get_random_id()
        enqueue(
            topic=TOPIC,
            key=f"task:{identifier}",
            payload={"task": task.module_path, "args": list(args), "kwargs": dict(kwargs)},
        )
        return TaskResult(
            task=task,
            id=identifier,
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


@outbox_handler(TOPIC)
def run_background_task(payload: dict[str, Any]) -> None:
    """Run one of Wagtail's jobs. The dotted path comes from our own outbox, never from a request."""
    import_string(payload["task"]).func(*payload["args"], **payload["kwargs"])
