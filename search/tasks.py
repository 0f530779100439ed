"""Aggregates the tasks of search for Celery."""

from search.reader_tasks import forget_old_search_counts, look_through_saved_searches

__all__ = ["forget_old_search_counts", "look_through_saved_searches"]
