"""The project's Celery application plus the drills' own outbox topic.

`drills.note` writes one entry to the audit log, slowly; the number of entries for a name says how often it happened.
"""

import time
from typing import Any

import django

from config.celery import app

django.setup()

from core.audit import record
from core.outbox import outbox_handler

__all__ = ["app"]

TOPIC = "drills.note"


@outbox_handler(TOPIC)
def write_note(payload: dict[str, Any]) -> None:
    """Take `seconds`, then write the note."""
    time.sleep(payload["seconds"])
    record(action=TOPIC, data={"name": payload["name"]})
