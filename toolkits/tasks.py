"""Aggregates the applets' tasks for Celery."""

from toolkits.library.tasks import fold_downloads_task

__all__ = ["fold_downloads_task"]
