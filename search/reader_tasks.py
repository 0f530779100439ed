"""Scheduled work for readers and editors of the search. Named as Celery looks for them, in search.tasks."""

from celery import shared_task

from search.insight import forget_old_counts
from search.saving import look_through_saved


@shared_task(name="search.tasks.look_through_saved_searches")
def look_through_saved_searches() -> int:
    """Tell of new hits of saved searches. Runs twice or late without harm."""
    return look_through_saved()


@shared_task(name="search.tasks.forget_old_search_counts")
def forget_old_search_counts() -> int:
    """Delete counts whose time is over."""
    return forget_old_counts()
