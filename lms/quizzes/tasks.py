"""Scheduled work of quizzes."""

from celery import shared_task

from lms.quizzes.services.attempts import end_overdue


@shared_task(name="lms.tasks.end_overdue_attempts")
def end_overdue_attempts() -> int:
    """Hand in what is over. Runs twice or late without harm: each attempt is ended once, at its own deadline."""
    return end_overdue()
