"""Work of H5P packages in the background: looking through uploads, sweeping what killed workers left."""

from typing import Any

from celery import shared_task

from core.outbox import outbox_handler
from lms.h5p.services import ingest_upload, sweep
from lms.h5p.services.receiving import TOPIC


@outbox_handler(TOPIC, keeps_its_own_books=True)
def look_through(payload: dict[str, Any]) -> None:
    """Deliver the promise of receive_upload. Twice or late is no harm; another worker's upload is asked for again."""
    ingest_upload(upload_id=payload["upload"])


@shared_task(name="lms.tasks.sweep_packages")
def sweep_packages() -> int:
    """Remove files that no row names, and end uploads that nobody looks through any more."""
    return sweep()
