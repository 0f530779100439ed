"""Wagtail's background jobs (django-tasks) run in Celery, through the outbox: promised in the transaction."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

from core.outbox import enqueue, outbox_handler

TOPIC = "core.background_task"


_asked: ContextVar[dict[str, dict[str, Any]] | None] = ContextVar("core.background_tasks", default=None)


@contextmanager
def each_job_once() -> Iterator[None]:
    """Inside, a job that is asked for many times is promised once, at the end; nothing is promised where that fails.

    For bringing in many pages at once: each save of a page asks for the same three jobs.
    """
    asked: dict[str, dict[str, Any]] = {}
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)
    for payload in asked.values():
        _promise(payload, get_random_id())


def _promise(payload: dict[str, Any], identifier: str) -> None:
    enqueue(topic=TOPIC, key=f"task:{identifier}", payload=payload)


class CeleryBackend(BaseTaskBackend):
    """Enqueue only; results are not kept (Wagtail asks for none)."""

    supports_priority = False

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Write the job to the outbox and answer with a result that is "ready to run"."""
        self.validate_task(task)
        identifier = get_random_id()
        payload = {"task": task.module_path, "args": list(args), "kwargs": dict(kwargs)}
        asked = _asked.get()
        if asked is None:
            _promise(payload, identifier)
        else:
            asked[json.dumps(payload, sort_keys=True, default=str)] = payload
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
