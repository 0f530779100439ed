"""Aggregates the applets' tasks for Celery."""

from lms.h5p.tasks import sweep_packages
from lms.quizzes.tasks import end_overdue_attempts
from lms.reports.tasks import tell_of_due_courses

__all__ = ["end_overdue_attempts", "sweep_packages", "tell_of_due_courses"]
