"""Folding downloads, once an hour."""

from celery import shared_task

from toolkits.library.services.downloads import FOLD_AT_ONCE, fold_downloads


@shared_task(name="toolkits.tasks.fold_downloads")
def fold_downloads_task() -> None:
    """Fold everything there is, some thousand rows a transaction."""
    while fold_downloads() == FOLD_AT_ONCE:
        pass
