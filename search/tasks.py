"""Aggregates the tasks of search for Celery."""

from search.index_tasks import check_index, tend_index
from search.reader_tasks import forget_old_search_counts, look_through_saved_searches

__all__ = ["check_index", "forget_old_search_counts", "look_through_saved_searches", "tend_index"]
