"""Aggregates the applets' tasks for Celery."""

from lms.quizzes.tasks import end_overdue_attempts

__all__ = ["end_overdue_attempts"]
