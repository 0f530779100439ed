"""What was completed; sent inside the transaction."""

from django.dispatch import Signal

activity_completed = Signal()
"""sender=ActivityCompletion, completion=ActivityCompletion."""

course_completed = Signal()
"""sender=CourseCompletion, completion=CourseCompletion."""
